import { at, listAt, stringAt } from '../manifest';
import { type ConfigDocument, flagMap, type Given, type Mount, type Program } from './program';
import { flagsIn, programOf, startOf, type Word } from './words';

/** The programs that the containers of a Pod start: static pods, or a self-hosted control plane. */
export function podPrograms(document: ConfigDocument): readonly Program[] {
  const root = document.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
  const spec = at(document.value, ...root);
  const volumes = new Map(listAt(spec, 'volumes').map((volume) => [stringAt(volume, 'name'), stringAt(volume, 'hostPath', 'path')]));
  return listAt(spec, 'containers').flatMap((container, index): readonly Program[] => {
    const pointer = `/${root.join('/')}/containers/${index}`;
    const started = startedIn(container);
    if (started === undefined) return [];
    const places = (field: Field, item: number) => document.place(`${pointer}/${field}/${item}`);
    const given = started.flags.map(([name, value, { field, item }]) => [name, { value, place: places(field, item) }] as const);
    const env = started.name === 'etcd' ? etcdEnvironment(container, document, pointer) : [];
    const names = new Set(given.map(([name]) => name));
    // etcd: a flag wins over its variable. https://etcd.io/docs/v3.6/op-guide/configuration/
    const flags = flagMap([...env.filter(([name]) => !names.has(name)), ...given]);
    const place = document.place(pointer);
    return [{ name: started.name, place, manager: undefined, flags, config: 'none', mounts: mountsOf(container, volumes) }];
  });
}

type Field = 'command' | 'args';
type Origin = { readonly field: Field; readonly item: number };

interface Started {
  readonly name: Program['name'];
  readonly flags: readonly (readonly [name: string, value: string, origin: Origin])[];
}

function startedIn(container: unknown): Started | undefined {
  const origins: Origin[] = [];
  const words: Word[] = [];
  for (const field of ['command', 'args'] as const) {
    for (const [item, text] of listAt(container, field).entries()) {
      words.push({ text: expanded(`${text ?? ''}`, container), offset: origins.length });
      origins.push({ field, item });
    }
  }
  const start = startOf(words) ?? byEntrypoint(container, words);
  if (start === undefined || start.rest.length === 0) return undefined;
  const none: Origin = { field: 'command', item: 0 };
  return { name: start.name, flags: flagsIn(start.rest).map(([name, value, offset]) => [name, value, origins[offset] ?? none]) };
}

/** Arguments only: the image says what runs. */
function byEntrypoint(container: unknown, words: readonly Word[]) {
  if (listAt(container, 'command').length > 0) return undefined;
  const image = (stringAt(container, 'image') ?? '').replace(/[@:][^/]*$/, '');
  const name = programOf(image) ?? programOf(stringAt(container, 'name') ?? '');
  return name === undefined ? undefined : { name, rest: words };
}

/** `$(NAME)` of a variable whose value is written in the Pod. https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ */
function expanded(text: string, container: unknown): string {
  if (!text.includes('$(')) return text;
  const env = new Map(listAt(container, 'env').map((entry) => [stringAt(entry, 'name'), stringAt(entry, 'value')]));
  return text.replace(/\$\(([A-Za-z_][\w.-]*)\)/g, (whole, name: string) => env.get(name) ?? whole);
}

function etcdEnvironment(container: unknown, document: ConfigDocument, pointer: string): readonly (readonly [string, Given])[] {
  return listAt(container, 'env').flatMap((entry, index) => {
    const [name, value] = [stringAt(entry, 'name'), stringAt(entry, 'value')];
    if (name === undefined || value === undefined || !name.startsWith('ETCD_')) return [];
    return [[etcdFlag(name), { value, place: document.place(`${pointer}/env/${index}/value`) }] as const];
  });
}

/** `ETCD_CLIENT_CERT_AUTH` is `--client-cert-auth`. */
export function etcdFlag(variable: string): string {
  return variable.slice('ETCD_'.length).toLowerCase().replaceAll('_', '-');
}

function mountsOf(container: unknown, volumes: ReadonlyMap<string | undefined, string | undefined>): readonly Mount[] {
  return listAt(container, 'volumeMounts').flatMap((mount) => {
    const [host, path] = [volumes.get(stringAt(mount, 'name')), stringAt(mount, 'mountPath')];
    return host === undefined || path === undefined ? [] : [{ host, container: path }];
  });
}
