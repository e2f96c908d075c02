import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { READING_LIMITS } from '../../analysis/reading/documents';
import { readFiles } from '../../cli/files';
import { pageOf } from '../../report/page/page';
import { PLATFORM, pageData, pageDataOf, tenantYaml } from '../report/page/given';
import { startedChromium } from './chromium';
import { complaints, type Opened, Pages } from './opened';

let browser: Browser;
const pages = new Pages(() => browser);
const opened: Opened[] = [];

async function open(...args: Parameters<Pages['open']>): Promise<Opened> {
  const one = await pages.open(...args);
  opened.push(one);
  return one;
}

/** Tenants in such numbers that the matrices have signs instead of words. */
const MANY = `${Array.from({ length: 12 }, (_, index) => tenantYaml(`team-${index}`)).join('')}${PLATFORM}`;
const dist = readFiles([join(__dirname, '../../dist')], { ...READING_LIMITS, mebibytes: 64 });

const NAMES = ['example', 'broken', 'many', 'empty'] as const;

beforeAll(async () => {
  browser = await startedChromium();
  pages.write('example', await pageOf(pageData(dist.manifests, { files: dist.files })));
  pages.write('broken', await pageOf(pageDataOf(`${PLATFORM}a: [\n`, { files: 2 })));
  pages.write('many', await pageOf(pageDataOf(MANY)));
  pages.write('empty', await pageOf(pageDataOf('')));
});

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

afterAll(async () => {
  pages.remove();
  await browser?.close();
});

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) => [1280, 360].map((width) => ({ colorScheme, width })));

