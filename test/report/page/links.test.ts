import { html } from '../../../report/html';
import { linked } from '../../../report/page/links';

const place = (text: string) => html`<code class="place">${text}</code>`;
const addressOf = (text: string, base = '') => /href="([^"]*)"/.exec(linked(place(text), base).toString())?.[1];

test.each([
  ['dist/shop.k8s.yaml:12', '', 'dist/shop.k8s.yaml#L12'],
  ['../deploy/shop.yml:1', 'out/', 'out/../deploy/shop.yml#L1'],
  ['a.json:7', 'https://git.example.com/p/blob/main/', 'https://git.example.com/p/blob/main/a.json#L7'],
  ['a b.yaml:1', '', 'a%20b.yaml#L1'],
  ['a&b.yaml:1', '', 'a&amp;b.yaml#L1'],
  ['a?b#c.yaml:1', '', 'a%3Fb%23c.yaml#L1'],
  ['a"b.yaml:1', '', 'a%22b.yaml#L1'],
])('%s leads to its line, from %j', (text, base, address) => {
  expect(addressOf(text, base)).toBe(address);
  expect(linked(place(text), base).toString()).toContain(`>${place(text)}</a>`);
});

test.each([
  ['standard input', '-:3'],
  ['a place without a line', 'dist/shop.k8s.yaml'],
  ['a construct', 'shop/web/deployment'],
  ['a whole path, which is of this machine alone', '/home/me/a.yaml:3'],
  ['a name that looks like another scheme', 'javascript:alert(1).yaml:3'],
])('%s leads nowhere', (_, text) => {
  expect(addressOf(text)).toBeUndefined();
});

test('a text of a manifest that looks like a place is none', () => {
  const page = html`<p>${'<code class="place">a.yaml:1</code>'}</p>`;
  expect(linked(page, '').toString()).toBe(page.toString());
});
