import type { Browser } from 'playwright-core';
import { pageOf } from '../../report/page/page';
import { closed, manyTenants, namespace, pageDataOf, peer, platform, pod, policy, tcp } from '../report/page/map-given';
import { startedChromium } from './chromium';
import { complaints, type Opened, Pages } from './opened';

let browser: Browser;
const pages = new Pages(() => browser);
const opened: Opened[] = [];

const MIXED = [
  ...platform({
    'shop/web': ['cart 8080', 'db 5432'],
    'shop/cart': ['db 5432'],
    'shop/db': [],
    'pay/api': ['ledger 5432', 'shop/cart 8080'],
    'pay/ledger': [],
  }),
  {
    ...policy('shop/db', { policyTypes: ['Ingress'], ingress: [{ from: [peer('pay/*')], ports: [tcp(9999)] }] }),
    metadata: { name: 'wide', namespace: 'shop' },
  },
  policy('pay/*', { policyTypes: ['Egress'], egress: [{ to: [peer('shop/*')], ports: [tcp(9999)] }] }),
  namespace('idle'),
  closed('idle'),
  pod('idle/job'),
];

beforeAll(async () => {
  browser = await startedChromium();
  pages.write('map', await pageOf(pageDataOf(MIXED)));
  pages.write('map-300', await pageOf(pageDataOf(manyTenants(30))));
  pages.write('map-summary', await pageOf(pageDataOf(manyTenants(160, 3))));
});

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

afterAll(async () => {
  pages.remove();
  await browser?.close();
});

async function open(name: string, look: Parameters<Pages['open']>[1] = {}) {
  const one = await pages.open(name, { reducedMotion: 'reduce', ...look });
  opened.push(one);
  return one.page;
}

type Page = Awaited<ReturnType<typeof open>>;

/** The map's items that can be seen, by what a screen reader says. */
const shown = (page: Page, kind: string) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('#map .map-view .${kind}')].filter((each) => getComputedStyle(each).display !== 'none' && !each.classList.contains('off')).map((each) => each.getAttribute('aria-label'))`,
  );
const named = (page: Page, name: string) => page.locator(`#map .map-view [aria-label="${name}"]`);
const details = (page: Page) => page.locator('#map-details').innerText();
const focused = (page: Page) =>
  page.evaluate<string>(`document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`);
const viewBox = async (page: Page) => ((await page.locator('#map .map-view svg').getAttribute('viewBox')) ?? '').split(' ').map(Number);

const BROKEN = 'every app of pay (2) to shop/db, 9999/TCP, broken';

test('pointing at a call shows who calls whom, its ports, and the rules that open it', async () => {
  const page = await open('map');
  await named(page, 'pay/api to shop/cart, 8080/TCP, open by consent').locator('.reach').dispatchEvent('pointerover', { bubbles: true });
  expect(
    (await details(page))
      .split('\n')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ).toEqual([
    'pay/api → shop/cart',
    '8080/TCP · open by consent',
    'Declared:',
    'to shop/cart 8080/TCP',
    'from pay/api 8080/TCP',
    'Opened by:',
    expect.stringMatching(/^NetworkPolicy\.networking\.k8s\.io pay\/api spec\.egress\[1\] pay\/api-NetworkPolicy\.yaml:\d+$/),
    expect.stringMatching(/^NetworkPolicy\.networking\.k8s\.io shop\/cart spec\.ingress\[1\] shop\/cart-NetworkPolicy\.yaml:\d+$/),
  ]);
  expect(await page.locator('#map .near.node').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
    'app pay/api',
    'app shop/cart',
  ]);
  await named(page, BROKEN).locator('.reach').dispatchEvent('pointerover', { bubbles: true });
  expect(await details(page)).toContain('nobody declares that it is open');
});

test('the map is one stop of the Tab key; arrows go to what is beside, and Enter into its calls', async () => {
  const page = await open('map');
  expect(await page.locator('#map .map-view [tabindex="0"]').count()).toBe(1);
  await page.locator('#map-full').focus();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('tenant idle');
  await page.keyboard.press('End');
  const last = await focused(page);
  await page.keyboard.press('Home');
  expect([last === 'tenant idle', await focused(page)]).toEqual([false, 'tenant idle']);
  await named(page, 'app shop/web').focus();
  await page.keyboard.press('ArrowRight');
  expect(['app shop/cart', 'app shop/db']).toContain(await focused(page));
  await named(page, 'app shop/cart').focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('→ shop/db, 5432/TCP');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('shop/cart to shop/db, 5432/TCP, declared');
  expect(await page.locator('#map-said').innerText()).toContain('shop/cart → shop/db 5432/TCP');
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('app shop/db');
  await page.keyboard.press('Escape');
  expect(await page.locator('#map-details').isHidden()).toBe(true);
});

