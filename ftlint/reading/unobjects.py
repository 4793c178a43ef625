"""Lines that are JSON, and no object."""

from __future__ import annotations

from typing import cast

import jiter

from ftlint.findings import Place, Report
from ftlint.text.words import kind


def not_an_object(text: str, value: object) -> Report:
    """Report a line whose value is not an object. `value` may be None where it could not be read."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    end = max(len(text.rstrip(" \t\r\n")), start)
    what = "an array" if text.startswith("[", start) else kind(value)
    return Report(Place(raw=(start, end)), f"the line is {what}, not an object", _way_over(value))


def held_object(value: object) -> dict[str, object] | None:
    """Give the JSON object that a string holds as its text; None if it holds none."""
    if not isinstance(value, str) or not value.lstrip().startswith("{"):
        return None
    try:
        held = jiter.from_json(value.encode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return held if isinstance(held, dict) else None


def _way_over(value: object) -> str:
    if held_object(value) is not None:
        return "this string holds a JSON object; write the object itself"
    elements = cast("list[object]", value) if isinstance(value, list) else []
    if elements and all(isinstance(element, dict) for element in elements):
        first = cast("dict[str, object]", elements[0])
        if "role" in first:
            return 'write {"messages": […]} around the messages'
        return "write each element on a line of its own"
    return 'each line holds one example: {"messages": […]}'
