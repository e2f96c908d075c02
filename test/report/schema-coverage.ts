type Schema = Readonly<Record<string, unknown>>;

/** One way that a schema leaves open, and whether a document has taken it. */
export type Ways = Map<string, boolean>;

/**
 * Which ways of a schema documents take: each side of what may be null, each kind of what has several, a list with and without items.
 * Values of an enumeration are no ways.
 */
export function takenWays(root: Schema, documents: readonly unknown[], judge: (schema: Schema, value: unknown) => boolean): Ways {
  const ways: Ways = new Map();
  const seen = new Set<string>();

  function list(schema: Schema, path: string): void {
    const reference = schema['$ref'];
    if (typeof reference === 'string') {
      if (!seen.has(reference)) {
        seen.add(reference);
        list(resolved(reference), reference);
      }
      return;
    }
    for (const way of waysOf(schema)) ways.set(`${path} ${way}`, false);
    for (const [key, own] of childrenOf(schema)) list(own, `${path}/${key}`);
  }

  function take(schema: Schema, path: string, value: unknown): void {
    const reference = schema['$ref'];
    if (typeof reference === 'string') {
      take(resolved(reference), reference, value);
      return;
    }
    for (const [index, own] of alternativesOf(schema).entries()) {
      if (!judge({ ...own, $defs: root['$defs'] }, value)) continue;
      ways.set(`${path} alternative ${index}`, true);
      take(own, `${path}/${index}`, value);
    }
    if (Array.isArray(schema['type'])) ways.set(`${path} ${value === null ? 'null' : 'a value'}`, true);
    if (Array.isArray(value)) {
      if (schema['items'] === undefined) return;
      if (value.length > 0) ways.set(`${path} items`, true);
      for (const item of value) take(schema['items'] as Schema, `${path}/items`, item);
    } else if (typeof value === 'object' && value !== null) {
      const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
      for (const [key, own] of Object.entries(value)) if (properties[key] !== undefined) take(properties[key], `${path}/${key}`, own);
      for (const key of optionalOf(schema)) ways.set(`${path} ${key in value ? 'with' : 'without'} ${key}`, true);
    }
  }

  function resolved(reference: string): Schema {
    const found = (root['$defs'] as Readonly<Record<string, Schema>>)[reference.replace('#/$defs/', '')];
    if (found === undefined) throw new Error(`no ${reference}`);
    return found;
  }

  list(root, '');
  for (const document of documents) take(root, '', document);
  return ways;
}

/** Every object of a document, once for each place in the schema: who changes one changes what the schema is about. */
export function objectsIn(document: unknown): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value)) for (const item of value) walk(item, `${path}/${kindOf(item)}`);
    else if (typeof value === 'object' && value !== null) {
      if (!found.has(path)) found.set(path, value as Readonly<Record<string, unknown>>);
      for (const [key, own] of Object.entries(value)) walk(own, `${path}/${key}`);
    }
  };
  walk(document, '');
  return found;
}

/** Items of several kinds say which one they are. */
function kindOf(item: unknown): string {
  const kind = typeof item === 'object' && item !== null && 'kind' in item ? item.kind : undefined;
  return typeof kind === 'string' ? kind : '*';
}

function waysOf(schema: Schema): readonly string[] {
  return [
    ...alternativesOf(schema).map((_, index) => `alternative ${index}`),
    ...(Array.isArray(schema['type']) ? ['null', 'a value'] : []),
    ...(schema['items'] === undefined ? [] : ['items']),
    ...optionalOf(schema).flatMap((key) => [`with ${key}`, `without ${key}`]),
  ];
}

function optionalOf({ properties = {}, required = [] }: Schema): readonly string[] {
  return Object.keys(properties as object).filter((key) => !(required as readonly string[]).includes(key));
}

function alternativesOf({ anyOf, oneOf }: Schema): readonly Schema[] {
  return (anyOf ?? oneOf ?? []) as readonly Schema[];
}

function childrenOf(schema: Schema): readonly (readonly [string, Schema])[] {
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const items = schema['items'] === undefined ? [] : ([['items', schema['items'] as Schema]] as const);
  return [...properties, ...items, ...alternativesOf(schema).map((own, index) => [`${index}`, own] as const)];
}
