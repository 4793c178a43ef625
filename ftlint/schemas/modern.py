"""Older drafts in the words of Draft 2020-12, one schema at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.schemas.keywords import NEWEST, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ftlint.findings import Path

Placed = tuple[object, "Path"]
"""The value of a keyword, and where in the schema it is written."""


def modernise(schema: Mapping[str, object], draft: int) -> dict[str, Placed]:
    """Say what a schema of a draft says, by keyword of Draft 2020-12. Keywords that the draft lacks go."""
    if draft == NEWEST:
        return {keyword: (value, (keyword,)) for keyword, value in schema.items()}
    if draft <= 7 and "$ref" in schema:
        return {"$ref": (schema["$ref"], ("$ref",))}  # up to Draft 7 the keywords beside it do not count
    known = shapes(draft)
    out: dict[str, Placed] = {
        keyword: (value, (keyword,)) for keyword, value in schema.items() if keyword in known
    }
    _items(out)
    if draft == 4:
        _exclusive(out, "minimum", "exclusiveMinimum")
        _exclusive(out, "maximum", "exclusiveMaximum")
    _dependencies(out)
    return out


def _items(out: dict[str, Placed]) -> None:
    rest = out.pop("additionalItems", None)
    items, _ = out.get("items", (None, ()))
    if isinstance(items, list):
        del out["items"]
        if items:
            out["prefixItems"] = (items, ("items",))
        if rest is not None:
            out["items"] = rest


def _exclusive(out: dict[str, Placed], limit: str, exclusive: str) -> None:
    flag, _ = out.pop(exclusive, (False, ()))
    if flag is True and limit in out:
        out[exclusive] = out.pop(limit)


def _dependencies(out: dict[str, Placed]) -> None:
    dependencies, route = out.pop("dependencies", (None, ()))
    if not isinstance(dependencies, dict):
        return
    names = {name: item for name, item in dependencies.items() if isinstance(item, list)}
    others = {name: item for name, item in dependencies.items() if not isinstance(item, list)}
    if names:
        out.setdefault("dependentRequired", (names, route))
    if others:
        out.setdefault("dependentSchemas", (others, route))
