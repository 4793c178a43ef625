"""What the type names of other languages are called in JSON Schema."""

from __future__ import annotations

import re

from ftlint.schemas.keywords import TYPES
from ftlint.text.words import nearest, one_of, quote

_MEANT = {
    "string": "str text txt char character varchar unicode uri url path file filename filepath bytes binary "
    "base64 guid enum literal password phone address name",
    "integer": "int int8 int16 int32 int64 uint uint32 uint64 long short bigint whole i32 i64",
    "number": "float float32 float64 double decimal num numeric real currency f32 f64",
    "boolean": "bool bit flag yes/no",
    "object": "dict dictionary map mapping json struct record hash hashmap obj typeddict basemodel",
    "array": "list tuple set sequence vector arr iterable frozenset",
    "null": "none nil void undefined nonetype",
}
_BY_NAME = {name: meant for meant, names in _MEANT.items() for name in names.split()}
_FORMATS = {
    "date": "date",
    "datetime": "date-time",
    "timestamp": "date-time",
    "time": "time",
    "uuid": "uuid",
    "email": "email",
}
_UNION = re.compile(r"\s*(?:\||,|/|\bor\b)\s*", re.IGNORECASE)
_OPTIONAL = re.compile(r"optional\[(.+)\]", re.IGNORECASE)
_HEAD = re.compile(r"\w+")


def advice(name: str) -> str:
    """Say what to write instead of a type name that JSON Schema does not have."""
    optional = _OPTIONAL.fullmatch(name.strip()[:200])
    inner = meant(optional[1]) if optional else None
    if inner:
        return f'write ["{inner}", "null"]'
    parts = _UNION.split(name.strip()[:200])
    union = [meant(part) for part in parts]
    if len(parts) > 1 and "[" not in name and all(union):
        return f"write [{', '.join(dict.fromkeys(quote(part) for part in union))}]"
    plain = name.strip().lower().replace("-", "").replace("_", "")
    if plain in _FORMATS:
        return f'write "type": "string", "format": "{_FORMATS[plain]}"'
    if plain == "any":
        return 'leave "type" out: that allows every value'
    found = meant(name)
    return f'write "{found}"' if found else f"the types are {one_of(TYPES)}"


def meant(name: str) -> str | None:
    """Find the JSON Schema type that a name of another language stands for, or is a typo of."""
    head = _HEAD.match(name.strip()[:200])
    if head is None:
        return None
    word = head[0].lower()
    return word if word in TYPES else _BY_NAME.get(word) or nearest(word, TYPES)
