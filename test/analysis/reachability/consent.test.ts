import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import { proofOf } from '../../../analysis/proof/proof';
import { consentOf, declarationsOf } from '../../../analysis/reachability/consent';
import { networkOf } from '../../../analysis/reachability/reachability';

type Fields = Readonly<Record<string, unknown>>;

const manifestsOf = (objects: readonly unknown[]): Manifest[] =>
  objects.map((object, index) => ({ object: object as KubernetesObject, source: `${index}` }));
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const pod = (space: string, name: string, labels: Fields = { app: name }) => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: space, labels } },
  spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }] },
});
const policy = (name: string, allows: unknown, spec: Fields, space = 'shop') => ({
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  ...{ metadata: { name, namespace: space, annotations: allows === undefined ? undefined : { 'palisade.dev/allows': allows } }, spec },
});
const CART = { podSelector: { matchLabels: { app: 'cart' } } };
const inSpace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const block = (cidr: string, except?: readonly string[]) => ({ ipBlock: { cidr, ...(except === undefined ? {} : { except }) } });
const tcp = (port: number | string, endPort?: number) => [{ protocol: 'TCP', port, endPort }];
const ports = tcp(8080);

const CLUSTER = [
  ...['shop', 'bank', 'kube-system'].flatMap((name) => [
    namespace(name),
    policy('deny', undefined, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, name),
  ]),
  pod('shop', 'cart'),
  pod('shop', 'web'),
  pod('bank', 'web'),
  pod('bank', 'till'),
  policy('out', undefined, { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports }] }, 'bank'),
  policy('out', undefined, { ...app('web'), policyTypes: ['Egress'], egress: [{ ports }] }),
];

/** What the policies of the cart declare of every path into it, or out of it, that is not declared by anybody else. */
function declared(direction: 'egress' | 'ingress', rules: Fields, allows: unknown): readonly string[] {
  const types = direction === 'egress' ? ['Egress'] : ['Ingress'];
  // Whoever lets everybody in says nothing of it: the direction of the cart alone is asked.
  const open = policy('in', undefined, { ...app('web'), policyTypes: ['Ingress'], ingress: [{ ports }] });
  const network = networkOf(manifestsOf([...CLUSTER, open, policy('cart', allows, { ...CART, policyTypes: types, [direction]: [rules] })]));
  const isOfCart = (side: readonly { readonly name: string }[]) => side.some(({ name }) => name === 'shop/cart');
  const paths = network.paths().filter(({ from, to }) => isOfCart(direction === 'egress' ? from : to));
  expect(paths.length).toBeGreaterThan(0);
  // All of it, or nothing.
  const told = paths.map((path) => {
    const found = consentOf(path, network.because(path), direction);
    expect(found.lines.length === 0).toBe(found.silent.length > 0);
    expect(declarationsOf(path, network.because(path))).toEqual(found.lines);
    return found.lines;
  });
  return told.some((lines) => lines.length === 0) ? [] : [...new Set(told.flat())];
}

const from = (...peers: Fields[]) => ({ from: peers, ports });
const to = (...peers: Fields[]) => ({ to: peers, ports });
const BANK_WEB = { ...inSpace('bank'), ...app('web') };
const ELSEWHERE = { ...inSpace('vault'), ...app('vault') };
const LABELLED = { namespaceSelector: { matchLabels: { team: 'red' } }, podSelector: {} };

