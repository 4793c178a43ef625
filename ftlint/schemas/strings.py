"""Where in a JSON value a string stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ftlint.findings import Path


def find_string(value: object, text: str) -> tuple[Path, Literal["value", "key"]]:
    """Give the path of the first value or key that is `text`; the whole value where there is none."""
    stack: list[tuple[Path, object]] = [((), value)]
    while stack:
        path, item = stack.pop()
        if item == text and isinstance(item, str):
            return path, "value"
        if isinstance(item, dict):
            if text in item:
                return (*path, text), "key"
            stack.extend(((*path, name), inner) for name, inner in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend(((*path, index), inner) for index, inner in reversed(list(enumerate(item))))
    return (), "value"
