"""What is odd in a line that parses all the same: a byte-order mark, control characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftlint.findings import Place, Report
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Span

_CONTROL = re.compile(
    r"\\u00(?P<hex>0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF])|\\(?P<short>[bf])|(?P<bare>\x7f)|\\.", re.DOTALL
)
_NAMES = {0: "NUL", 8: "backspace", 12: "form feed", 27: "ESC", 127: "DEL"}


def control_spans(text: str) -> Iterator[Span]:
    """Find every control character, or the escape of one, in the strings of a line of valid JSON."""
    for match in _CONTROL.finditer(text):
        if match.lastgroup is not None:
            yield match.span()


def byte_order_mark(text: str) -> Report | None:
    """Report a byte-order mark at the start of a line; None if there is none."""
    marks = len(text) - len(text.lstrip("\ufeff"))
    if not marks:
        return None
    what = "a byte-order mark" if marks == 1 else f"{marks} byte-order marks"
    message = f"{what} (EF BB BF) before the JSON; it does not show in an editor"
    return Report(Place(raw=(0, marks)), message, 'save the file as "UTF-8", not as "UTF-8 with BOM"')


def control_characters(text: str) -> Report | None:
    """Report the first control character in the strings of a line of valid JSON, and how many there are.

    Tab, line feed and carriage return are text, and not meant.
    """
    first: re.Match[str] | None = None
    number = 0
    for match in _CONTROL.finditer(text):
        if match.lastgroup is not None:
            first = first or match
            number += 1
    if first is None:
        return None
    point = int(first["hex"], 16) if first["hex"] else {"\\b": 8, "\\f": 12}.get(first[0], 127)
    name = f" ({_NAMES[point]})" if point in _NAMES else ""
    more = f", and {count(number - 1, 'more control character')} on this line" if number > 1 else ""
    way = "remove it; no one types it, and the model learns to write it"
    return Report(Place(raw=first.span()), f"control character U+{point:04X}{name} in text{more}", way)
