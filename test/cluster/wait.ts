import type { KubectlResult } from './kubectl';

/** Asks until kubectl succeeds; fails after the seconds, or as soon as `given` says why there is no more hope. */
export async function until(
  what: string,
  ask: () => KubectlResult,
  given: () => string | undefined = () => undefined,
  seconds = 90,
): Promise<KubectlResult> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const result = ask();
    if (result.status === 0) return result;
    const hopeless = given();
    if (hopeless !== undefined) throw new Error(`waiting until ${what}: ${hopeless}`);
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain until ${what}: ${result.stderr || result.stdout}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
