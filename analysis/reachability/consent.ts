import { at, type Manifest } from '../manifest';
import { type Block, blockOf, contains, merged, overlaps } from '../network/blocks';
import { type Direction, namespaceOf, type PolicyPort } from '../network/network-policies';
import { commonOf, minusOf, NO_PORTS, type PortSet, unionOf } from '../network/port-sets';
import { selectsAll } from '../selectors';
import { type Endpoint, NAMESPACE_NAME, type OutsideEndpoint, type PodsEndpoint } from './endpoints';
import type { Path } from './paths';
import { hasNames, portsAt } from './peers';
import type { RuleReference } from './reasons';

/** What the rules of one direction say of a path: whether whoever wrote them agreed to it. */
export interface Consent {
  /** The lines that are about it, of every rule that opens it; none as long as one of the rules is silent. */
  readonly lines: readonly string[];
  /** The rules that open it, and whose policies do not declare all of it. */
  readonly silent: readonly RuleReference[];
}

/** The annotation in which a policy says what it is meant to allow, a line each: `from shop/web 8080/TCP: why`. */
const ALLOWS = 'palisade.dev/allows';

/** A line that names somebody, and ports. */
interface Line {
  readonly text: string;
  readonly who: string;
  readonly ports: readonly PolicyPort[];
}

/** What the annotation of one policy says. */
interface Said {
  /** By whom they name. */
  readonly from: ReadonlyMap<string, readonly Line[]>;
  readonly to: ReadonlyMap<string, readonly Line[]>;
  /** Lines that name nobody. */
  readonly bare: readonly string[];
}

/** The lines in which the policies of a path declare it, of each direction in which all of them do. */
export function declarationsOf(path: Path, rules: readonly RuleReference[]): readonly string[] {
  return [...new Set((['egress', 'ingress'] as const).flatMap((direction) => consentOf(path, rules, direction).lines))];
}

/**
 * Whether every rule that opens a path in one direction is declared, for everybody at the other end and for every port.
 *
 * A line names pods as `cart` in the namespace of the policy, `shop/cart`, `shop/app=cart`, `shop/*` or `shop/all pods` anywhere; addresses as a block, a
 * host by its name, and others in words. It is consent to nobody else. One that names nobody is about pods of the same namespace, and of
 * namespaces of Kubernetes itself or that the API server vouches for.
 */
export function consentOf(path: Path, rules: readonly RuleReference[], direction: Direction): Consent {
  const own = rules.filter(({ rule }) => isOf(rule.pointer, direction));
  const found = own.map((reference) => ({ reference, lines: linesOf(path, reference, direction) }));
  const silent = found.filter(({ lines }) => lines.length === 0).map(({ reference }) => reference);
  return { lines: silent.length > 0 ? [] : [...new Set(found.flatMap(({ lines }) => lines))], silent };
}

/** Whether the rule at a pointer is of a direction. */
export function isOf(pointer: string, direction: Direction): boolean {
  return new RegExp(`/${direction}(Deny)?/\\d+$`).test(pointer);
}

/** The lines of a policy that are about a path; none where they are not about all of it. */
function linesOf(path: Path, { policy: { manifest }, rule }: RuleReference, direction: Direction): readonly string[] {
  const said = saidBy(manifest);
  const lines = new Set<string>();
  for (const each of direction === 'egress' ? path.to : path.from) {
    const ends = direction === 'egress' ? [each] : path.to;
    const meant = meantBy(direction === 'egress' ? said.to : said.from, each, namespaceOf(manifest));
    const needed = commonOf(unionOf(...portsOf(rule.ports, ends, 'could')), path.ports);
    const declared = unionOf(...meant.map(({ ports }) => portsOf(ports, ends, 'sure').reduce(commonOf)));
    if (meant.length > 0 && minusOf(needed, declared).length === 0) {
      for (const { text } of meant) lines.add(text);
      continue;
    }
    if (said.bare.length === 0 || !isNear(each, namespaceOf(manifest))) return [];
    for (const text of said.bare) lines.add(text);
  }
  return [...lines];
}

/** Numbers are the same everywhere, names are looked up at each end. */
function portsOf(ports: readonly PolicyPort[] | undefined, ends: readonly Endpoint[], what: 'sure' | 'could'): readonly PortSet[] {
  const found = (hasNames(ports) ? ends : ends.slice(0, 1)).map((end) => portsAt(ports, end)[what]);
  return found.length === 0 ? [NO_PORTS] : found;
}

function meantBy(lines: ReadonlyMap<string, readonly Line[]>, each: Endpoint, own: string): readonly Line[] {
  if (lines.size === 0 || each.kind === 'anywhere') return [];
  if (each.kind === 'stranger') return named(lines, wholeOf(each.namespace));
  const some = each.kind === 'pods' ? named(lines, [...wholeOf(each.namespace), ...namesOf(each, own)]) : [];
  if (some.length > 0) return some;
  return [...lines].flatMap(([who, list]) => (isMeant(who, each) ? list : []));
}

function named(lines: ReadonlyMap<string, readonly Line[]>, names: readonly string[]): readonly Line[] {
  return names.flatMap((name) => lines.get(name) ?? []);
}

function wholeOf(namespace: string): readonly string[] {
  return [`${namespace}/*`, `${namespace}/all pods`, `the pods of ${namespace}`];
}

/** Workloads that no policy tells apart go by each of their names. */
function namesOf({ namespace, workloads }: PodsEndpoint, own: string): readonly string[] {
  const names = workloads.flatMap(({ manifest: { object } }) => (typeof object.metadata.name === 'string' ? [object.metadata.name] : []));
  const local = namespace === own ? names : [];
  return [...new Set([...names.map((name) => `${namespace}/${name}`), ...local])];
}

