import { ControlPlane, type ControlPlaneProps, NodePool, Platform, SecureApp, TenantNamespace } from '../../../constructs';
import { judge } from '../../../constructs/gate';
import { findingText } from '../../../report/text';
import { IMAGE, TODAY } from '../harness';
import { ENDPOINT, type Loose, MEMBERS } from './harness';

/** What the gate says of a tenant with nodes of its own above a control plane, each finding on one line. */
function said(props: Loose, app: Partial<ConstructorParameters<typeof SecureApp>[2]> = {}): readonly string[] {
  const platform = new Platform({ today: TODAY, apiServer: { cidrs: ['10.0.0.1/32', '10.0.0.2/32', '10.0.0.3/32'] } });
  new ControlPlane(platform, 'cp', { endpoint: ENDPOINT, members: MEMBERS, ...props } as ControlPlaneProps);
  const shop = new TenantNamespace(platform, 'shop', {
    nodes: NodePool.dedicated('shop'),
    quota: { cpu: '8', memory: '8Gi', ephemeralStorage: '20Gi', pods: 20 },
  });
  new SecureApp(shop, 'cart', { image: IMAGE, ports: { http: 8080 }, ...app });
  const { problems, warnings } = judge(platform, TODAY);
  return [...problems, ...warnings.map(findingText)].map((text) => text.split('\n')[0] ?? '');
}

test('what is written for hosts fits what is written for the cluster', () => {
  expect(said({})).toEqual([]);
});

test('places are below the path of the construct', () => {
  const [first, ...more] = said({ admission: { podSecurity: { exemptNamespaces: { shop: 'a reason' } } } });
  expect(more).toEqual([]);
  expect(first).toMatch(
    /^\[shop\/namespace\] pod-security-not-exempted: Namespace shop: the API server exempts namespace 'shop' from Pod Security \(cp\/apiserver\/admission\.yaml:\d+\), expected no exemption \(at \/metadata\/name\)$/,
  );
});

test('without a control plane nothing is known of one', () => {
  expect(judge(new Platform({ today: TODAY }), TODAY).cluster.controlPlane).toBeUndefined();
});
