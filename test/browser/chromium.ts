import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** It asks nobody for anything by itself, and needs no display. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The system's Chromium.
 *
 * @throws where there is none, with what to do about it
 */
export async function startedChromium(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  const candidates = given === undefined || given === '' ? USUAL : [given];
  const found = candidates.find(isProgram);
  if (found === undefined) {
    throw new Error(`these tests need Chromium or Chrome: install it, or set CHROMIUM_PATH to it; looked for ${candidates.join(', ')}`);
  }
  return chromium.launch({ executablePath: found, args: QUIET });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