/** Lines, and whether they are consent to all that the rule opens. */
const ROWS: readonly (readonly [what: string, rules: Fields, allows: string, isConsent: boolean])[] = [
  ['a local name', from(app('web')), 'from web 8080/TCP', true],
  ['a local name, with a reason', from(app('web')), 'from web 8080/TCP: fills it', true],
  ['a local name in full', from(app('web')), 'from shop/web 8080/TCP', true],
  ['a local name, of the other direction', from(app('web')), 'to web 8080/TCP', false],
  ['another local name', from(app('web')), 'from cart 8080/TCP', false],
  ['a name that starts like it', from(app('web')), 'from web-2 8080/TCP', false],
  ['the name in the reason', from(app('web')), 'from cart 8080/TCP: not from web 8080/TCP', false],
  ['no port', from(app('web')), 'from web', false],
  ['another port', from(app('web')), 'from web 8081/TCP', false],
  ['another protocol', from(app('web')), 'from web 8080/UDP', false],
  ['more ports', from(app('web')), 'from web 8081/TCP, 8080/TCP', true],
  ['a range of ports', from(app('web')), 'from web 8000-8100/TCP', true],
  ['a port by its name', from(app('web')), 'from web http/TCP', true],
  ['every port of the protocol', from(app('web')), 'from web all/TCP', true],
  ['fewer ports than are open', { from: [app('web')], ports: tcp(8080, 8090) }, 'from web 8080/TCP', true],
  ['a name in another namespace', from(BANK_WEB), 'from bank/web 8080/TCP', true],
  ['a local name for somebody in another namespace', from(BANK_WEB), 'from web 8080/TCP', false],
  ['a whole namespace', from(inSpace('bank')), 'from bank/* 8080/TCP', true],
  ['a whole namespace, in words', from(inSpace('bank')), 'from the pods of bank 8080/TCP', true],
  ['one of a whole namespace', from(inSpace('bank')), 'from bank/web 8080/TCP', false],
  ['each of a namespace, but not who comes later', from(inSpace('bank')), 'from bank/web 8080/TCP\nfrom bank/till 8080/TCP', true],
  ['labels in another namespace', from(BANK_WEB), 'from bank/app=web 8080/TCP', true],
  ['other labels in another namespace', from(BANK_WEB), 'from bank/app=till 8080/TCP', false],
  ['another namespace', from(inSpace('bank')), 'from shop/* 8080/TCP', false],
  ['several lines', from(app('web'), BANK_WEB), 'from web 8080/TCP\nfrom bank/web 8080/TCP', true],
  ['one line of the two', from(app('web'), BANK_WEB), 'from web 8080/TCP', false],
  ['the ingress controller, for somebody here', from(BANK_WEB), 'from the ingress controller 8080/TCP', false],
  ['nobody, for the own namespace', from(app('web')), 'calls within the shop', true],
  ['nobody, for another namespace', from(BANK_WEB), 'calls of the bank', false],
  ['nothing', from(app('web')), 'nothing: other policies open what is called', false],
  ['the ingress controller, elsewhere', from(ELSEWHERE), 'from the ingress controller 8080/TCP', true],
  ['monitoring, elsewhere', from(ELSEWHERE), 'from monitoring 8080/TCP', true],
  ['somebody in words, elsewhere', from(ELSEWHERE), 'from the teller 8080/TCP', true],
  ['a local name, for somebody elsewhere', from(ELSEWHERE), 'from vault 8080/TCP', false],
  ['a name and its namespace, elsewhere', from(ELSEWHERE), 'from vault/vault 8080/TCP', true],
  ['labels and their namespace, elsewhere', from(ELSEWHERE), 'from vault/app=vault 8080/TCP', true],
  ['other labels, elsewhere', from(ELSEWHERE), 'from vault/app=agent 8080/TCP', false],
  ['another namespace, elsewhere', from(ELSEWHERE), 'from safe/vault 8080/TCP', false],
  ['one name for a whole namespace elsewhere', from(inSpace('vault')), 'from vault/vault 8080/TCP', false],
  ['a whole namespace elsewhere', from(inSpace('vault')), 'from vault/* 8080/TCP', true],
  ['nobody, for a namespace by its name', from(ELSEWHERE), 'what unseals it', true],
  ['nobody, for whoever labels a namespace', { from: [LABELLED], ports }, 'the red team', false],
  ['somebody, for everybody', { ports }, 'from web 8080/TCP\nfrom the teller 8080/TCP', false],
  ['somebody in words, for every namespace', from({ namespaceSelector: {} }), 'from the teller 8080/TCP', false],
  ['a block', to(block('203.0.113.0/24')), 'to 203.0.113.0/24 8080/TCP', true],
  ['a block that is wider', to(block('203.0.113.7/32')), 'to 203.0.113.0/24 8080/TCP', true],
  ['a block that is narrower', to(block('203.0.113.0/24')), 'to 203.0.113.7/32 8080/TCP', false],
  ['a block but for some', to(block('203.0.113.0/24', ['203.0.113.7/32'])), 'to 203.0.113.0/24 8080/TCP', true],
  ['another block', to(block('203.0.113.0/24')), 'to 198.51.100.0/24 8080/TCP', false],
  ['an IPv6 block', to(block('2001:db8::/32')), 'to 2001:db8::/32 8080/TCP: far away', true],
  ['pods, for a block', to(block('203.0.113.0/24')), 'to shop/web 8080/TCP', false],
  ['a host, for a block', to(block('203.0.113.0/24')), 'to www.example.com 8080/TCP', false],
  ['the internet', to(block('203.0.113.0/24')), 'to internet 8080/TCP', true],
  ['the internet, for the inside', to(block('10.0.0.0/24')), 'to internet 8080/TCP', false],
  ['the API server', to(block('10.0.0.1/32')), 'to the API server 8080/TCP', true],
  ['the ingress controller, for a block', to(block('10.0.0.1/32')), 'to the ingress controller 8080/TCP', false],
  ['nobody, for a block', to(block('203.0.113.0/24')), 'the partner', false],
  ['a local name, out', to(app('web')), 'to web 8080/TCP', true],
  ['another local name, out', to(app('web')), 'to till 8080/TCP', false],
  ['the same name, in', to(app('web')), 'from web 8080/TCP', false],
];

