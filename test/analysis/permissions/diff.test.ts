import fc from 'fast-check';
import '../../seed';
import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import { type VerbChange, verbChanges } from '../../../analysis/permissions/diff';
import { permissionsOf } from '../../../analysis/permissions/permissions';
import { whoOf } from '../../../analysis/permissions/subjects';

const MINOR = 33;
const API = 'rbac.authorization.k8s.io';

const manifestsOf = (objects: readonly unknown[]): Manifest[] =>
  objects.map((object, index) => ({ object: object as KubernetesObject, source: `${index}` }));
const role = (rules: readonly unknown[], namespace?: string) => ({
  apiVersion: `${API}/v1`,
  kind: namespace === undefined ? 'ClusterRole' : 'Role',
  metadata: { name: 'r', ...(namespace === undefined ? {} : { namespace }) },
  rules,
});
const binding = (who: string, kind: 'Role' | 'ClusterRole', namespace?: string, name = 'r') => ({
  apiVersion: `${API}/v1`,
  kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata: { name: `${who}-${kind}`, ...(namespace === undefined ? {} : { namespace }) },
  roleRef: { apiGroup: API, kind, name },
  subjects: [{ apiGroup: API, kind: 'Group', name: who }],
});
const rule = (verbs: readonly string[], resources: readonly string[], more: object = {}) => ({
  apiGroups: [''],
  resources,
  verbs,
  ...more,
});

const permissions = (objects: readonly unknown[]) => permissionsOf(manifestsOf(objects), MINOR);
const told = (before: readonly unknown[], after: readonly unknown[]) =>
  verbChanges(permissions(before), permissions(after)).map(
    ({ change, subject, namespace, verbs, resources }) =>
      `${change}: ${subject} ${namespace ?? 'everywhere'} ${verbs.join()} ${resources.join()}`,
  );

const TEAM = binding('team', 'Role', 'x');

describe('what one has and the other has not', () => {
  test.each<[string, readonly unknown[], readonly unknown[], readonly string[]]>([
    [
      'a verb',
      [role([rule(['get'], ['pods'])], 'x'), TEAM],
      [role([rule(['get', 'list'], ['pods'])], 'x'), TEAM],
      ['gained: group:team x list pods'],
    ],
    [
      'one name of many',
      [role([rule(['get'], ['secrets'])], 'x'), TEAM],
      [role([rule(['get'], ['secrets'], { resourceNames: ['tls'] })], 'x'), TEAM],
      ['lost: group:team x get secrets'],
    ],
    [
      'everywhere instead of here',
      [role([rule(['get'], ['pods'])]), binding('team', 'ClusterRole', 'x')],
      [role([rule(['get'], ['pods'])]), binding('team', 'ClusterRole')],
      ['gained: group:team everywhere get pods'],
    ],
    [
      'here instead of everywhere',
      [role([rule(['get'], ['pods'])]), binding('team', 'ClusterRole')],
      [role([rule(['get'], ['pods'])]), binding('team', 'ClusterRole', 'x')],
      ['lost: group:team everywhere get pods'],
    ],
    [
      'a subresource that every resource had',
      [role([rule(['get'], ['*'])], 'x'), TEAM],
      [role([rule(['get'], ['pods/log'])], 'x'), TEAM],
      ['lost: group:team x get *'],
    ],
    [
      'a path',
      [],
      [role([{ nonResourceURLs: ['/metrics'], verbs: ['get'] }]), binding('team', 'ClusterRole')],
      ['gained: group:team everywhere get /metrics'],
    ],
    ['a path that everybody has', [], [role([{ nonResourceURLs: ['/healthz'], verbs: ['get'] }]), binding('team', 'ClusterRole')], []],
    ['a role that is bound to nobody', [], [role([rule(['*'], ['*'])])], []],
    [
      'what all who are logged in had',
      [role([rule(['get'], ['pods'])]), binding('system:authenticated', 'ClusterRole')],
      [role([rule(['get'], ['pods'])]), binding('system:authenticated', 'ClusterRole'), binding('team', 'ClusterRole')],
      [],
    ],
    [
      'what everybody gains is told once',
      [role([rule(['get'], ['pods'])]), role([rule(['get'], ['secrets'])], 'x'), TEAM],
      [role([rule(['get'], ['pods'])]), role([rule(['get'], ['secrets'])], 'x'), TEAM, binding('system:authenticated', 'ClusterRole')],
      ['gained: group:system:authenticated everywhere get pods'],
    ],
    ['a default role', [], [binding('team', 'ClusterRole', 'x', 'system:discovery')], []],
    ['a role that nobody knows', [], [binding('team', 'ClusterRole', 'x', 'gone')], ['gained: group:team x  ClusterRole gone']],
  ])('%s', (_, before, after, lines) => {
    expect(told(before, after)).toEqual(lines);
  });
});

const words = (all: readonly string[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 2 });
const rules = fc.array(
  fc
    .tuple(words(['get', 'list', '*']), words(['pods', 'pods/log', 'secrets', '*']), fc.constantFrom({}, { resourceNames: ['tls'] }))
    .map(([verbs, resources, more]) => rule(verbs, resources, more)),
  { maxLength: 2 },
);
const objects = fc
  .tuple(
    rules,
    rules,
    fc.subarray([TEAM, binding('team', 'ClusterRole'), binding('team', 'ClusterRole', 'y'), binding('guests', 'ClusterRole', 'x')]),
  )
  .map(([own, wide, bindings]) => [role(own, 'x'), role(wide), ...bindings]);

const ASKED = ['get', 'list', '*'].flatMap((verb) =>
  ['pods', 'pods/log', 'secrets', '*'].flatMap((resource) => ['x', 'y', undefined].map((namespace) => ({ verb, resource, namespace }))),
);

test('who loses nothing may all that was allowed, and the other way round what is gained is lost', () => {
  const plain = ({ change, subject, namespace = '', verbs, resources }: VerbChange) =>
    [change, subject, namespace, ...verbs, '', ...resources].join('|');
  const flipped = (each: VerbChange) => plain({ ...each, change: each.change === 'gained' ? 'lost' : 'gained' });
  fc.assert(
    fc.property(objects, objects, (one, other) => {
      const [before, after] = [permissions(one), permissions(other)];
      const changes = verbChanges(before, after);
      expect(new Set(verbChanges(after, before).map(flipped))).toEqual(new Set(changes.map(plain)));
      for (const text of ['group:team', 'group:guests']) {
        const who = whoOf(text);
        if (who === undefined || changes.some(({ subject, change }) => subject === text && change === 'gained')) continue;
        for (const { verb, resource, namespace } of ASKED) {
          const asked = { verb, group: '', resource, ...(namespace === undefined ? {} : { namespace }) };
          if (after.can(who, asked) !== undefined) expect(before.can(who, asked)).toBeDefined();
        }
      }
    }),
    { numRuns: 200 },
  );
});