describe('the filter', () => {
  test('by tenant leaves the tenant, and those that it has calls with', async () => {
    const page = await open('map');
    await page.selectOption('#map-tenant', { label: 'pay' });
    expect(await shown(page, 'node')).toEqual(['app pay/api', 'app pay/ledger', 'app shop/cart', 'app shop/db']);
    expect(await shown(page, 'group')).toEqual(['tenant pay', 'tenant shop']);
    expect(await page.locator('#map-count').innerText()).toBe('4 of 8 calls, 4 of 6 nodes');
  });

  test.each([
    ['9999', [BROKEN]],
    ['9999/tcp', [BROKEN]],
    [
      'udp',
      [
        '→ cluster DNS 53/UDP: every app of pay (2) to kube-system/k8s-app=kube-dns, 53/UDP, declared',
        '→ cluster DNS 53/UDP: every app of shop (3) to kube-system/k8s-app=kube-dns, 53/UDP, declared',
      ],
    ],
    ['999', []],
    ['nonsense!', []],
  ])('by port %s leaves the calls on it', async (port, calls) => {
    const page = await open('map');
    await page.fill('#map-port', port);
    await page.waitForTimeout(250);
    const left = (await shown(page, 'call')).filter((each) => !each.startsWith('idle'));
    expect(left).toEqual(calls);
  });

  test('by name leaves what is called so, and reset brings everything back', async () => {
    const page = await open('map');
    const before = [await shown(page, 'call'), await shown(page, 'node')];
    await page.fill('#map-text', 'LEDGER');
    await page.waitForTimeout(250);
    expect([await shown(page, 'call'), await shown(page, 'node')]).toEqual([
      ['pay/api to pay/ledger, 5432/TCP, declared'],
      ['app pay/api', 'app pay/ledger'],
    ]);
    await page.click('#map-reset');
    expect([await shown(page, 'call'), await shown(page, 'node')]).toEqual(before);
  });
});

test('buttons and keys zoom, move and fit', async () => {
  const page = await open('map-300');
  const all = await viewBox(page);
  await page.click('#map-in');
  const [x = 0, y = 0, width = 0] = await viewBox(page);
  expect(width).toBeCloseTo((all[2] ?? 0) / 1.25, 3);
  await page.click('#map-right');
  await page.click('#map-down');
  const moved = await viewBox(page);
  expect([(moved[0] ?? 0) > x, (moved[1] ?? 0) > y, moved[2]]).toEqual([true, true, width]);
  await page.click('#map-fit');
  expect(await viewBox(page)).toEqual(all);
  await page.locator('#map .map-view [tabindex="0"]').focus();
  await page.keyboard.press('+');
  expect((await viewBox(page))[2]).toBeCloseTo((all[2] ?? 0) / 1.25, 3);
  await page.keyboard.press('0');
  expect(await viewBox(page)).toEqual(all);
});

test('dragging moves the map, and chooses nothing', async () => {
  const page = await open('map');
  const stage = page.locator('#map .map-view');
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  const before = await viewBox(page);
  const [left, top] = [(box?.x ?? 0) + 12, (box?.y ?? 0) + 12];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + 80, top + 40, { steps: 4 });
  await page.mouse.up();
  const after = await viewBox(page);
  expect([(after[0] ?? 0) < (before[0] ?? 0), (after[1] ?? 0) < (before[1] ?? 0)]).toEqual([true, true]);
  expect(await page.locator('#map-details').isHidden()).toBe(true);
});

test.each(['map', 'map-300', 'map-summary'])('no label of %s lies on another, and no arrow goes through an app', async (name) => {
  const page = await open(name, { width: 1900 });
  const found = await page.evaluate<string[]>(`(() => {
    const boxesOf = (selector) => [...document.querySelectorAll('#map .map-view ' + selector)].map((each) => [each, each.getBBox()]);
    const meets = (a, b) => a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 1 && b.y < a.y + a.height - 1;
    const solid = [...boxesOf('.label > rect'), ...boxesOf('.node > rect'), ...boxesOf('.chip:not(.node .chip) > text')];
    const clashes = [];
    const isChipOnNode = (one, other) => one.closest('.chip') !== null || other.closest('.chip') !== null;
    solid.forEach(([one, a], index) => {
      for (const [other, b] of solid.slice(index + 1)) if (!isChipOnNode(one, other) && meets(a, b)) clashes.push(one.parentElement.textContent + ' × ' + other.parentElement.textContent);
    });
    const nodes = boxesOf('.node > rect');
    for (const line of document.querySelectorAll('#map .map-view .call > .line')) {
      const length = line.getTotalLength();
      for (let at = 3; at < length - 3; at += 4) {
        const point = line.getPointAtLength(at);
        const through = nodes.find(([, box]) => point.x > box.x + 1 && point.x < box.x + box.width - 1 && point.y > box.y + 1 && point.y < box.y + box.height - 1);
        if (through !== undefined) { clashes.push(line.parentElement.getAttribute('aria-label') + ' through ' + through[0].parentElement.textContent); break; }
      }
    }
    return clashes;
  })()`);
  expect(found).toEqual([]);
});

test.each(['map', 'map-300', 'map-summary'])('axe has nothing against %s, with details open', async (name) => {
  const page = await open(name);
  await page.locator('#map .map-view [tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('#map-details').isVisible()).toBe(true);
  const [one] = opened as [Opened];
  expect(await complaints(one)).toEqual([]);
  expect([one.said, one.asked]).toEqual([[], []]);
});

test('without scripts, the picture and its titles are there, and no control that does nothing', async () => {
  const page = await open('map', { javaScriptEnabled: false });
  expect(await page.locator('#map .map-view svg').isVisible()).toBe(true);
  expect(await page.locator('#map .map-view title').first().textContent()).toBe('tenant idle');
  expect(await page.locator('#map .map-tools').isVisible()).toBe(false);
});
