import type { Duration } from 'cdk8s';
import { type Problems, shown } from './problems';

/** A time in whole seconds, or a value object of cdk8s. */
export type Seconds = number | Duration;

/** The number of seconds. Adds a problem unless it is whole and within the bounds. */
export function seconds(problems: Problems, what: string, time: Seconds, least: number, most = 2 ** 31 - 1): number {
  const value = typeof time === 'number' ? time : time.toSeconds({ integral: false });
  if (!Number.isInteger(value) || value < least || value > most) {
    problems.add(`${what} must be a whole number of seconds from ${least} to ${most}, got ${shown(value)}`);
  }
  return value;
}
