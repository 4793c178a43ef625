"""Faults in words: what is wrong with the value, and what was expected."""

from __future__ import annotations

from collections.abc import Callable

from ftlint.schemas.faults import Fault
from ftlint.schemas.formats import EXPECTED
from ftlint.schemas.naming import argument, either, has, is_, shown, shown_with_kind, types, values
from ftlint.text.words import count, quote

Wording = Callable[[Fault], str]


def message(fault: Fault) -> str:
    """Say what is wrong, in one line without a full stop."""
    wording = _WORDINGS.get(fault.keyword)
    return (
        wording(fault)
        if wording
        else f"{is_(fault.path)} {shown(fault.value)}, which its schema does not allow"
    )


def missing(path: tuple[str | int, ...], name: str) -> str:
    """Say that a required name is not there."""
    if not path:
        return f"required argument {quote(name)} is missing"
    return f"required property {quote(name)} of {argument(path)} is missing"


def unknown(path: tuple[str | int, ...]) -> str:
    """Say that a name is not in the schema; `path` leads to it."""
    if len(path) == 1:
        return f"unknown argument {quote(path[0])}"
    return f"unknown property {quote(path[-1])} in {argument(path[:-1])}"


def _type(fault: Fault) -> str:
    return f"{is_(fault.path)} {shown_with_kind(fault.value)}; expected {types(fault.limit)}"


def _enum(fault: Fault) -> str:
    choices = [fault.limit] if fault.keyword == "const" else fault.limit
    kinds = {type(choice) for choice in choices}
    value = shown(fault.value) if type(fault.value) in kinds else shown_with_kind(fault.value)
    verb = "allowed are" if len(choices) + len(fault.also) > 1 else "the only allowed value is"
    return f"{is_(fault.path)} {value}; {verb} {values(choices, fault.also)}"


def _limit(expected: str) -> Wording:
    return lambda fault: f"{is_(fault.path)} {shown(fault.value)}; expected {expected} {quote(fault.limit)}"


def _size(noun: str, expected: str, plural: str | None = None) -> Wording:
    def wording(fault: Fault) -> str:
        size = count(len(fault.value), noun, plural)
        return f"{has(fault.path)} {size}; expected {expected} {quote(fault.limit)}"

    return wording


def _pattern(fault: Fault) -> str:
    pattern = quote(fault.limit.source, 120)
    return f"{is_(fault.path)} {shown(fault.value)}; expected a match of the pattern {pattern}"


def _unique(fault: Fault) -> str:
    first = argument((*fault.path[:-1], int(fault.name)))
    return f"{is_(fault.path)} the same as {first}; expected no item twice"


def _format(fault: Fault) -> str:
    return f"{is_(fault.path)} {shown(fault.value)}; expected {EXPECTED[fault.limit]}"


def _contains(fault: Fault) -> str:
    return f"{has(fault.path)} no item of the kind that is asked for"


def _contains_count(expected: str) -> Wording:
    return lambda fault: (
        f"{has(fault.path)} {expected} items of the kind that is asked for; the limit is {quote(fault.limit)}"
    )


def _alternatives(fault: Fault) -> str:
    if not fault.inner:
        return f"{is_(fault.path)} {shown(fault.value)}, which fits several alternatives; only one may fit"
    return f"{is_(fault.path)} {shown(fault.value)}, which fits none of the {len(fault.limit)} alternatives"


def _required_any(fault: Fault) -> str:
    names = either([quote(name) for name in fault.limit])
    return f"{names} is missing" + (f" in {argument(fault.path)}" if fault.path else "")


def _dependent(fault: Fault) -> str:
    inside = f" in {argument(fault.path)}" if fault.path else ""
    return f"{quote(fault.name)} is missing{inside}; {quote(fault.because)} needs it"


def _key(fault: Fault) -> str:
    inner = f": {message(fault.inner[0])}" if fault.inner else ""
    return f"the name {quote(fault.path[-1])} is not allowed" + inner.replace("the arguments are", "it is")


def _items(fault: Fault) -> str:
    most = len(fault.schema.get("prefixItems", ()))
    return f"{has(fault.path)} {count(len(fault.value), 'item')}; expected at most {most}"


_WORDINGS: dict[str, Wording] = {
    "type": _type,
    "enum": _enum,
    "const": _enum,
    "minimum": _limit("at least"),
    "maximum": _limit("at most"),
    "exclusiveMinimum": _limit("more than"),
    "exclusiveMaximum": _limit("less than"),
    "multipleOf": _limit("a multiple of"),
    "minLength": _size("character", "at least"),
    "maxLength": _size("character", "at most"),
    "minItems": _size("item", "at least"),
    "maxItems": _size("item", "at most"),
    "minProperties": _size("property", "at least", "properties"),
    "maxProperties": _size("property", "at most", "properties"),
    "pattern": _pattern,
    "uniqueItems": _unique,
    "format": _format,
    "contains": _contains,
    "minContains": _contains_count("too few"),
    "maxContains": _contains_count("too many"),
    "items": _items,
    "anyOf": _alternatives,
    "oneOf": _alternatives,
    "required": lambda fault: missing(fault.path, fault.name),
    "required any": _required_any,
    "dependentRequired": _dependent,
    "propertyNames": _key,
}
