"""How a line of JSON is written, so that what is added to it looks like the rest."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

_COLON = re.compile(r'"[ \t]*:[ \t]*')
_COMMA = re.compile(r'["}\]0-9el][ \t]*(,[ \t]*)["{\[]')
_ESCAPED = re.compile(r"\\u00[89a-fA-F]|\\u0[1-9a-fA-F]|\\u[1-9a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Style(NamedTuple):
    """The spacing and the escapes of a line."""

    colon: str = ": "
    comma: str = ", "
    ascii_only: bool = False
    """Whether characters beyond ASCII are written as escapes."""

    def json(self, value: object) -> str:
        """Write a value as JSON text in this style."""
        separators = self.comma, self.colon
        text = json.dumps(value, ensure_ascii=self.ascii_only, separators=separators)
        return text if self.ascii_only else surrogates_escaped(text)


def style_of(line: str) -> Style:
    """Read the style of a line off its first member, its first comma between values, and its characters."""
    colon, comma = _COLON.search(line), _COMMA.search(line)
    return Style(
        f":{_blank(colon[0].partition(':')[2])}" if colon else ": ",
        f",{_blank(comma[1][1:])}" if comma else ", " if colon is None or colon[0][-1] != ":" else ",",
        line.isascii() and _ESCAPED.search(line) is not None,
    )


def _blank(space: str) -> str:
    return " " if space else ""


def surrogates_escaped(text: str) -> str:
    """Write the lone surrogates of JSON text, which UTF-8 has no bytes for, as escapes."""
    return _SURROGATE.sub(lambda found: json.dumps(found[0])[1:-1], text)
