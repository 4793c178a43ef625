"""How messages speak of an argument, of its value, and of what was expected instead."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ftlint.text.words import kind, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.findings import Path

_PLAIN = re.compile(r"[\w-]+")
_TYPE_WORDS = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "object": "an object",
    "array": "an array",
    "null": "null",
}


def argument(path: Path) -> str:
    """Name an argument as a route that reads like code, in quotes: `"stops[2].lat"`."""
    if not path:
        return "the arguments"
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]" if text else step
    return quote(text, 80)


def is_(path: Path) -> str:
    """Name an argument with its verb: `"days" is`, `the arguments are`."""
    return f"{argument(path)} {'is' if path else 'are'}"


def has(path: Path) -> str:
    """Name an argument with its verb: `"tags" has`, `the arguments have`."""
    return f"{argument(path)} {'has' if path else 'have'}"


def shown(value: object) -> str:
    """Show a value: objects and arrays by their kind, unless empty; the others as JSON."""
    return kind(value) if isinstance(value, dict | list) and value else quote(value)


def shown_with_kind(value: object) -> str:
    """Show a value and say what kind it is where that is not plain: `"2", a string`."""
    if isinstance(value, dict | list):
        return kind(value)
    return quote(value) if value is None or isinstance(value, bool) else f"{quote(value)}, {kind(value)}"


def types(names: str | Sequence[str]) -> str:
    """List JSON Schema types in words: `a string or null`."""
    return either([_TYPE_WORDS[name] for name in ([names] if isinstance(names, str) else names)])


def values(choices: Sequence[object], also: Sequence[str] = (), most: int = 8) -> str:
    """List allowed JSON values, then types that are allowed as well: `"a", "b" or null`."""
    words = [quote(choice) for choice in choices[:most]]
    if len(choices) > most:
        words.append(f"{len(choices) - most:,} more")
    return either([*words, *(_TYPE_WORDS[name] for name in also)])


def either(words: Sequence[str]) -> str:
    """Join words with commas and an "or"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
