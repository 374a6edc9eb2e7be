"""Sums of files, and how reports are written. Needs Python alone."""

import hashlib
import json


def sha256_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_json(file, document):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=1) + "\n")
