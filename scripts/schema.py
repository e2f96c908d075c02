#!/usr/bin/env python3
"""Writes what Kubernetes' own kinds look like, version by version, into analysis/schema/kubernetes.ts.

    python3 -m venv /tmp/schema && /tmp/schema/bin/pip install kubernetes-validate==1.37.0
    /tmp/schema/bin/python scripts/schema.py

The facts are those of Kubernetes' OpenAPI documents (Apache-2.0), as the PyPI package `kubernetes-validate` ships them. A newer package
adds its versions by itself: raise the pin above, run it again, and read the difference.
"""

import importlib.resources
import json
import pathlib
import sys

OLDEST = 27
TARGET = pathlib.Path(__file__).parent.parent / 'analysis' / 'schema' / 'kubernetes.ts'
STATUS = 'status'

NAMES = (('io.k8s.api.', ''), ('io.k8s.apimachinery.pkg.apis.', ''), ('io.k8s.apiextensions-apiserver.pkg.apis.', ''),
         ('io.k8s.kube-aggregator.pkg.apis.', ''))

# Types that OpenAPI cannot describe, because they read JSON in their own way.
SPECIAL = {
    'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'intstr',
    'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
    'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'time',
}

SCALARS = {('string', None): 'string', ('string', 'byte'): 'byte', ('integer', 'int32'): 'int32', ('integer', 'int64'): 'int64',
           ('number', 'double'): 'number', ('boolean', None): 'boolean'}

# What requests are made of, and no object that can be applied.
NO_OBJECTS = ('DeleteOptions', 'WatchEvent', 'APIGroup', 'APIGroupList', 'APIResourceList', 'APIVersions', 'Status')

PREAMBLE = '''/**
 * The kinds and types of Kubernetes, one a line. Written by `scripts/schema.py`: never by hand.
 *
 * A span such as `29-31` or `34-` tells the minor versions of something that not all of them have. A kind: `apiVersion kind type span`.
 * A type: its name, then each field as `name:type`, with `!` before the type where it is required and `@span` after it where it is
 * not as old as its type, or gone; several with `,` where it changed. `[]` is a list, `{}` a map. `boolean`, `byte` (base64), `int32`,
 * `int64`, `intstr` (an integer or a string), `number`, `quantity`, `string` and `time` are scalars; `object` is an object of any
 * fields, `any` is anything, as is `status`, which is the cluster's to write.
 */
'''


def main() -> int:
    package = importlib.resources.files('kubernetes_validate') / 'kubernetes-json-schema'
    versions = sorted(minor for minor in (minor_of(folder.name) for folder in package.iterdir()) if minor is not None and minor >= OLDEST)
    definitions = {minor: read(package, minor) for minor in versions}
    kinds = {}
    for minor, types in definitions.items():
        for name, schema in types.items():
            for entry in schema.get('x-kubernetes-group-version-kind', []):
                if entry['kind'] not in NO_OBJECTS:
                    api = f"{entry['group']}/{entry['version']}" if entry['group'] else entry['version']
                    kinds.setdefault((api, entry['kind'], short(name)), []).append(minor)
    types = {}
    for minor, known in definitions.items():
        for name in reachable(known):
            types.setdefault(name, []).append(minor)
    lines = [
        PREAMBLE.rstrip(),
        f'export const VERSIONS = {{ oldest: {versions[0]}, newest: {versions[-1]} }} as const;',
        '',
        'export const KINDS = `',
        *sorted(f'{api} {kind} {name}{spans(minors, versions, " ")}' for (api, kind, name), minors in kinds.items()),
        '`;',
        '',
        'export const TYPES = `',
        *sorted(' '.join([short(name), *fields(name, minors, definitions)]) for name, minors in types.items()),
        '`;',
        '',
    ]
    text = '\n'.join(lines)
    if '${' in text or '\\' in text or text.count('`') % 2:
        raise SystemExit('the text is no template literal')
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text)
    print(f'{TARGET.name}: {len(kinds)} kinds, {len(types)} types, {len(text)} bytes, 1.{versions[0]} to 1.{versions[-1]}')
    return 0


def minor_of(folder: str):
    parts = folder.removeprefix('v').split('.')
    return int(parts[1]) if folder.endswith('-local-strict') else None


def read(package, minor: int):
    return json.loads((package / f'v1.{minor}.0-local-strict' / '_definitions.json').read_text())['$defs']


def reachable(types):
    """The types of all kinds, and all that they are made of."""
    found = []
    left = [name for name, schema in types.items()
            if any(entry['kind'] not in NO_OBJECTS for entry in schema.get('x-kubernetes-group-version-kind', []))]
    seen = set(left)
    while left:
        name = left.pop()
        found.append(name)
        is_kind = 'x-kubernetes-group-version-kind' in types[name]
        for field, schema in types[name]['properties'].items():
            for other in () if is_kind and field == STATUS else references(schema):
                if other not in seen and 'properties' in types[other]:
                    seen.add(other)
                    left.append(other)
    return found


def references(schema):
    if '$ref' in schema:
        yield name_of(schema)
    for inner in ('items', 'additionalProperties'):
        if isinstance(schema.get(inner), dict):
            yield from references(schema[inner])


def fields(name: str, minors, definitions):
    newest = definitions[minors[-1]][name]
    names = sorted({field for minor in minors for field in definitions[minor][name]['properties']})
    for field in names:
        variants = {}
        for minor in minors:
            schema = definitions[minor][name]
            if field not in schema['properties']:
                continue
            # What a later version no longer asks for was never needed: the document was mended, not the API.
            needed = field in schema.get('required', []) and (field in newest.get('required', []) or field not in newest['properties'])
            is_status = field == STATUS and 'x-kubernetes-group-version-kind' in schema
            word = 'any' if is_status else ('!' if needed else '') + word_of(schema['properties'][field], definitions[minor])
            variants.setdefault(word, []).append(minor)
        yield f'{field}:' + ','.join(word + spans(given, minors, '@') for word, given in variants.items())


def word_of(schema, types) -> str:
    if '$ref' in schema:
        name = name_of(schema)
        if name in SPECIAL:
            return SPECIAL[name]
        if 'properties' in types[name]:
            return short(name)
        return 'object' if 'type' in types[name] else 'any'
    kind = [each for each in ([schema['type']] if isinstance(schema['type'], str) else schema['type']) if each != 'null'][0]
    if kind == 'array':
        return '[]' + word_of(schema['items'], types)
    if kind == 'object':
        return '{}' + word_of(schema['additionalProperties'], types) if 'additionalProperties' in schema else 'object'
    return SCALARS[(kind, schema.get('format'))]


def name_of(schema) -> str:
    return schema['$ref'].rsplit('/', 1)[1]


def short(name: str) -> str:
    for prefix, replacement in NAMES:
        if name.startswith(prefix):
            return replacement + name[len(prefix):]
    raise SystemExit(f'{name} is in a package that is not known')


def spans(minors, all_of, mark: str) -> str:
    """`@34-` for what is there from 1.34 on, nothing for what is always there."""
    if minors != list(range(minors[0], minors[-1] + 1)):
        raise SystemExit(f'there is a hole in {minors}')
    first = '' if minors[0] == all_of[0] else minors[0]
    last = '' if minors[-1] == all_of[-1] else minors[-1]
    return '' if first == '' and last == '' else f'{mark}{first}-{last}'


sys.exit(main())
