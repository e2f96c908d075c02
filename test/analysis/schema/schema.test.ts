import { RETIREMENTS } from '../../../analysis/schema/api-history';
import { KINDS, TYPES } from '../../../analysis/schema/kubernetes';
import {
  groupIn,
  groupsWith,
  isBuiltIn,
  isThere,
  KNOWN_MINORS,
  kindOf,
  kindsOf,
  knownMinor,
  spanOf,
  stability,
  typeAt,
  versionsOf,
} from '../../../analysis/schema/schema';

test('the versions that are known', () => {
  expect(KNOWN_MINORS).toEqual({ oldest: 27, newest: 37 });
  expect([0, 26, 27, 33, 37, 40].map(knownMinor)).toEqual([27, 27, 27, 33, 37, 37]);
});

test('each kind has a type, and each type is made of types that are there', () => {
  const kinds = KINDS.trim()
    .split('\n')
    .map((line) => line.split(' '));
  const types = new Set(
    TYPES.trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  );
  expect(kinds.filter(([, , type]) => !types.has(type))).toEqual([]);
  const named = [...TYPES.matchAll(/[:,}\]!]([a-z0-9]+(?:\.[a-zA-Z0-9]+)+)/g)].map(([, type]) => type);
  expect(named.length).toBeGreaterThan(1000);
  expect(named.filter((type) => !types.has(type))).toEqual([]);
});

test('a field with its type, a list and a map of others', () => {
  const { name, fields, required } = typeAt('core.v1.PodSpec', 33);
  expect(name).toBe('PodSpec');
  expect(required).toEqual(['containers']);
  expect(fields.get('hostNetwork')).toEqual({ is: 'scalar', scalar: 'boolean' });
  expect(fields.get('containers')).toEqual({ is: 'list', of: { is: 'type', type: 'core.v1.Container' } });
  expect(fields.get('nodeSelector')).toEqual({ is: 'map', of: { is: 'scalar', scalar: 'string' } });
  expect(fields.get('overhead')).toEqual({ is: 'map', of: { is: 'scalar', scalar: 'quantity' } });
  expect(fields.get('constructor')).toBeUndefined();
  expect(typeAt('core.v1.ServicePort', 33).fields.get('targetPort')).toEqual({ is: 'scalar', scalar: 'intstr' });
  expect(typeAt('apps.v1.Deployment', 33).fields.get('status')).toEqual({ is: 'anything' });
  expect(typeAt('apiextensions.v1.JSONSchemaProps', 33).fields.get('default')).toEqual({ is: 'anything' });
});

test('fields come and go', () => {
  expect(typeAt('core.v1.PodSpec', 33).fields.has('hostnameOverride')).toBe(false);
  expect(typeAt('core.v1.PodSpec', 34).fields.has('hostnameOverride')).toBe(true);
  expect(spanOf('core.v1.PodSpec', 'hostnameOverride')).toEqual({ since: 34, until: undefined });
  expect(spanOf('core.v1.PodSpec', 'workloadRef')).toEqual({ since: 35, until: 35 });
  expect(spanOf('core.v1.PodSpec', 'containers')).toEqual({ since: undefined, until: undefined });
  expect(spanOf('core.v1.PodSpec', 'replicas')).toBeUndefined();
});

test('a field is required when the version asks for it, unless a later one takes it back', () => {
  expect(typeAt('autoscaling.v2.HorizontalPodAutoscaler', 35).required).toEqual([]);
  expect(typeAt('autoscaling.v2.HorizontalPodAutoscaler', 36).required).toEqual(['spec']);
  expect(typeAt('rbac.v1.RoleRef', 27).required).toEqual(['kind', 'name']);
});

test('kinds, their groups and their versions', () => {
  expect(isBuiltIn('')).toBe(true);
  expect(isBuiltIn('apps')).toBe(true);
  expect(isBuiltIn('gateway.networking.k8s.io')).toBe(false);
  expect(kindsOf('batch')).toEqual(expect.arrayContaining(['CronJob', 'Job']));
  expect(kindsOf('cilium.io')).toEqual([]);
  expect(groupsWith('Deployment')).toEqual(['apps']);
  expect(groupsWith('constructor')).toEqual([]);
  expect(versionsOf('autoscaling', 'HorizontalPodAutoscaler').map(({ apiVersion }) => apiVersion)).toEqual([
    'autoscaling/v2',
    'autoscaling/v1',
  ]);
  expect(versionsOf('resource.k8s.io', 'ResourceClaim').map(({ apiVersion }) => apiVersion.split('/')[1])).toEqual([
    'v1',
    'v1beta2',
    'v1beta1',
    'v1alpha3',
    'v1alpha2',
  ]);
  expect(kindOf('resource.k8s.io/v1', 'ResourceClaim')).toMatchObject({ since: 34, until: undefined });
  expect(kindOf('v1', 'Deployment')).toBeUndefined();
  expect(isThere({ since: 29, until: 31 }, 28)).toBe(false);
  expect([29, 31].map((minor) => isThere({ since: 29, until: 31 }, minor))).toEqual([true, true]);
  expect(isThere({ since: 29, until: 31 }, 32)).toBe(false);
  expect(['v1', 'apps/v1'].map(groupIn)).toEqual(['', 'apps']);
  expect(['v1', 'v2beta1', 'a/v1alpha1'].map(stability)).toEqual([2, 1, 0]);
});

test('what the guide says of versions that are known is what they have', () => {
  for (const { apiVersion, kinds, removed } of RETIREMENTS) {
    for (const kind of kinds) {
      const own = kindOf(apiVersion, kind);
      if (removed === undefined) expect(own?.until).toBeUndefined();
      else if (removed <= KNOWN_MINORS.oldest) expect(own).toBeUndefined();
      else expect(own?.until).toBe(removed - 1);
    }
  }
});

test('each successor that the guide names is there', () => {
  for (const { kinds, instead } of RETIREMENTS) {
    if (!('apiVersion' in instead)) continue;
    for (const kind of kinds)
      expect([kind, kindOf(instead.apiVersion, instead.kind ?? kind)?.apiVersion]).toEqual([kind, instead.apiVersion]);
  }
});
