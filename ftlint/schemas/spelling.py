"""Misspelled names: one that is unknown and one that is missing are often one mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.records import dataclass
from ftlint.schemas.normal import Bound, Keywords
from ftlint.schemas.suggestions import MOST_NAMES, Suggestions
from ftlint.schemas.values import has_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import Path
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
    instead: dict[int, str]
    """By the position of a fault about an unknown name: the missing one that it may stand for."""


def spelling(faults: list[Fault]) -> Spelling:
    """Pair unknown names with known ones, and with those that are missing."""
    result = Spelling({}, {}, set(), {})
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
    _pair_the_last(faults, unknown, missing, result)
    for index in list(missing.values())[:MOST_NAMES]:
        fault = faults[index]
        if index not in result.explained and isinstance(fault.value, dict):
            known = set(declared(fault.schema))
            near = suggestions.nearest(fault.name, (name for name in fault.value if name not in known))
            if near is not None:
                result.misspelled[index] = near
    return result


def _pair_the_last(
    faults: list[Fault], unknown: list[int], missing: dict[tuple[Path, str], int], result: Spelling
) -> None:
    """Pair names that are not near, where an object is left with one unknown and one missing name."""
    absent: dict[Path, list[int]] = {}
    for (around, _), index in missing.items():
        if index not in result.explained:
            absent.setdefault(around, []).append(index)
    strange: dict[Path, list[int]] = {}
    for index in unknown:
        if index not in result.meant:
            strange.setdefault(faults[index].path[:-1], []).append(index)
    for around, indices in strange.items():
        others = absent.get(around, [])
        if len(indices) != 1 or len(others) != 1:
            continue
        fault, other = faults[indices[0]], faults[others[0]]
        given = other.value.get(fault.path[-1]) if isinstance(other.value, dict) else None
        if _may_hold(fault.schema, other.name, given):
            result.instead[indices[0]] = other.name
            result.explained.add(others[0])


def _may_hold(schema: object, name: str, value: object) -> bool:
    """Say whether the schema names a property, and the value has its type."""
    properties = schema.get("properties") if isinstance(schema, dict) else None
    if not isinstance(properties, dict) or name not in properties:
        return False
    types = properties[name].get("type") if isinstance(properties[name], dict) else None
    names = [types] if isinstance(types, str) else types
    return not isinstance(names, list) or any(has_type(value, each) for each in names)


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


def _parts(schema: Keywords) -> Iterable[object]:
    for keyword in ("$ref", "$dynamicRef"):
        bound = schema.get(keyword)
        if isinstance(bound, Bound):
            yield bound.schema
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(keyword, ())
    yield from (schema.get(keyword) for keyword in ("if", "then", "else"))
