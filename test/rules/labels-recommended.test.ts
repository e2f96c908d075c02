import { labelsRecommended } from '../../rules/labels-recommended';
import { judges, object } from './given';

const app = (labels: unknown, podLabels: unknown = { app: 'cart' }) =>
  ({
    ...object('apps/v1', 'Deployment', 'cart', { spec: { template: { metadata: { labels: podLabels }, spec: {} } } }),
    metadata: { name: 'cart', labels },
  }) as ReturnType<typeof object>;
const bare = (labels: unknown) => ({ ...object('v1', 'Pod', 'cart'), metadata: { name: 'cart', labels } }) as ReturnType<typeof object>;
const AT = '/metadata/labels';
const IN = '/spec/template/metadata/labels';
const none = (what: string) => `the ${what} has no label that names the app, expected app.kubernetes.io/name`;

judges(labelsRecommended, {
  accepts: [
    ['the recommended label', app({ 'app.kubernetes.io/name': 'cart' }, { 'app.kubernetes.io/name': 'cart' })],
    ['other names in use', [app({ app: 'cart' }, { 'k8s-app': 'cart' }), app({ name: 'cart' }, { 'app.kubernetes.io/instance': 'cart' })]],
    ['a bare pod, whose labels are its own', bare({ app: 'cart' })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    { what: 'an object without labels', given: app(undefined), finds: [[AT, none('Deployment')]], absent: [none('Deployment')] },
    { what: 'labels of null', given: app(null), finds: [[AT, none('Deployment')]], absent: [none('Deployment')] },
    { what: 'labels that are a list', given: app(['app']), finds: [[AT, none('Deployment')]], absent: [none('Deployment')] },
    { what: 'an empty name', given: app({ app: '' }), finds: [[AT, none('Deployment')]], absent: [none('Deployment')] },
    { what: 'labels of other things', given: app({ team: 'a' }), finds: [[AT, none('Deployment')]], absent: [none('Deployment')] },
    {
      what: 'a pod template without',
      given: app({ app: 'cart' }, {}),
      finds: [[IN, none('pod template')]],
      absent: [none('pod template')],
    },
    {
      what: 'neither',
      given: app({}, null),
      finds: [
        [AT, none('Deployment')],
        [IN, none('pod template')],
      ],
      absent: [none('Deployment'), none('pod template')],
    },
    { what: 'a bare pod', given: bare({}), finds: [[AT, none('Pod')]], absent: [none('Pod')] },
    {
      what: 'the pods of a CronJob',
      given: {
        ...object('batch/v1', 'CronJob', 'cart', { spec: { jobTemplate: { spec: { template: { spec: {} } } } } }),
        metadata: { name: 'cart', labels: { app: 'cart' } },
      },
      finds: [['/spec/jobTemplate/spec/template/metadata/labels', none('pod template')]],
      absent: 'itself',
    },
  ],
});
