/** What seems to be a credential: what kind, and as much of it as may be shown. */
export interface Credential {
  /** `an AWS access key id`. */
  readonly what: string;
  /** Its beginning and length: messages end up in logs. */
  readonly excerpt: string;
}

/** Credentials that are known by their looks. Each pattern starts at a fixed text and is bounded, so that hostile text costs no time. */
const SHAPES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['a private key', /AGE-SECRET-KEY-1[0-9A-Z]{58}/],
  ['an AWS access key id', /(?<![0-9A-Za-z])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])/],
  ['a GitHub token', /(?<![0-9A-Za-z])gh[pousr]_[0-9A-Za-z]{36,255}/],
  ['a GitHub token', /(?<!\w)github_pat_\w{22,255}/],
  ['a GitLab token', /(?<!\w)gl(?:pat|dt|rt|ptt|cbt|ft|soat)-[\w-]{20,100}/],
  ['a Google API key', /(?<![\w-])AIza[\w-]{35}(?![\w-])/],
  ['a Google client secret', /(?<!\w)GOCSPX-[\w-]{28}/],
  ['a Google access token', /(?<!\w)ya29\.[\w-]{20,200}/],
  ['a Slack token', /(?<!\w)xox[abeoprs]-[\w-]{10,250}/],
  ['a Slack token', /(?<!\w)xapp-\d-[\w-]{10,250}/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/T\w{6,20}\/B\w{6,20}\/\w{16,40}/],
  ['a Stripe key', /(?<!\w)(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,250}/],
  ['an npm token', /(?<!\w)npm_[0-9A-Za-z]{36}(?!\w)/],
  ['a PyPI token', /(?<!\w)pypi-AgE[\w-]{50,250}/],
  ['a Docker Hub token', /(?<!\w)dckr_pat_[\w-]{20,100}/],
  ['a SendGrid key', /(?<!\w)SG\.[\w-]{16,32}\.[\w-]{32,64}/],
  ['a Twilio key', /(?<!\w)SK[0-9a-f]{32}(?!\w)/],
  ['a Mailgun key', /(?<![\w-])key-[0-9a-f]{32}(?!\w)/],
  ['a DigitalOcean token', /(?<!\w)do[opr]_v1_[0-9a-f]{64}/],
  ['a Vault token', /(?<!\w)hv[sbr]\.[\w-]{24,300}/],
  ['a Hugging Face token', /(?<!\w)hf_[0-9A-Za-z]{34}(?!\w)/],
  ['a Databricks token', /(?<!\w)dapi[0-9a-f]{32}(?!\w)/],
  ['a Shopify token', /(?<!\w)shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/],
  ['a Telegram token', /(?<!\w)\d{8,10}:AA[\w-]{33}(?![\w-])/],
  ['an Anthropic or OpenAI key', /(?<![\w-])sk-(?:ant-|proj-|svcacct-)[\w-]{32,250}/],
  ['an Azure storage key', /(?:AccountKey|SharedAccessKey)=[0-9A-Za-z+/]{42,86}=/],
  ['a JSON Web Token', /(?<![\w-])eyJ[\w-]{8,8000}\.eyJ[\w-]{8,8000}\.[\w-]{8,4000}/],
  ['credentials of a request', /(?<!\w)(?:Basic [0-9A-Za-z+/]{12,2000}={1,2}|Bearer (?=[\w.~+/-]{0,40}\d)[\w.~+/-]{20,2000})/],
  ['a registry login', /"auth"\s{0,9}:\s{0,9}"[0-9A-Za-z+/]{12,2000}={0,2}"/],
];

/** One look that tells whether any shape is worth trying. */
const HINT =
  /PRIVATE KEY|SECRET-KEY|A[KS]IA|gh[pousr]_|github_pat|gl[a-z]{2,4}-|AIza|GOCSPX|ya29|xox|xapp|hooks\.slack|_live_|_test_|npm_|pypi-|dckr_|SG\.|SK[0-9a-f]{4}|key-[0-9a-f]|_v1_|hv[sbr]\.|hf_|dapi|shp[acs]|:AA|sk-|Key=|eyJ|Basic |Bearer |"auth"/;

