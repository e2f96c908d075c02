import type { Problems } from '../problems';
import { checkWhole } from './checks';
import type { ConfigDocument } from './part';
import { objectOf } from './shape';

/** How many events are taken. */
export interface EventRateProps {
  /** Events in a second, in the long run: 1 to 100000. */
  readonly qps: number;
  /** Events at once: at least `qps`. */
  readonly burst: number;
}

/** Limits on events, each of which must admit an event; whoever sends more is told to wait. */
export interface EventRateLimitProps {
  /** Of everybody together. @default { qps: 500, burst: 2000 } */
  readonly server?: EventRateProps;

  /** About objects of one namespace. @default { qps: 50, burst: 100 } */
  readonly namespace?: EventRateProps;

  /** Of one user; a kubelet sends 50 in a second by default. @default { qps: 50, burst: 500 } */
  readonly user?: EventRateProps;

  /** Of one source about one object. @default { qps: 10, burst: 50 } */
  readonly sourceAndObject?: EventRateProps;
}

const KEYS: Readonly<Record<keyof EventRateLimitProps, true>> = { server: true, namespace: true, user: true, sourceAndObject: true };

/** The names of the limits upstream, and for how many namespaces, users or objects each is kept: more forget the oldest. */
const LIMITS = {
  server: { type: 'Server', qps: 500, burst: 2000 },
  namespace: { type: 'Namespace', qps: 50, burst: 100, cacheSize: 4096 },
  user: { type: 'User', qps: 50, burst: 500, cacheSize: 4096 },
  sourceAndObject: { type: 'SourceAndObject', qps: 10, burst: 50, cacheSize: 8192 },
} as const;

const MOST = 100_000;

/** https://kubernetes.io/docs/reference/config-api/apiserver-eventratelimit.v1alpha1/ */
export function eventRateLimits(problems: Problems, props: EventRateLimitProps | undefined): ConfigDocument {
  const what = 'admission.eventRateLimit';
  const given = objectOf(problems, what, props, KEYS);
  const limits = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).map((name) => {
    const { qps, burst, ...rest } = LIMITS[name];
    const own = given[name];
    if (own === undefined) return { ...rest, qps, burst };
    const rate = objectOf(problems, `${what}.${name}`, own, { qps: true, burst: true });
    const least = checkWhole(problems, `${what}.${name}.qps`, rate.qps, 1, MOST);
    return {
      ...rest,
      qps: least,
      burst: checkWhole(problems, `${what}.${name}.burst`, rate.burst, Number.isInteger(least) ? least : 1, MOST),
    };
  });
  return { apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1', kind: 'Configuration', limits };
}
