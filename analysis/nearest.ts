/** Words further apart than this share of their letters are no slips of the pen. */
const SHARE = 0.34;
const LONGEST = 64;

/** The candidate that the word was probably meant to be; `undefined` if it is like none of them. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length * SHARE));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > least) continue;
    const slips = bare(candidate) === bare(word) ? 0 : distance(word, candidate);
    // The first of several that are equally near, unless a nearer one comes.
    if (slips > least || (slips === least && best !== undefined)) continue;
    best = candidate;
    least = slips;
  }
  return best;
}

function bare(word: string): string {
  return word.replace(/[-_]/g, '').toLowerCase();
}

/** How many letters have to be added, removed, replaced or swapped with their neighbour. */
export function distance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_each, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
