"""What to write instead, where that can be said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ftlint.schemas.leaves import is_names
from ftlint.schemas.values import has_type
from ftlint.schemas.wording import message
from ftlint.text.words import nearest, quote

if TYPE_CHECKING:
    from ftlint.schemas.faults import Fault


def advice(fault: Fault) -> str | None:
    """Say what to write instead of a value, or None."""
    if fault.keyword == "type":
        return _type(fault.value, fault.limit if is_names(fault.limit) else [fault.limit])
    if fault.keyword == "enum" and isinstance(fault.value, str):
        near = nearest(fault.value, [choice for choice in fault.limit if isinstance(choice, str)][:200])
        return f"did you mean {quote(near)}?" if near is not None else None
    if fault.keyword in ("anyOf", "oneOf") and fault.inner:
        return f"of the nearest: {message(fault.inner[0])}"
    return None


def _type(value: object, wanted: list[str]) -> str | None:
    if isinstance(value, str):
        inside = _inside(value)
        if inside is not None and any(has_type(inside, name) for name in wanted):
            return f"write {quote(inside)}, without the quotes around it"
    elif "string" in wanted and isinstance(value, int | float):
        return f'write "{quote(value)}"'
    if "array" in wanted and value is not None and not isinstance(value, list | dict):
        return f"write [{quote(value)}]"
    return None


def _inside(text: str) -> object:
    """Read the JSON value that a string holds; None where it holds none."""
    if len(text) > 10_000:
        return None
    lowered = text.lower()
    try:
        return json.loads(lowered if lowered in ("true", "false") else text)
    except (ValueError, RecursionError):
        return None
