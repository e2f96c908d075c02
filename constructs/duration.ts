import type { Duration } from 'cdk8s';
import { type Problems, shown } from './problems';

/** A time in whole seconds, or a value object of cdk8s. */
export type Seconds = number | Duration;

function isDuration(time: unknown): time is Duration {
  return typeof time === 'object' && time !== null && 'toSeconds' in time;
}

/** The number of seconds. Adds a problem unless it is whole and within the bounds. */
export function seconds(problems: Problems, what: string, time: Seconds, least: number, most = 2 ** 31 - 1): number {
  const value = isDuration(time) ? time.toSeconds({ integral: false }) : time;
  if (!Number.isInteger(value) || value < least || value > most) {
    problems.add(`${what} must be a whole number of seconds from ${least} to ${most}, got ${shown(value)}`);
  }
  return value;
}
