#!/usr/bin/env python3
"""Says whether each document of a synthesized folder is what a Kubernetes version knows: no unknown field, no wrong type.

    schema.py VERSION DIR      such as: schema.py 1.33 dist
    schema.py --versions       the versions that there are schemas of
"""

import collections
import pathlib
import sys

import kubernetes_validate
import yaml


def main() -> int:
    if sys.argv[1:] == ['--versions']:
        print(*dict.fromkeys(v.rsplit('.', 1)[0] for v in kubernetes_validate.utils.all_versions()))
        return 0
    version, directory = sys.argv[1:]
    files = sorted(pathlib.Path(directory).glob('*.yaml'))
    seen = collections.Counter()
    findings = []
    for path in files:
        for document in yaml.safe_load_all(path.read_text()):
            name = f"{document['kind']} {document['metadata'].get('namespace', '-')}/{document['metadata']['name']}"
            try:
                judged = kubernetes_validate.validate(document, version, strict=True)
                # An older schema is used in silence where the wanted one is missing.
                if judged != version:
                    findings.append(f'{path.name}: {name}: judged by {judged}, there is no schema of {version}')
                seen[document['kind']] += 1
            except kubernetes_validate.ValidationError as error:
                findings.append(f"{path.name}: {name}: {'.'.join(map(str, error.path))}: {error.message}")
            except kubernetes_validate.SchemaNotFoundError as error:
                findings.append(f'{path.name}: {name}: {error.message}')
    print('\n'.join(findings) or f"{version}: {sum(seen.values())} objects are as the schema wants them: {dict(sorted(seen.items()))}")
    return 1 if findings or not seen else 0


sys.exit(main())