describe.each(NAMES)('the page %s', (name) => {
  test.each(LOOKS)('in $colorScheme at $width px says and asks nothing, is as wide as the window, and suits everybody', async (look) => {
    const one = await open(name, look);
    expect([one.said, one.asked]).toEqual([[], []]);
    expect(await one.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(look.width);
    await pages.shoot(one, `${name}-${look.colorScheme}-${look.width}`);
    expect(await complaints(one)).toEqual([]);
    expect([one.said, one.asked]).toEqual([[], []]);
  });

  test('has everything that can be used on the way of the Tab key, in order, and shows where it is', async () => {
    const { page } = await open(name);
    // What the map offers depends on what is chosen in it.
    const usable = await page.evaluate<number>(`(() => {
      const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')];
      const found = all.filter((each) => each.closest('#map') === null && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
      found.forEach((each, index) => { each.dataset.nth = index; });
      return found.length;
    })()`);
    expect(usable).toBeGreaterThan(10);
    const way: number[] = [];
    const unseen: string[] = [];
    for (let step = 0; step < usable + 100 && way.at(-1) !== usable - 1; step += 1) {
      await page.keyboard.press('Tab');
      const { nth, shows, html } = await page.evaluate<{ nth: number | null; shows: boolean; html: string }>(`(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        const { nth } = document.activeElement.dataset;
        const shows = outlineStyle !== 'none' && outlineWidth !== '0px';
        return { nth: nth === undefined ? null : Number(nth), shows, html: document.activeElement.outerHTML.slice(0, 120) };
      })()`);
      if (nth === null) continue;
      way.push(nth);
      if (!shows) unseen.push(html);
    }
    expect(way).toEqual(Array.from({ length: usable }, (_, index) => index));
    expect(unseen).toEqual([]);
  });

  test('has all of its content without scripts', async () => {
    const [scripted, plain] = [await open(name), await open(name, { javaScriptEnabled: false })];
    const ids = await scripted.page.evaluate<string[]>(`[...document.querySelectorAll('main > section')].map(({ id }) => id)`);
    expect(ids).toEqual(expect.arrayContaining(['overview', 'map', 'ways', 'findings']));
    // The map's own script moves words about.
    for (const id of ids.filter((each) => each !== 'map')) {
      expect(await plain.page.locator(`#${id}`).textContent()).toBe(await scripted.page.locator(`#${id}`).textContent());
    }
    expect(await plain.page.locator('.filter:visible').count()).toBe(0);
    expect(await plain.page.locator('.findings > li:not(:visible)').count()).toBe(0);
    expect(plain.said).toEqual([]);
  });

  test('is printed whole, without controls, on white paper', async () => {
    const one = await open(name, { colorScheme: 'dark', width: 700 });
    await one.page.emulateMedia({ media: 'print' });
    expect(await one.page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    for (const control of ['.contents', '.filter', '.map-tools', '.skip']) {
      expect([control, await one.page.locator(`${control}:visible`).count()]).toEqual([control, 0]);
    }
    const hidden = `[...document.querySelectorAll('.granted dd')].filter((each) => !each.checkVisibility({ contentVisibilityAuto: true })).length`;
    expect(await one.page.evaluate<number>(hidden)).toBe(0);
    expect(await one.page.locator('.signatures:visible').count()).toBe(1);
    const links = await one.page.evaluate<[string, string][]>(
      `[...document.querySelectorAll('main a[href^="http"]')].map((link) => [link.getAttribute('href'), getComputedStyle(link, '::after').content])`,
    );
    for (const [href, shown] of links) expect(shown).toContain(href);
    await pages.shoot(one, `${name}-print`);
    expect((await one.page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('the first key leads past the contents', async () => {
  const { page } = await open('broken');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Skip to the report');
  await page.keyboard.press('Enter');
  expect(await page.locator(':focus').getAttribute('id')).toBe('main');
});

test('a cell of a matrix leads to the way that opens it', async () => {
  const { page } = await open('broken');
  await page.locator('#pairs table').nth(1).locator('a').click();
  const way = page.locator('article:target');
  await way.waitFor({ state: 'visible' });
  expect(await way.textContent()).toContain('serviceaccount:shop/cart was given it');
});

describe('findings can be filtered by keys', () => {
  interface State {
    readonly count: string;
    readonly shown: number;
    readonly severities: readonly string[];
    readonly tenants: readonly string[];
  }
  const state = ({ page }: Opened) =>
    page.evaluate<State>(`(() => {
      const [shown, rules] = ['.findings > li', '.rule'].map((each) => [...document.querySelectorAll(each + ':not([hidden])')]);
      return {
        count: document.getElementById('findings-count').textContent,
        shown: shown.length,
        severities: [...new Set(rules.map(({ dataset }) => dataset.severity))],
        tenants: [...new Set(shown.map(({ dataset }) => dataset.tenant))],
      };
    })()`);
  /** Chooses by typing, as somebody who cannot see the list does. */
  const choose = async ({ page }: Opened, id: string, word: string) => {
    await page.focus(`#${id}`);
    await page.keyboard.type(word);
  };

  test('by severity', async () => {
    const one = await open('broken');
    const { shown: all } = await state(one);
    await choose(one, 'findings-severity', 'err');
    const { count, shown, severities } = await state(one);
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(all);
    expect(severities).toEqual(['error']);
    expect(count).toBe(`${shown} of ${all} findings`);
  });

  test('by tenant', async () => {
    const one = await open('broken');
    await choose(one, 'findings-tenant', 'mar');
    expect((await state(one)).tenants).toEqual(['market']);
  });

  test('by text, of findings and of rules, and all of it is cleared by one key', async () => {
    const one = await open('broken');
    const { shown: all } = await state(one);
    const rules = one.page.locator('.rule:not([hidden])');
    // The page waits until the typing has stopped.
    const rulesLeft = async (count: number) => {
      for (let tries = 0; tries < 100 && (await rules.count()) !== count; tries += 1) await one.page.waitForTimeout(50);
      expect(await rules.count()).toBe(count);
    };
    await choose(one, 'findings-text', 'image-digest BANK');
    await rulesLeft(1);
    expect((await state(one)).shown).toBe(1);
    await choose(one, 'findings-text', ' nothing has this');
    await rulesLeft(0);
    expect((await state(one)).count).toBe(`0 of ${all} findings`);
    await one.page.keyboard.press('Tab');
    await one.page.keyboard.press('Enter');
    expect(await state(one)).toMatchObject({ shown: all, count: `${all} findings` });
    expect(await one.page.locator(':focus').getAttribute('id')).toBe('findings-text');
  });
});

test('the contents say where the reader is', async () => {
  const { page } = await open('broken');
  await page.locator('.contents a[href="#permissions"]').click();
  await page.locator('.contents a[href="#permissions"][aria-current]').waitFor();
  expect(await page.locator('.contents [aria-current]').count()).toBe(1);
});

test.each([
  ['reduce', 'auto'],
  ['no-preference', 'smooth'],
] as const)('who asks for motion to be %s gets it', async (reducedMotion, behavior) => {
  const { page } = await open('broken', { reducedMotion });
  expect(await page.evaluate<string>('getComputedStyle(document.documentElement).scrollBehavior')).toBe(behavior);
});

test('what was closed is open on paper, and closed again afterwards', async () => {
  const { page } = await open('broken');
  const isOpen = () => page.evaluate<boolean>(`document.querySelector('.granted').open`);
  expect(await isOpen()).toBe(false);
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  expect(await isOpen()).toBe(true);
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
  expect(await isOpen()).toBe(false);
});

test('who has no browser is told what to do', async () => {
  const before = process.env.CHROMIUM_PATH;
  process.env.CHROMIUM_PATH = '/nowhere/chromium';
  try {
    await expect(startedChromium()).rejects.toThrow(
      'these tests need Chromium or Chrome: install it, or set CHROMIUM_PATH to it; looked for /nowhere/chromium',
    );
  } finally {
    if (before === undefined) delete process.env.CHROMIUM_PATH;
    else process.env.CHROMIUM_PATH = before;
  }
});
