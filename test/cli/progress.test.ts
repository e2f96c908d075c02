import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform, TenantNamespace } from '../../constructs';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'palisade-progress-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(outdir, { recursive: true });
});

/** What a synthesis says, by where it says it, whether a command runs it, and how long it seems to take from one look at the clock to the next. */
function said(terminal: boolean, command: boolean, tick: number, tenants = 1): string {
  let time = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => {
    time += tick;
    return time;
  });
  const { CDK8S_OUTDIR } = process.env;
  const { isTTY } = process.stderr;
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    process.stderr.isTTY = terminal;
    if (command) process.env.CDK8S_OUTDIR = outdir;
    else delete process.env.CDK8S_OUTDIR;
    const platform = new Platform({ outdir, today: '2027-01-01' });
    for (let index = 1; index <= tenants; index += 1) new TenantNamespace(platform, `shop-${index}`);
    platform.synth();
  } finally {
    process.stderr.isTTY = isTTY;
    if (CDK8S_OUTDIR === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = CDK8S_OUTDIR;
  }
  return write.mock.calls.map(([text]) => text).join('');
}

const CLEAR = '\r\u001b[K';

describe('a synthesis that a command runs', () => {
  test('says on a terminal what it is at when it takes long, and clears that before its summary', () => {
    const lines = said(true, true, 60_000, 200).split(CLEAR);
    expect(lines.slice(0, -1)).toEqual(['', expect.stringMatching(/^rendered 1000 of \d{4} objects$/), 'writing 201 files']);
    expect(lines.at(-1)).toMatch(/^200 tenants, 0 apps, [\d,]+ objects in 201 files, /);
  });

  test.each([
    ['on a terminal, when it is done before anybody waits', true, 0],
    ['in a pipe, however long it takes', false, 60_000],
  ])('says only its summary %s', (_, terminal, tick) => {
    const text = said(terminal, true, tick);
    expect(text).toMatch(/^1 tenant, 0 apps, /);
    expect(text).not.toContain('\r');
    expect(text).not.toContain('\u001b');
  });
});

test.each([[true], [false]])('a synthesis that no command runs says nothing (terminal: %s)', (terminal) => {
  expect(said(terminal, false, 60_000)).toBe('');
});
