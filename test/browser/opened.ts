import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { source as axe } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page that was opened from a file, and everything that it said and asked for meanwhile. */
export interface Opened {
  readonly page: Page;
  readonly url: string;
  /** Messages on the console, exceptions, and what the security policy refused. */
  readonly said: readonly string[];
  /** Everything that was asked for but the file itself. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** How a page is looked at. */
export interface Look extends Pick<BrowserContextOptions, 'colorScheme' | 'javaScriptEnabled' | 'reducedMotion'> {
  /** In CSS pixels. */
  readonly width?: number;
}

/** Files of pages; call `remove` when all is done. */
export class Pages {
  readonly #folder = mkdtempSync(join(tmpdir(), 'palisade-page-'));
  readonly #shots = join(__dirname, 'screenshots');

  constructor(private readonly browser: () => Browser) {
    mkdirSync(this.#shots, { recursive: true });
  }

  write(name: string, page: string): void {
    writeFileSync(join(this.#folder, `${name}.html`), page);
  }

  async open(name: string, { width = 1280, ...options }: Look = {}): Promise<Opened> {
    const context = await this.browser().newContext({ ...options, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const url = pathToFileURL(join(this.#folder, `${name}.html`)).href;
    const [said, asked]: [string[], string[]] = [[], []];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`exception: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== url) asked.push(request.url());
    });
    await page.goto(url, { waitUntil: 'load' });
    return { page, url, said, asked, close: () => context.close() };
  }

  async shoot({ page }: Opened, name: string): Promise<void> {
    await page.screenshot({ path: join(this.#shots, `${name}.png`), fullPage: true });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What axe has against a page, an element each. */
export async function complaints({ page }: Opened): Promise<readonly string[]> {
  await page.evaluate(axe);
  // Text for the page: the types of browsers would be there for everybody otherwise.
  return page.evaluate<string[]>(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => id + ': ' + help + ': ' + html.slice(0, 200))))`);
}