const ADDRESS = /(?<![0-9A-Za-z+.-])[A-Za-z][0-9A-Za-z+.-]{0,30}:\/\/[^\s/:@'"]{0,200}:([^\s/@'"]{1,300})@[^\s/@]/;

/** `-----BEGIN ` in base64. */
const ENCODED_PEM = /LS0tLS1CRUdJTi[0-9A-Za-z+/]{20,80}/;

/** What credential a text holds by its looks, if any; plain, or as base64. */
export function credentialShape(text: string): Credential | undefined {
  const plain = plainShape(text);
  if (plain !== undefined) return plain;
  const pem = ENCODED_PEM.exec(text)?.[0];
  if (pem !== undefined && /PRIVATE KEY/.test(decoded(pem))) return credential('a private key in base64', pem);
  const packed = text.trim();
  if (packed.length < 24 || !/^[0-9A-Za-z+/\s]+={0,2}$/.test(packed) || /^[0-9a-f]+$/i.test(packed)) return undefined;
  const inside = plainShape(decoded(packed));
  return inside && credential(`${inside.what} in base64`, packed);
}

function plainShape(text: string): Credential | undefined {
  if (HINT.test(text)) {
    for (const [what, pattern] of SHAPES) {
      const match = pattern.exec(text)?.[0];
      // The documentation of AWS and others marks its examples.
      if (match !== undefined && !/EXAMPLE/.test(match) && !/^(.)\1*$/.test(match.slice(-12))) return credential(what, match);
    }
  }
  if (!text.includes('://')) return undefined;
  const password = ADDRESS.exec(text)?.[1];
  return password === undefined || isPlaceholder(password) ? undefined : credential('an address with a password', password);
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

function credential(what: string, text: string): Credential {
  const characters = [...text.slice(0, 8)];
  // A quarter of a short one is enough to find it.
  return { what, excerpt: `'${characters.slice(0, Math.min(4, Math.floor(text.length / 4))).join('')}…', ${text.length} characters` };
}

/** Last words of names that promise a password, which may be any word. */
const PASSWORDS = /^(.*(password|passwd|passphrase|passwort)|(db|my|user|root|admin|require|mysql|pg|smtp)?pass|pwd|masterauth)$/;

/** Last words of names that promise something drawn by lot. */
const SECRETS =
  /^(.*(secret|apikey|secretkey|accesskey|privatekey)|(\w{0,20}(auth|access|api|bot|git\w{3}|bearer|refresh))?token|credentials?|secretbase)$/;

/** What makes a key a secret one. */
const KEYS =
  /^(access|account|api|app|auth|client|cookie|encryption|hmac|jwt|license|master|private|secret|session|shared|signing|storage|webhook)$/;

/** Words at the end of a name that say how a value is written. */
const MANNERS = /^(\d+|value|base64|b64|hex|raw|plain|text|str|string|base|default|old|new|current|previous)$/;

/** What a value under a name seems to be: by its looks, or because the name promises a secret and the value could be one. */
export function credentialNamed(name: string, value: string): Credential | undefined {
  const shape = credentialShape(value);
  if (shape !== undefined) return shape;
  const kind = value.length > 8192 ? undefined : promiseOf(name);
  if (kind === undefined) return undefined;
  const text = value.trim();
  if (isHarmless(text)) return undefined;
  if (kind === 'secret' ? !isRandom(text) : /^[01]$/.test(text)) return undefined;
  return credential(kind === 'secret' ? 'a secret by its name' : 'a password by its name', text);
}

function promiseOf(name: string): 'password' | 'secret' | undefined {
  if (name.length > 200) return undefined;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  while (words.length > 1 && MANNERS.test(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  if (PASSWORDS.test(last)) return 'password';
  if (SECRETS.test(last)) return 'secret';
  const before = words.at(-2) ?? '';
  // AWS_ACCESS_KEY_ID is public; its looks are asked for above.
  return last === 'key' && KEYS.test(before) ? 'secret' : undefined;
}

const SWITCHES =
  /^(true|false|yes|no|on|off|none|null|nil|undefined|auto|always|never|required?|optional|enabled?|disabled?|basic|bearer|plain|env|file|vault|prompt|ask|generate|random|unset|empty|n\/a)$/i;

/** Values that are no secret whatever their name says: nothing, switches, places to look, and gaps that somebody else fills. */
function isHarmless(value: string): boolean {
  if (value === '' || SWITCHES.test(value) || isPlaceholder(value)) return true;
  // A path; a secret in base64 has no second dot, and hardly ever starts with a slash.
  if (/^(\/|\.{1,2}\/|~\/)[\w.@-]*(\/[\w.@*-]*)*$/.test(value)) return true;
  if (/^[\w./-]{1,100}\.(pem|key|crt|cer|p12|pfx|jks|txt|json|ya?ml|env|conf|ini|toml|properties|asc|gpg)$/i.test(value)) return true;
  // An address, and names of secrets in stores.
  return /^[a-z][a-z0-9+.-]*:\/\/|^(arn|vault|op|ref|sm|file|env|secret|ssm|kms):|^projects\/[\w-]+\/secrets\//i.test(value);
}

/** Whether a value is a gap that somebody fills before it is used. */
export function isPlaceholder(value: string): boolean {
  return /^\$|\$\(|\$\{|\{\{|^<.*>$|^\[.*\]$|^%\w+%$|^__\w+__$|^@\w+@$|^#\{|^(.)\1{2,}$|^[x*.•_-]{3,}$|^(todo|tbd|redacted|placeholder)$|^(your|my|the|insert|enter|put)[-_ ].*(here|password|secret|token|key)$/i.test(
    value,
  );
}

/** Secrets that everybody tries first. */
const WEAK =
  /^((my|super|top|very)[-_]?(secret|password|token|key)\d*|s3cr3t|change[-_]?(me|this)|letmein|qwerty|hunter2|passw0rd|admin123)$/i;

/** Whether a text could be drawn by lot: names, words, versions and numbers are not. */
function isRandom(text: string): boolean {
  if (WEAK.test(text)) return true;
  if (text.length < 8 || /^[\d.,\s]+[a-z]{0,2}$/i.test(text) || /\s/.test(text)) return false;
  if (text.split(/[^0-9A-Za-z]+/).every(isWord)) return false;
  return entropyOf(text) >= 2.5;
}

/** A word of a language, an abbreviation, a version or a year. */
function isWord(part: string): boolean {
  return part.length <= 20 && /^([A-Z]?[a-z]*([A-Z][a-z]+)*|[A-Z]*|[A-Za-z]{1,8}\d{1,4}|v?\d{1,6}[a-z]?)$/.test(part);
}

/** Bits for each character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** A line of a configuration file that gives a value to a name, and nothing else. */
const ASSIGNMENT = /^[\s-]{0,200}(?:export\s+|set\s+|ENV\s+)?["']?([A-Za-z][\w.-]{0,100})["']?\s{0,20}[:=]\s{0,20}(.{1,400}?)[\s,;]{0,20}$/;

/** The same inside a line: JSON without line breaks, connection strings, environment variables before a command. */
const INNER =
  /(?:["']([\w.-]{1,100})["']\s{0,9}:\s{0,9}["']([^"'\n]{1,400})["'])|(?<![\w.-])([A-Za-z][\w.-]{0,100})=("[^"\n]{1,400}"|'[^'\n]{1,400}'|[^\s"';&|<>()]{1,400})/g;

/** What credential is in the text of a file or script, if any. */
export function credentialInText(text: string): Credential | undefined {
  const shape = credentialShape(text);
  if (shape !== undefined) return shape;
  if (!/pass|pwd|secret|token|credential|key|auth/i.test(text)) return undefined;
  for (const line of text.split('\n')) {
    if (/^\s*(#|\/\/|;|\*|--\s)/.test(line)) continue;
    const [, name, value] = line.length > 1000 ? [] : (ASSIGNMENT.exec(line) ?? []);
    const found = name === undefined || value === undefined ? undefined : credentialWritten(name, value);
    if (found !== undefined) return found;
    for (const [, key = '', text = '', variable = '', given = ''] of line.matchAll(INNER)) {
      const inner = credentialWritten(key === '' ? variable : key, key === '' ? given : text);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

/** In files there is prose, translations and code: a password is one there only if it is neither a word nor an expression. */
function credentialWritten(name: string, value: string): Credential | undefined {
  const quoted = /^(["'])(.*)\1$/.exec(value)?.[2];
  const text = (quoted ?? value.replace(/\s+#.*$/, '')).trim();
  if (/\s/.test(text) || (quoted === undefined && /[()[\]{}$<>`]/.test(text))) return undefined;
  if (!WEAK.test(text) && text.split(/[^0-9A-Za-z]+/).every(isLabel)) return undefined;
  return credentialNamed(name, text);
}

function isLabel(part: string): boolean {
  return part === '' || /^[A-Z]?[a-z]*([A-Z][a-z]*)*$/.test(part) || /^\d{1,2}$/.test(part);
}

/** What credential a base64 text holds inside, if any. */
export function credentialInBase64(base64: string): Credential | undefined {
  return credentialInText(decoded(base64));
}

/** What credential is in the words of a command line, if any: the index of the word, and what it is. */
export function credentialInWords(words: readonly unknown[]): { readonly index: number; readonly found: Credential } | undefined {
  for (const [index, word] of words.entries()) {
    if (typeof word !== 'string') continue;
    const [, flag, value] = /^--?([A-Za-z][\w.-]{0,100})(?:=([\s\S]*))?$/.exec(word) ?? [];
    const next = words[index + 1];
    if (flag !== undefined && value === undefined && typeof next === 'string' && !next.startsWith('-')) {
      const found = credentialNamed(flag, next);
      if (found !== undefined) return { index: index + 1, found };
    }
    const found =
      flag !== undefined && value !== undefined ? credentialNamed(flag, value) : (credentialInText(word) ?? credentialOfFlags(word));
    if (found !== undefined) return { index, found };
  }
  return undefined;
}

/** `--password hunter2` inside the text of a script. */
function credentialOfFlags(script: string): Credential | undefined {
  for (const [, flag = '', value = ''] of script.matchAll(/(?<=\s)--?([A-Za-z][\w.-]{0,100})[ =]["']?([^\s"';&|-][^\s"';&|]{0,300})/g)) {
    const found = credentialNamed(flag, value);
    if (found !== undefined) return found;
  }
  return undefined;
}