test.each(ROWS)('%s', (_what, rules, allows, isConsent) => {
  const lines = declared(rules['to'] === undefined ? 'ingress' : 'egress', rules, allows);
  expect(lines.length > 0).toBe(isConsent);
});

test.each<[what: string, peer: Fields, allows: string, isConsent: boolean]>([
  ['a host by its name', { toFQDNs: [{ matchName: 'www.example.com' }] }, 'to www.example.com 443/TCP', true],
  ['another host', { toFQDNs: [{ matchName: 'www.example.com' }] }, 'to example.com 443/TCP', false],
  ['a local name, for a host', { toFQDNs: [{ matchName: 'www.example.com' }] }, 'to www 443/TCP', false],
  ['the internet, for a host', { toFQDNs: [{ matchName: 'www.example.com' }] }, 'to internet 443/TCP', false],
  ['the internet', { toEntities: ['world'] }, 'to internet 443/TCP', true],
  ['the API server', { toEntities: ['kube-apiserver'] }, 'to the API server 443/TCP', true],
  ['nodes', { toEntities: ['host', 'remote-node'] }, 'to nodes 443/TCP', true],
  ['nodes, for the API server', { toEntities: ['kube-apiserver'] }, 'to nodes 443/TCP', false],
  ['somebody in words, for the whole cluster', { toEntities: ['cluster'] }, 'to the others 443/TCP', false],
])('of Cilium: %s', (_what, peer, allows, isConsent) => {
  const object = {
    ...{ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' },
    metadata: { name: 'c', namespace: 'shop', annotations: { 'palisade.dev/allows': allows } },
    spec: {
      endpointSelector: { matchLabels: { app: 'cart' } },
      egress: [{ ...peer, toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }],
    },
  };
  const network = networkOf(manifestsOf([...CLUSTER, object]), { cni: 'cilium' });
  const paths = network.paths().filter(({ from: [one], to: [other] }) => one?.name === 'shop/cart' && other?.kind === 'named');
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) expect(declarationsOf(path, network.because(path)).length > 0).toBe(isConsent);
});

test('only the lines that are about it are told', () => {
  expect(declared('ingress', from(app('web')), 'from till 8080/TCP\nfrom web 8080/TCP: fills it\nto web 8080/TCP\nin general')).toEqual([
    'from web 8080/TCP: fills it',
  ]);
});

test.each<[what: string, allows: unknown]>([
  ['nothing', undefined],
  ['a number', 7],
  ['a list', ['from web 8080/TCP']],
  ['an object', { from: 'web 8080/TCP' }],
  ['an empty text', ''],
  ['a line of blanks', '   \n\n'],
  ['a direction alone', 'from'],
  ['no name', 'from 8080/TCP'],
])('%s declares nothing', (_what, allows) => {
  expect(declared('ingress', from(app('web')), allows)).toEqual([]);
});

test('a policy that is silent is not made up for by one that declares', () => {
  const open = (name: string, allows?: string) => policy(name, allows, { ...CART, policyTypes: ['Ingress'], ingress: [from(BANK_WEB)] });
  const facts = { minor: 33, podNodeSelector: 'on', podTolerationRestriction: 'on', extendedResourceToleration: 'off' } as const;
  const told = (...policies: unknown[]) => {
    const manifests = manifestsOf([...CLUSTER, ...policies]);
    const network = networkOf(manifests);
    const path = network.paths().find(({ to: [end] }) => end?.name === 'shop/cart');
    if (path === undefined) throw new Error('no path');
    const standings = proofOf(manifests, facts).openings.filter(
      ({ aspect, from: [one], to: [other] }) => aspect === 'network' && one === 'bank' && other === 'shop',
    );
    return [declarationsOf(path, network.because(path)), standings.map(({ standing }) => standing)];
  };
  const LINE = 'from bank/web 8080/TCP: pays';
  expect(told(open('one', LINE))).toEqual([[LINE], ['open by consent']]);
  expect(told(open('one', LINE), open('two', LINE))).toEqual([[LINE], ['open by consent']]);
  expect(told(open('one', LINE), open('two'))).toEqual([[], ['broken']]);
  expect(told(open('one', 'from bank/till 8080/TCP'))).toEqual([[], ['broken']]);
  expect(told(open('one', 'in general'))).toEqual([[], ['broken']]);
});

test('a line as long as an annotation may be is read at once', () => {
  const start = Date.now();
  declared('ingress', from(app('web')), `from ${'1/TCP, '.repeat(37_000)}x`);
  declared('ingress', from(app('web')), `from ${'x '.repeat(130_000)}`);
  expect(Date.now() - start).toBeLessThan(2000);
});