/** Who is no pod that has a name here. */
function isMeant(who: string, each: Endpoint): boolean {
  switch (each.kind) {
    case 'pods': {
      const [namespace, labels] = labelsIn(who) ?? [];
      return namespace === each.namespace && labels !== undefined && labels.every(([key, value]) => each.labels.get(key) === value);
    }
    case 'outside':
      return isOutside(who, each);
    case 'addresses':
      return isAddressed(who, each.blocks);
    case 'named':
      return isNamed(who, each.name);
    default:
      return false;
  }
}

/** `shop/app=cart,tier=db`. */
function labelsIn(who: string): readonly [namespace: string, labels: readonly (readonly [key: string, value: string])[]] | undefined {
  const slash = who.indexOf('/');
  if (slash === -1 || !who.includes('=') || who.includes(' ')) return undefined;
  const labels = who
    .slice(slash + 1)
    .split(',')
    .map((pair): readonly [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  return [who.slice(0, slash), labels];
}

/** Whom callers of every cluster are called; they are pods. */
const CALLERS = new Set(['the ingress controller', 'monitoring']);
/** What is called so are addresses, or entities of Cilium. */
const PLACES: ReadonlyMap<string, readonly string[]> = new Map([
  ['the API server', ['entity kube-apiserver']],
  ['nodes', ['entity host', 'entity remote-node']],
  ['internet', ['entity world', 'entity world-ipv4', 'entity world-ipv6']],
]);

/** What is said in words, and is no name of pods, of a host or of addresses. */
function isInWords(who: string): boolean {
  return who.includes(' ') && !CALLERS.has(who) && !PLACES.has(who) && !who.startsWith('the pods of ') && !who.endsWith('/all pods');
}

function isOutside(who: string, { namespaces, pods }: OutsideEndpoint): boolean {
  // Nobody agrees to everybody by naming somebody.
  if (selectsAll(namespaces)) return false;
  if (CALLERS.has(who) || isInWords(who)) return true;
  const pin = namespaces.requirements.find(({ key, operator }) => key === NAMESPACE_NAME && operator === 'In');
  const [name, ...others] = pin?.values ?? [];
  if (name === undefined || others.length > 0) return false;
  if (wholeOf(name).includes(who)) return true;
  if (!who.startsWith(`${name}/`)) return false;
  const labels = labelsIn(who)?.[1];
  if (labels === undefined) return !selectsAll(pods);
  return labels.every(([key, value]) => pods.requirements.some((each) => each.key === key && isOnly(each, value)));
}

function isOnly({ operator, values }: { readonly operator: string; readonly values: Iterable<string> }, value: string): boolean {
  const all = [...values];
  return operator === 'In' && all.length === 1 && all[0] === value;
}

/** Addresses that nobody calls the internet. */
const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
];
const PRIVATE_BLOCKS = PRIVATE.flatMap((cidr) => blockOf(cidr) ?? []);

function isAddressed(who: string, blocks: readonly Block[]): boolean {
  if (who === 'internet') return !blocks.some((block) => PRIVATE_BLOCKS.some((each) => overlaps(block, each)));
  if (PLACES.has(who) || isInWords(who)) return true;
  const block = blockOf(who);
  return block !== undefined && merged(blocks).every((each) => contains(block, each));
}

function isNamed(who: string, name: string): boolean {
  if (name === `host name ${who}`) return true;
  const entities = PLACES.get(who);
  if (entities !== undefined) return entities.includes(name);
  return isInWords(who) && name.startsWith('entity ') && name !== 'entity all' && name !== 'entity cluster';
}

/** Whom a line that names nobody may be about. The prefix `kube-` is reserved for namespaces of Kubernetes itself. */
function isNear(each: Endpoint, own: string): boolean {
  if (each.kind === 'outside') return each.isPinned;
  return (each.kind === 'pods' || each.kind === 'stranger') && (each.namespace === own || each.namespace.startsWith('kube-'));
}

const known = new WeakMap<Manifest, Said>();

function saidBy(manifest: Manifest): Said {
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const said = read(at(manifest.object, 'metadata', 'annotations', ALLOWS));
  known.set(manifest, said);
  return said;
}

function read(written: unknown): Said {
  const said = { from: new Map<string, Line[]>(), to: new Map<string, Line[]>(), bare: [] as string[] };
  for (const text of (typeof written === 'string' ? written : '').split('\n').map((each) => each.trim())) {
    const [way] = text.split(' ', 1);
    if (way === 'from' || way === 'to') {
      const line = lineOf(text);
      const list = line && said[way].get(line.who);
      if (list !== undefined) list.push(line as Line);
      else if (line !== undefined) said[way].set(line.who, [line]);
    } else if (text !== '' && !text.startsWith('nothing')) said.bare.push(text);
  }
  return said;
}

const PORT = /^(?:(\d{1,5})(?:-(\d{1,5}))?|([a-z0-9-]+))\/(TCP|UDP|SCTP)([,:]?)$/;

/** `undefined` for a line without ports, or that names nobody. Word by word, as annotations may be long. */
function lineOf(text: string): Line | undefined {
  const words = text.split(' ');
  const start = words.findIndex((word) => PORT.test(word));
  if (start < 2) return undefined;
  const ports: PolicyPort[] = [];
  for (const word of words.slice(start)) {
    const [, first, last, name, protocol = '', end] = PORT.exec(word) ?? [];
    if (protocol === '') break;
    ports.push({
      ...{ pointer: '', protocol, name: name === 'all' ? undefined : name },
      ...{ first: first === undefined ? undefined : Number(first), last: first === undefined ? undefined : Number(last ?? first) },
    });
    if (end !== ',') break;
  }
  return { text, who: words.slice(1, start).join(' '), ports };
}
