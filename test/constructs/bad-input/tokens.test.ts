import type { TokenProps } from '../../../constructs';
import { cart, refusal, synthesize } from '../harness';

const VAULT: TokenProps = { audience: 'vault', path: 'vault' };
const AUDIENCE = 'the audience of a token must be letters, digits and . _ ~ : / @ + -';
const PATH = "the path of a token must be a relative path of letters, digits, '.', '_' and '-'";

const refused = (tokens: readonly unknown[], maxTokenSeconds?: number) =>
  refusal((platform) => cart(platform, { tokens: tokens as TokenProps[] }), { maxTokenSeconds });

test.each<[string, object, string]>([
  ['an audience with a blank', { audience: 'the vault' }, `${AUDIENCE}, got 'the vault'`],
  ['an audience with a quote', { audience: "vault'" }, `${AUDIENCE}, got 'vault''`],
  ['an audience with a line break', { audience: 'vault\nbank' }, `${AUDIENCE}, got 'vault\nbank'`],
  ['an audience with an umlaut', { audience: 'tür' }, `${AUDIENCE}, got 'tür'`],
  ['an audience of two', { audience: 'vault,bank' }, `${AUDIENCE}, got 'vault,bank'`],
  ['an empty audience', { audience: '' }, `${AUDIENCE}, got ''`],
  ['an absolute path', { path: '/vault' }, `${PATH}, got '/vault'`],
  ['a path that goes back', { path: '../vault' }, `${PATH}, got '../vault'`],
  ['a path with a slash at its end', { path: 'vault/' }, `${PATH}, got 'vault/'`],
  ['an empty path', { path: '' }, `${PATH}, got ''`],
  [
    'a life of 599 seconds',
    { expirationSeconds: 599 },
    'expirationSeconds of a token must be a whole number of seconds from 600 to 86400, got 599',
  ],
  [
    'a life of no time',
    { expirationSeconds: 0 },
    'expirationSeconds of a token must be a whole number of seconds from 600 to 86400, got 0',
  ],
  [
    'a life above a day',
    { expirationSeconds: 86_401 },
    'expirationSeconds of a token must be a whole number of seconds from 600 to 86400, got 86401',
  ],
  [
    'a life in pieces',
    { expirationSeconds: 600.5 },
    'expirationSeconds of a token must be a whole number of seconds from 600 to 86400, got 600.5',
  ],
])('a token refuses %s', (_, change, problem) => {
  expect(refused([{ ...VAULT, ...change }])).toEqual([`[shop/cart] ${problem}`]);
});

test("a token refuses a life above the platform's ceiling", () => {
  expect(refused([{ ...VAULT, expirationSeconds: 1201 }], 1200)).toEqual([
    '[shop/cart] expirationSeconds of a token must be a whole number of seconds from 600 to 1200, got 1201',
  ]);
});

test.each([
  ['vault', 'vault/token'],
  ['vault/token', 'vault'],
])('the tokens %s and %s refuse to be a file and its directory', (first, second) => {
  expect(
    refused([
      { ...VAULT, path: first },
      { ...VAULT, path: second },
    ]),
  ).toEqual([`[shop/cart] the path '${second}' of a token meets that of another, '${first}': one would be a file and a directory`]);
});

test('two tokens refuse to be one file', () => {
  expect(refused([VAULT, { audience: 'bank', path: 'vault' }])).toEqual(["[shop/cart] two tokens have the path 'vault', expected one"]);
});

test.each([600, 86_400])('a token may live for %d seconds', (expirationSeconds) => {
  expect(synthesize((platform) => cart(platform, { tokens: [{ ...VAULT, expirationSeconds }] }))).not.toEqual([]);
});

test.each(['vault', 'https://vault.example.com:8200/v1', 'sts.amazonaws.com', 'api://AzureADTokenExchange', 'spiffe://example.org'])(
  'the audience %s is fine',
  (audience) => {
    expect(synthesize((platform) => cart(platform, { tokens: [{ ...VAULT, audience }] }))).not.toEqual([]);
  },
);
