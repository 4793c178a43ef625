"""What `strict: true` asks of a schema.

Every object has `"additionalProperties": false` and requires every property it has
(https://platform.openai.com/docs/guides/structured-outputs#supported-schemas).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.schemas.document import Document
from ftlint.schemas.problem import Problem
from ftlint.text.words import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


def strict_problems(parameters: object) -> list[Problem]:
    """Give one problem for each object of a schema that strict mode would not take.

    Any JSON value goes in.
    """
    found = []
    for node in Document(parameters).nodes.values():
        lacks = _lacks(node.schema) if _is_object(node.schema) else []
        if lacks:
            text = f'"strict" is true, but here {" and ".join(lacks)}'
            note = 'write "additionalProperties": false and name every property in "required"'
            found.append(Problem("strict-not-met", node.path, "value", text, note))
    return found


def _is_object(schema: Mapping[str, object]) -> bool:
    kind = schema.get("type")
    return kind == "object" or (isinstance(kind, list) and "object" in kind) or "properties" in schema


def _lacks(schema: Mapping[str, object]) -> list[str]:
    lacks = []
    if schema.get("additionalProperties") is not False:
        lacks.append('"additionalProperties" is not false')
    properties, required = schema.get("properties"), schema.get("required")
    if isinstance(properties, dict):
        named = {name for name in required if isinstance(name, str)} if isinstance(required, list) else set()
        optional = [name for name in properties if name not in named]
        if optional:
            shown = ", ".join(quote(name) for name in optional[:8])
            more = f" and {len(optional) - 8:,} more" if len(optional) > 8 else ""
            lacks.append(f'"required" lacks {shown}{more}')
    return lacks
