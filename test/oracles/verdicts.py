#!/usr/bin/env python3
"""Reads objects as JSON, one a line, and writes for each line what each version says of it: null, or what is wrong with it.

    verdicts.py VERSION... < objects.jsonl > verdicts.jsonl
"""

import functools
import json
import sys

import kubernetes_validate
from kubernetes_validate import utils

# The schemas of a version are large, and the same for each object.
utils.schema_contents = functools.lru_cache(maxsize=None)(utils.schema_contents)


def verdict(document, version: str):
    try:
        judged = kubernetes_validate.validate(document, version, strict=True)
        return None if judged == version else f'judged by {judged}, there is no schema of {version}'
    except kubernetes_validate.ValidationError as error:
        return f"{'/'.join(map(str, error.path))}: {error.message}"[:300]
    except kubernetes_validate.SchemaNotFoundError as error:
        return error.message


versions = sys.argv[1:]
for line in sys.stdin:
    document = json.loads(line)
    print(json.dumps([verdict(document, version) for version in versions]))
