/**
 * Compares `object-schema` and `api-removed` with kubernetes-validate: on dist/, on the objects of kinds.yaml, and on each of them with
 * one thing changed, for each version from 1.27 to 1.37.
 *
 *   PYTHON=/tmp/oracles/bin/python npx tsx test/oracles/schema-rule.ts [CHANGES]
 *
 * Where the two are known to differ, README.md says why and KNOWN tells how to see it; what is left over is printed, and fails.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../analysis/manifest';
import { documentsIn } from '../../analysis/reading/documents';
import { apiRemoved } from '../../rules/api-removed';
import { objectLabels } from '../../rules/object-labels';
import { objectName } from '../../rules/object-name';
import { objectSchema } from '../../rules/object-schema';
import { clusterOf } from '../rules/given';

const MINORS = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37];
const CHANGES = Number(process.argv[2] ?? 600);
const dist = join(__dirname, '../../dist');

type Changed = { readonly what: string; readonly object: unknown };

/** What only one of the two refuses, by what it says; what kubernetes-validate says has the kind before it. */
const KNOWN: readonly (readonly [why: string, side: 'ours' | 'theirs', message: RegExp])[] = [
  ['a null where there may be an integer or a string, or a quantity, is no value', 'theirs', /: None is valid under each of/],
  ['an object that is null is missing', 'ours', /has '.*' unset, expected an object$/],
  ['status is the business of the cluster', 'theirs', /^\w+ status/],
  [
    'what a later version no longer asks for was never needed',
    'theirs',
    /^ResourceClaim : 'spec' is a required|'(serviceName|podSelector|apiGroup|value|endpoints|status|revision|audiences|onPodConditions)' is a required property/,
  ],
  [
    'what a later version no longer asks for was never needed',
    'theirs',
    /^\w+ (roleRef\/apiGroup|spec\/podSelector|spec\/serviceName|value|endpoints|.*onPodConditions\/0\/status): None is not of type/,
  ],
  ['numbers have a size', 'ours', /expected an integer.* that is not as large$/],
  ['quantities, times and base64 have a grammar', 'ours', /expected (a quantity such|a time such|base64)/],
];

function main(): void {
  const originals = [
    ...readdirSync(dist)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => join(dist, file)),
    join(__dirname, 'kinds.yaml'),
  ]
    .flatMap((path) => documentsIn(readFileSync(path, 'utf8'), path).manifests)
    .map(({ object }) => object)
    // Custom resources have no schema in Kubernetes.
    .filter(({ apiVersion }) => !apiVersion.startsWith('cilium.io/'));
  const random = numbers(20300131);
  const changed: Changed[] = originals.map((object) => ({ what: 'as it is', object }));
  while (changed.length < originals.length + CHANGES) {
    const object = originals[random(originals.length)];
    if (object !== undefined) changed.push(change(structuredClone(object), random));
  }
  const theirs = verdicts(changed);
  const differences = new Map<string, number>();
  let [left, refused] = [0, 0];
  for (const [index, { what, object }] of changed.entries()) {
    for (const [column, minor] of MINORS.entries()) {
      const their = theirs[index]?.[column] ?? undefined;
      const our = findings(object as KubernetesObject, minor);
      if (their !== undefined && our.length > 0) refused++;
      if ((their === undefined) === (our.length === 0)) continue;
      const known =
        their === undefined
          ? our.map((message) => knownBy('ours', message))
          : [knownBy('theirs', `${(object as KubernetesObject).kind} ${their}`)];
      if (known.every((why) => why !== undefined)) {
        for (const why of new Set(known)) differences.set(why ?? '', (differences.get(why ?? '') ?? 0) + 1);
      } else if (left++ < 30) {
        const { kind, metadata } = object as KubernetesObject;
        console.log(
          `1.${minor} ${kind} ${JSON.stringify(metadata?.name)} (${what})\n  theirs: ${their ?? 'fine'}\n  ours: ${our.join('; ') || 'fine'}`,
        );
      }
    }
  }
  console.log(`${changed.length} objects, ${MINORS.length} versions: ${left} unexplained differences; ${refused} refused by both`);
  for (const [why, count] of differences) console.log(`${count} times: ${why}`);
  process.exitCode = left === 0 ? 0 : 1;
}

function knownBy(side: 'ours' | 'theirs', message: string): string | undefined {
  return KNOWN.find(([, whose, pattern]) => whose === side && pattern.test(message))?.[0];
}

function findings(object: KubernetesObject, minor: number): readonly string[] {
  const cluster = clusterOf([object], { minor });
  const schema = [objectSchema, apiRemoved].flatMap((rule) => [...rule.check(cluster)]).map(({ message }) => message);
  // The types of these few fields are theirs to judge.
  const others = [objectName, objectLabels].flatMap((rule) => [...rule.check(cluster)]).map(({ message }) => message);
  return [...schema, ...others.filter((message) => /expected a (string|map)$/.test(message) && !/ is null,/.test(message))];
}

function verdicts(changed: readonly Changed[]): readonly (readonly (string | null)[])[] {
  const written = execFileSync(
    process.env['PYTHON'] ?? 'python3',
    [join(__dirname, 'verdicts.py'), ...MINORS.map((minor) => `1.${minor}`)],
    {
      input: changed.map(({ object }) => JSON.stringify(object)).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  return written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The same numbers each time, below a limit. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const VALUES: readonly unknown[] = [
  'text',
  '',
  '3',
  3,
  -1,
  2.5,
  2 ** 40,
  true,
  false,
  null,
  [],
  ['a'],
  [1],
  {},
  { a: 'b' },
  '250m',
  '2030-01-31T12:00:00Z',
];

/** Fields of newer and older versions, and of no version. */
const FIELDS: readonly string[] = [
  'hostnameOverride',
  'restartPolicyRules',
  'schedulingGroup',
  'resources',
  'workloadRef',
  'trafficDistribution',
  'managedBy',
  'podReplacementPolicy',
  'unhealthyPodEvictionPolicy',
  'matchLabelKeys',
  'restartPolicy',
  'appArmorProfile',
  'procMount',
  'selfLink',
  'clusterName',
  'replica',
  'constructor',
];

function change(object: KubernetesObject, random: (limit: number) => number): Changed {
  const spots: (readonly [owner: Record<string, unknown>, key: string, path: string])[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      const at = `${path}/${key}`;
      if (!/^\/(apiVersion|kind)$/.test(at)) spots.push([value as Record<string, unknown>, key, at]);
      walk((value as Record<string, unknown>)[key], at);
    }
  };
  walk(object, '');
  const [owner, key, path] = spots[random(spots.length)] ?? [object, 'spec', '/spec'];
  const value = VALUES[random(VALUES.length)];
  const field = FIELDS[random(FIELDS.length)] ?? 'replica';
  switch (random(6)) {
    case 0:
      delete owner[key];
      if (Array.isArray(owner)) (owner as unknown[]).splice(Number(key), 1);
      return { what: `without ${path}`, object };
    case 1:
      if (!Array.isArray(owner)) {
        owner[`${key}s`] = owner[key];
        delete owner[key];
      }
      return { what: `${path} with an s`, object };
    case 2:
      if (!Array.isArray(owner)) owner[field] = value;
      return { what: `${field} = ${JSON.stringify(value)} beside ${path}`, object };
    case 3:
      owner[key] = null;
      return { what: `${path} = null`, object };
    default:
      owner[key] = value;
      return { what: `${path} = ${JSON.stringify(value)}`, object };
  }
}

main();
