import { type ControlPlane, type Own, type StartOptions, start } from './control-plane';
import { sourceOf } from './sources';
import { VERSIONS, type Version } from './versions';

export interface SuiteOptions extends Omit<StartOptions, 'version'> {
  /** @default - all of them */
  readonly versions?: readonly Version[];
  /** Options that are known only when the tests run, such as ports. */
  readonly prepare?: () => Promise<Partial<StartOptions>>;
}

/** What only a control plane of our own has; tests that ask for it say `onlyOwn`. */
export function ownOf({ own }: ControlPlane): Own {
  if (own === undefined) throw new Error('this needs a control plane of our own, not the cluster of KUBECONFIG');
  return own;
}

/**
 * Declares the tests once per Kubernetes version, each against a control plane of its own.
 *
 * A version whose programs are not there is reported by name as a test to do, with the reason: it has not run, so it has not passed.
 */
export function onEachVersion(title: string, options: SuiteOptions, declare: (cluster: ControlPlane, version: Version) => void): void {
  const { versions = VERSIONS, prepare, ...rest } = options;
  describe.each([...versions])(`${title}, on Kubernetes %s`, (version) => {
    const source = sourceOf({ ...rest, ...(prepare === undefined ? {} : { onlyOwn: true }), version });
    if ('missing' in source) {
      test.todo(`not run: ${source.missing}`);
      return;
    }
    let running: ControlPlane | undefined;
    beforeAll(async () => {
      running = await start({ ...rest, ...(await prepare?.()), version });
    }, 120_000);
    afterAll(() => running?.stop(), 120_000);
    // The tests are declared before the control plane runs, and use it when it does.
    declare(
      new Proxy({} as ControlPlane, {
        get(_, key: keyof ControlPlane) {
          if (running === undefined)
            throw new Error(`the control plane runs in tests and hooks only, not where they are declared ('${key}')`);
          return running[key];
        },
      }),
      version,
    );
  });
}
