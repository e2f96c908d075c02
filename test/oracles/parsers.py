#!/usr/bin/env python3
"""Says whether YAML 1.1 and YAML 1.2 read the files of a synthesized folder as the same objects.

    parsers.py DIR      such as: parsers.py dist
"""

import json
import pathlib
import sys

import ruamel.yaml
import yaml


def newer(text: str) -> list:
    parser = ruamel.yaml.YAML(typ='safe', pure=True)
    parser.version = (1, 2)
    return list(parser.load_all(text))


def main() -> int:
    count, different = 0, []
    for path in sorted(pathlib.Path(sys.argv[1]).glob('*')):
        if path.is_dir():
            continue
        text = path.read_text()
        old, new = list(yaml.safe_load_all(text)), newer(text)
        if len(old) != len(new):
            different.append(f'{path.name}: {len(old)} documents by YAML 1.1, {len(new)} by YAML 1.2')
        for index, (one, other) in enumerate(zip(old, new), 1):
            count += 1
            # As text, so that 1, 1.0 and true differ, and a date is refused.
            if json.dumps(one) != json.dumps(other):
                different.append(f'{path.name}: document {index} differs')
    print('\n'.join(different) or f'{count} documents are the same objects to both')
    return 1 if different or count == 0 else 0


sys.exit(main())
