"""The schemas directly inside a schema, whatever keyword holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ftlint.schemas.keywords import IN_PLACE, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ftlint.findings import Path


class Child(NamedTuple):
    """A value that stands where a schema belongs. It may be anything."""

    route: Path
    value: object
    in_place: bool
    """It speaks of the same value as the schema around it."""


def children(schema: Mapping[str, object], shapes: Mapping[str, Shape]) -> Iterator[Child]:
    """Yield what stands directly in a schema where a schema belongs, in the order of the text."""
    for keyword, value in schema.items():
        in_place = keyword in IN_PLACE
        for route, item in _held(shapes.get(keyword), value):
            yield Child((keyword, *route), item, in_place)


def _held(shape: Shape | None, value: object) -> Iterator[tuple[Path, object]]:
    if shape in ("schemas", "schema or schemas") and isinstance(value, list):
        yield from (((index,), item) for index, item in enumerate(value))
    elif shape in ("schema", "schema or schemas"):
        yield (), value
    elif shape == "schemas by name" and isinstance(value, dict):
        yield from (((name,), item) for name, item in value.items())
    elif shape == "schema or names by name" and isinstance(value, dict):
        yield from (((name,), item) for name, item in value.items() if not isinstance(item, list))
