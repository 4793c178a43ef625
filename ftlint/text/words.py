"""The wording that all messages share: quoting, counting, listing, naming kinds of values."""

from __future__ import annotations

import json
import math
import re
from itertools import islice
from typing import TYPE_CHECKING

from ftlint.text.glyphs import glyphs, visible
from ftlint.text.nearness import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["count", "kind", "lines", "nearest", "one_of", "path_text", "quote", "visible"]

_PLAIN = re.compile(r"[ !#-\[\]-~]*")
"""What stands in quotes as it is."""
_ASCII = {char: json.dumps(char)[1:-1].replace("\x7f", r"\u007f") for char in map(chr, range(128))}
"""How each of these characters is written in a string."""
_RUNS = re.compile(r"[ !#-\[\]-~]{1,200}|.", re.DOTALL)
_CLOSES = {'"': '"', "{": "}", "[": "]"}


def quote(value: object, limit: int = 60) -> str:
    """Write a value as JSON would, in at most `limit` code points (5 at least), safe to print.

    What is too long ends in `…`, inside its closing quote or bracket. Only as much of the value is looked at
    as is shown. What JSON has no form for is written as the string that `str` makes of it.
    """
    limit = max(limit, 5)
    if isinstance(value, str) and len(value) <= limit - 2 and _PLAIN.fullmatch(value):
        return f'"{value}"'
    parts: list[str] = []
    length = 0
    for part in _written(value):
        parts.append(part)
        length += len(part)
        if length > limit:
            break
    else:
        return "".join(parts)
    close = _CLOSES.get(parts[0], "")
    room = limit - 1 - len(close)
    while parts and length > room:
        last = parts.pop()
        length -= len(last)
        if length < room and isinstance(last, _Run):
            parts.append(last[: room - length])
            break
    return "".join(parts) + "…" + close


class _Run(str):
    """Characters that stand alone: they may be cut anywhere."""

    __slots__ = ()


def one_of(choices: Sequence[str], limit: int = 8) -> str:
    """List choices in words: `"a", "b" or "c"`; those beyond `limit` are only counted; "nothing" if empty."""
    shown = [quote(choice) for choice in choices[:limit]]
    if len(choices) > limit:
        rest = f"{len(choices) - limit:,} more"
        return f"{', '.join(shown)} and {rest}" if shown else rest
    if len(shown) < 2:
        return shown[0] if shown else "nothing"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """Count things in words: `1 example`, `1,204 examples`; `plural` where it is not the noun with an s."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def kind(value: object) -> str:
    """Name the JSON kind of a value: `an object`, `a string`, `true`, `null` and so on."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "an array"
    if isinstance(value, str):
        return "a string"
    return "a number" if isinstance(value, int | float) else "a value"


def lines(numbers: Sequence[int], limit: int = 4) -> str:
    """Name lines: `line 4`, `lines 4, 5, 7`, and `lines 4, 5, 7, 9, …` beyond `limit`; each is named once."""
    distinct: dict[int, None] = {}
    for number in numbers:
        distinct[number] = None
        if len(distinct) > limit:
            break
    if not distinct:
        return "no line"
    named = ", ".join(str(number) for number in islice(distinct, limit))
    if len(distinct) > limit:
        return f"lines {named}, …" if named else "lines …"
    return f"line {named}" if len(distinct) == 1 else f"lines {named}"


LONGEST_KEY = 60
"""Characters of a key that a path shows; a longer one is quoted, and cut there."""


def path_text(path: tuple[str | int, ...]) -> str:
    """Write a path as people do: `messages[2].tool_calls[0].id`; odd keys in quotes."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif len(step) <= LONGEST_KEY and step.replace("-", "_").isidentifier():
            text += f".{step}" if text else step
        else:
            text += f"[{quote(step)}]"
    return visible(text)


def _written(value: object) -> Iterator[str]:
    """Write a value as JSON, lazily, in parts, of which only runs are to be cut.

    No level goes deeper before it has yielded.
    """
    if isinstance(value, dict):
        yield "{"
        for number, (key, member) in enumerate(value.items()):
            if number:
                yield ", "
            yield from _written_string(str(key))
            yield ": "
            yield from _written(member)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for number, element in enumerate(value):
            if number:
                yield ", "
            yield from _written(element)
        yield "]"
    elif value is None or isinstance(value, bool):
        yield {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, int):
        yield from _written_integer(value)
    elif isinstance(value, float):
        yield json.dumps(float(value))
    else:
        yield from _written_string(str(value))


def _written_integer(value: int) -> Iterator[str]:
    """Write an integer; of one with thousands of digits, which Python refuses to write, only the size."""
    try:
        yield from str(int(value))
    except ValueError:
        yield f"{'-' if value < 0 else ''}1e{math.floor(value.bit_length() * math.log10(2))}"


def _written_string(text: str) -> Iterator[str]:
    yield '"'
    if text.isascii():
        for found in _RUNS.finditer(text):
            yield _ASCII.get(found[0]) or _Run(found[0])
        yield '"'
        return
    for start, end, safe in glyphs(text):
        part = text[start:end]
        if safe and part not in ('"', "\\"):
            yield part
        else:
            yield json.dumps(part)[1:-1].replace("\x7f", r"\u007f")
    yield '"'
