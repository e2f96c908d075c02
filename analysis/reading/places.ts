import type { Place } from '../manifest';
import { offsetFinder } from './layout';

/** The place of each field of a YAML text with one document, by JSON pointer. */
export function placesIn(text: string, file: string): (pointer: string) => Place {
  const place = placeFinder(text, file, 1);
  const offset = offsetFinder(text, {});
  return (pointer) => place(offset(0, pointer));
}

/** The place of each offset in a text that starts at a line of its file; its lines are counted once, when the first place is asked for. */
export function placeFinder(text: string, file: string, first: number): (offset: number) => Place {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(BREAK)].map(({ index, 0: { length } }) => index + length)];
    const line = lastAtMost(starts, offset);
    return { file, line: first + line, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** A line break: LF, CR LF or CR. */
const BREAK = /\r\n|\n|\r/g;

/** The index of the last number that is not above the limit, of numbers that grow. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
