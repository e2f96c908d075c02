import { policyPeerExists } from '../../rules/policy-peer-exists';
import { judges } from './given';
import { app, block, cilium, labels, policy } from './given-network';

const from = (...peers: unknown[]) => policy({ ingress: [{ from: peers }] });
const web = { podSelector: labels({ app: 'web' }) };
const none = (words: string) => `no pod of this namespace has the labels '${words}'`;
const AT = '/spec/ingress/0/from/0/podSelector';

judges(policyPeerExists, {
  accepts: [
    ['a pod of the namespace', [app({ app: 'web' }), from(web)]],
    [
      'a pod that lacks the key',
      [app(), from({ podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db'] }] } })],
    ],
    ['all pods of the namespace, before there are any', from({ podSelector: {} })],
    ['a pod of another namespace', from({ ...web, namespaceSelector: labels({ 'kubernetes.io/metadata.name': 'web' }) })],
    ['a block', from(block('203.0.113.0/24'))],
    ['a peer that is none', from({}, { podSelector: 'web' })],
    ['no peers', policy({ ingress: [{}] })],
    ['a direction that the policy is not about', policy({ policyTypes: ['Ingress'], egress: [{ to: [web] }] })],
    ['manifests that are not all', from(web), { complete: false }],
    [
      'endpoints of another namespace, to Cilium',
      cilium({ ingress: [{ fromEndpoints: [labels({ app: 'web', 'k8s:io.kubernetes.pod.namespace': 'web' })] }] }),
    ],
  ],
  refuses: [
    { what: 'a label that no pod has', given: [from(web), app()], finds: [[AT, none('app=web')]], absent: 'accepted' },
    {
      what: 'a label that pods of another namespace have',
      given: [from(web), app({ app: 'web' }, [], 'web')],
      finds: [[AT, none('app=web')]],
      absent: 'accepted',
    },
    {
      what: 'a destination',
      given: [policy({ egress: [{ to: [web] }] }), app()],
      finds: [['/spec/egress/0/to/0/podSelector', none('app=web')]],
      absent: 'accepted',
    },
    {
      what: 'the second peer of the second rule',
      given: [policy({ ingress: [{ from: [{ podSelector: {} }] }, { from: [{ podSelector: labels({ app: 'cart' }) }, web] }] }), app()],
      finds: [['/spec/ingress/1/from/1/podSelector', none('app=web')]],
      absent: 'accepted',
    },
    {
      what: 'endpoints, to Cilium',
      given: [cilium({ ingress: [{ fromEndpoints: [labels({ app: 'web' })] }] }), app()],
      finds: [['/spec/ingress/0/fromEndpoints/0', none('app=web')]],
      absent: 'accepted',
    },
  ],
});
