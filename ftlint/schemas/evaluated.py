"""Which names and items of a value its schema has spoken about, for the `unevaluated…` keywords."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ftlint.schemas.normal import Bound, Keywords, Schema

if TYPE_CHECKING:
    from ftlint.schemas.patterns import Pattern

Fits = Callable[[Schema, object], bool]
"""Whether a value fits a schema."""


def evaluated_names(
    schema: Schema, value: dict[str, object], fits: Fits, *, outermost: bool = True
) -> set[str]:
    """Give the names in an object that a schema in normal form speaks about."""
    if isinstance(schema, bool):
        return set()
    if "additionalProperties" in schema or ("unevaluatedProperties" in schema and not outermost):
        return set(value)
    names: set[str] = set(value) & set(schema.get("properties", ()))
    names |= {name for name in value if matches_any(schema, name)}
    for part in _applied(schema, value, fits):
        names |= evaluated_names(part, value, fits, outermost=False)
    return names


def evaluated_items(schema: Schema, value: list[object], fits: Fits, *, outermost: bool = True) -> set[int]:
    """Give the indices in an array that a schema in normal form speaks about."""
    if isinstance(schema, bool):
        return set()
    if "items" in schema or ("unevaluatedItems" in schema and not outermost):
        return set(range(len(value)))
    items = set(range(min(len(value), len(schema.get("prefixItems", ())))))
    if "contains" in schema:
        items |= {i for i, item in enumerate(value) if fits(schema["contains"], item)}
    for part in _applied(schema, value, fits):
        items |= evaluated_items(part, value, fits, outermost=False)
    return items


def matches_any(schema: Keywords, name: str) -> bool:
    """Whether a name fits one of the `patternProperties`; a pattern nobody can run fits every name."""
    patterns: list[tuple[Pattern | None, Schema]] = schema.get("patternProperties", [])
    return any(pattern is None or pattern.search(name) for pattern, _ in patterns)


def _applied(schema: Keywords, value: object, fits: Fits) -> Iterator[Schema]:
    """Yield the schemas that apply to the same value, and which it fits."""
    for keyword in ("$ref", "$dynamicRef"):
        bound = schema.get(keyword)
        if isinstance(bound, Bound):
            bound.budget.spend()
            yield bound.schema
    for keyword in ("allOf", "anyOf", "oneOf"):
        branches: list[Schema] = schema.get(keyword, [])
        yield from (branch for branch in branches if fits(branch, value))
    if isinstance(value, dict):
        dependents: dict[str, Schema] = schema.get("dependentSchemas", {})
        yield from (part for name, part in dependents.items() if name in value)
    if "if" in schema:
        condition: Schema = schema["if"]
        if fits(condition, value):
            yield condition
            yield schema.get("then", True)
        else:
            yield schema.get("else", True)
