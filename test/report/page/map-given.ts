import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import type { PageData } from '../../../report/page/data';
import { analysedData } from './given';

type Fields = Readonly<Record<string, unknown>>;

/** The data of a page about objects, each in a file of its own name, as the command gathers them. */
export function pageDataOf(objects: readonly unknown[]): PageData {
  return analysedData(
    objects.map((object, index): Manifest => {
      const { kind, metadata } = object as KubernetesObject;
      const names = [metadata?.namespace ?? '', metadata?.name ?? index];
      const file = names.every((each) => typeof each !== 'object') ? `${names.join('/')}-${kind}.yaml` : `${index}.yaml`;
      return { object: object as KubernetesObject, source: file, place: (pointer) => ({ file, line: pointer.length + 1, column: 1 }) };
    }),
  );
}

export const namespace = (name: string, tenant?: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...(tenant === undefined ? {} : { 'palisade.dev/tenant': tenant }) } },
});

/** A pod by `namespace/name`, with a label of its own. */
export const pod = (place: string, spec: Fields = {}) => {
  const [space, name] = place.split('/');
  const containers = [{ name: 'c', ports: [{ containerPort: 8080 }] }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: space, labels: { app: name } }, spec: { containers, ...spec } };
};

/** A policy of one app, or of a whole namespace: `shop/*`. What it allows is declared where lines are given. */
export const policy = (place: string, spec: Fields, lines?: string) => {
  const [space, app] = place.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: app === '*' ? 'all' : app,
      namespace: space,
      ...(lines === undefined ? {} : { annotations: { 'palisade.dev/allows': lines } }),
    },
    spec: { podSelector: app === '*' ? {} : { matchLabels: { app } }, ...spec },
  };
};

export const closed = (space: string) => ({
  ...policy(`${space}/*`, { policyTypes: ['Ingress', 'Egress'] }),
  metadata: { name: 'closed', namespace: space },
});

/** A peer: an app of the own namespace, of another, or all of one. */
export const peer = (app: string) => {
  const [space, name] = app.includes('/') ? app.split('/') : [undefined, app];
  return {
    ...(space === undefined ? {} : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': space } } }),
    podSelector: name === '*' ? {} : { matchLabels: { app: name } },
  };
};
export const tcp = (port: number) => ({ protocol: 'TCP', port });

/** Apps with what each calls: `{ 'shop/web': ['db 5432', 'other/api 8080'] }`. Both ends say so, and every namespace is closed otherwise. */
export function platform(calls: Readonly<Record<string, readonly string[]>>): readonly unknown[] {
  const ends = Object.keys(calls);
  const spaces = [...new Set(ends.map((place) => place.split('/')[0] ?? ''))];
  const ingress = new Map<string, { from: string; port: number }[]>();
  const wanted = ends.map((from) => {
    const [own = ''] = from.split('/');
    return (calls[from] ?? []).map((text) => {
      const [to = '', port = ''] = text.split(' ');
      const place = to.includes('/') ? to : `${own}/${to}`;
      ingress.set(place, [...(ingress.get(place) ?? []), { from, port: Number(port) }]);
      return { from, to: place, port: Number(port) };
    });
  });
  return [
    ...spaces.flatMap((space) => [namespace(space), closed(space), dns(space)]),
    ...ends.flatMap((place, index) => {
      const out = wanted[index] ?? [];
      const into = ingress.get(place) ?? [];
      const lines = [...out.map(({ to, port }) => `to ${to} ${port}/TCP`), ...into.map(({ from, port }) => `from ${from} ${port}/TCP`)];
      const rules = {
        policyTypes: ['Ingress', 'Egress'],
        egress: out.map(({ to, port }) => ({ to: [peer(to)], ports: [tcp(port)] })),
        ingress: into.map(({ from, port }) => ({ from: [peer(from)], ports: [tcp(port)] })),
      };
      return [pod(place), ...(lines.length === 0 ? [] : [policy(place, rules, lines.join('\n'))])];
    }),
  ];
}

/** Every pod of a namespace may ask the cluster's DNS. */
export const dns = (space: string) => ({
  ...policy(
    `${space}/*`,
    {
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [{ protocol: 'UDP', port: 53 }],
        },
      ],
    },
    'the cluster DNS, for every pod',
  ),
});

const SHAPE: readonly (readonly string[])[] = [
  ['api 8080', 'cart 8080', 'search 9200'],
  ['db 5432', 'queue 5672', 'auth 8443'],
  ['cache 6379'],
  ['db 5432'],
  [],
  [],
  ['queue 5672', 'mail 587'],
  [],
  ['db 5432'],
  [],
];
const NAMES = ['web', 'api', 'cart', 'search', 'db', 'queue', 'worker', 'cache', 'auth', 'mail'];

/** A made-up platform: ten apps in each tenant, the first of which an ingress controller calls; every fifth tenant calls its neighbour. */
export function manyTenants(tenants: number, apps = 10): readonly unknown[] {
  const spaces = Array.from({ length: tenants }, (_, index) => `tenant-${String(index).padStart(String(tenants).length, '0')}`);
  const calls = spaces.flatMap((space, index) =>
    NAMES.slice(0, apps).map((name, own): [string, readonly string[]] => {
      const known = (SHAPE[own] ?? []).filter((call) => NAMES.slice(0, apps).includes(call.split(' ')[0] ?? ''));
      const neighbour = spaces[index + 1];
      const isCaller = own === 1 && index % 5 === 0 && neighbour !== undefined && index < 150;
      return [`${space}/${name}`, [...known, ...(isCaller ? [`${neighbour}/api 8080`] : [])]];
    }),
  );
  const entry = spaces.map((space) => ({
    ...policy(
      `${space}/web`,
      { policyTypes: ['Ingress'], ingress: [{ from: [peer('ingress-nginx/ingress-nginx')], ports: [tcp(8080)] }] },
      'from the ingress controller 8080/TCP: published',
    ),
  }));
  return [...platform(Object.fromEntries(calls)), ...entry.map((each) => ({ ...each, metadata: { ...each.metadata, name: 'entry' } }))];
}
