import { imageMaintained } from '../../rules/image-maintained';
import { container, DIGEST, deployment, judges, object } from './given';

const running = (image: unknown) => deployment({ containers: [container({ image })] });
const said = (image: string, what: string) => `the image '${image}' of container 'cart' ${what}`;
const RETIRED = 'gets no fixes since March 2026, expected another ingress or gateway controller';

judges(imageMaintained, {
  accepts: [
    ['an image of a project that goes on', deployment()],
    ['the registry that replaced the frozen one', running('registry.k8s.io/pause:3.10')],
    ['a name that goes on', running('registry.example.com/ingress-nginx/controller-tools:1')],
    ['a name that contains the name', running('registry.example.com/games/artillery:1')],
    ['the controller of the company', running('docker.io/nginx/nginx-ingress:5.2.0')],
    ['what is no image reference', running('k8s.gcr.io/Pause')],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container({ image: 'k8s.gcr.io/pause' })] } })],
  ],
  refuses: [
    {
      what: 'the frozen registry',
      container: { image: 'k8s.gcr.io/pause:3.9' },
      finds: [['/image', said('k8s.gcr.io/pause:3.9', 'comes from a registry that is frozen since 2023, expected registry.k8s.io')]],
      absent: 'accepted',
    },
    {
      what: 'the one before it',
      container: { image: 'gcr.io/google_containers/pause:3.0' },
      finds: [
        ['/image', said('gcr.io/google_containers/pause:3.0', 'comes from a registry that is frozen since 2023, expected registry.k8s.io')],
      ],
      absent: 'accepted',
    },
    {
      what: 'the retired controller',
      container: { image: `registry.k8s.io/ingress-nginx/controller:v1.14.0@${DIGEST}` },
      finds: [['/image', said(`registry.k8s.io/ingress-nginx/controller:v1.14.0@${DIGEST}`, RETIRED)]],
      absent: 'accepted',
    },
    {
      what: 'a copy of it',
      pod: { containers: [container({ image: 'mirror.example.com/k8s/ingress-nginx/controller-chroot:v1' })] },
      finds: [['/containers/0/image', said('mirror.example.com/k8s/ingress-nginx/controller-chroot:v1', RETIRED)]],
      absent: 'accepted',
    },
    {
      what: 'its old name',
      container: { image: 'quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33.0' },
      finds: [['/image', said('quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33.0', RETIRED)]],
      absent: 'accepted',
    },
    {
      what: 'the server of Helm 2',
      container: { image: 'gcr.io/kubernetes-helm/tiller:v2.17.0' },
      finds: [
        [
          '/image',
          said(
            'gcr.io/kubernetes-helm/tiller:v2.17.0',
            'gets no fixes since November 2020 and obeys everybody who reaches it, expected Helm 3',
          ),
        ],
      ],
      absent: 'accepted',
    },
  ],
});
