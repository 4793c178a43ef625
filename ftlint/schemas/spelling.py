"""Misspelled names: one that is unknown and one that is missing are often one mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftlint.schemas.normal import Bound
from ftlint.schemas.suggestions import MOST_NAMES, Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.schemas.faults import Fault

UNKNOWN = frozenset({"additionalProperties", "unevaluatedProperties"})
_MOST_PARTS = 200
"""Schemas that are looked through for the names they declare."""


@dataclass(slots=True)
class Spelling:
    """What the names of one list of faults were meant to be."""

    meant: dict[int, str]
    """By the position of a fault about an unknown name: the name that was meant."""
    misspelled: dict[int, str]
    """By the position of a fault about a missing name: the name it may be written as."""
    explained: set[int]
    """Positions of missing names that an unknown one explains."""


def spelling(faults: list[Fault]) -> Spelling:
    """Pair unknown names with known ones, and with those that are missing."""
    result = Spelling({}, {}, set())
    missing = {
        (fault.path, fault.name): index for index, fault in enumerate(faults) if fault.keyword == "required"
    }
    unknown = [index for index, fault in enumerate(faults) if fault.keyword in UNKNOWN]
    suggestions = Suggestions()
    for index in unknown[:MOST_NAMES]:
        fault = faults[index]
        name, around = str(fault.path[-1]), fault.path[:-1]
        absent = [other for path, other in missing if path == around]
        meant = suggestions.nearest(name, absent, declared(fault.schema))
        if meant is not None:
            result.meant[index] = meant
            if (around, meant) in missing:
                result.explained.add(missing[around, meant])
    for index in list(missing.values())[:MOST_NAMES]:
        fault = faults[index]
        if index not in result.explained and isinstance(fault.value, dict):
            known = set(declared(fault.schema))
            near = suggestions.nearest(fault.name, (name for name in fault.value if name not in known))
            if near is not None:
                result.misspelled[index] = near
    return result


def declared(schema: object, seen: set[int] | None = None) -> list[str]:
    """Give the names of properties that a schema in normal form, or a part of it, speaks of."""
    seen = set() if seen is None else seen
    if not isinstance(schema, dict) or id(schema) in seen or len(seen) > _MOST_PARTS:
        return []
    seen.add(id(schema))
    names = list(schema.get("properties", ()))
    for part in _parts(schema):
        names += declared(part, seen)
    return list(dict.fromkeys(names))


def _parts(schema: dict[str, object]) -> Iterable[object]:
    for keyword in ("$ref", "$dynamicRef"):
        bound = schema.get(keyword)
        if isinstance(bound, Bound):
            yield bound.schema
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(keyword, ())  # type: ignore[misc]
    yield from (schema.get(keyword) for keyword in ("if", "then", "else"))
