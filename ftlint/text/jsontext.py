"""Finding one's way in JSON text without parsing it: where strings and values end, what an escape stands for.

Forgiving on purpose: it serves lines that a parser refuses. It never recurses and reads each character a
bounded number of times.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftlint.findings import Span

# Possessive throughout: a greedy group would remember every escape of a long string.
STRING_PATTERN = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
BLANK_PATTERN = r"[ \t\r\n]*+"
GAP = re.compile(rf"{BLANK_PATTERN},?+{BLANK_PATTERN}")
"""What stands between two elements."""
MEMBER = re.compile(
    rf"{BLANK_PATTERN},?+{BLANK_PATTERN}({STRING_PATTERN}){BLANK_PATTERN}:{BLANK_PATTERN}", re.DOTALL
)
"""A member up to its value, with what stands between it and the one before; group 1 is its key."""
ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)
"""An escape in a string, that of one code point."""
# Of values that parse, the parser of the standard library tells the end several times as fast. It is told to
# make next to nothing of them.
_WALKER = json.JSONDecoder(parse_int=len, parse_float=len, strict=False, object_pairs_hook=len)
_STRING = re.compile(STRING_PATTERN, re.DOTALL)
_BLANK = re.compile(BLANK_PATTERN)
_SCALAR = re.compile(r'[^ \t\r\n,:"\[\]{}]++')
_FLAT = re.compile(rf'[^"\[\]{{}}]*+(?:{STRING_PATTERN}[^"\[\]{{}}]*+)*+', re.DOTALL)


class BrokenTextError(Exception):
    """The text cannot be followed any further."""


def skip_blank(text: str, start: int) -> int:
    """Give the first column at or after `start` that is not JSON white space."""
    match = _BLANK.match(text, start)
    return match.end() if match else start


def root_start(text: str) -> int:
    """Give the column where the outermost value starts: after white space and a byte-order mark."""
    start = skip_blank(text, 0)
    return skip_blank(text, start + 1) if text.startswith("\ufeff", start) else start


def value_end(text: str, start: int) -> int:
    """Give the column after the value that starts at `start`.

    Raises BrokenTextError where no value starts, or the one that does is never closed.
    """
    if text.startswith(("{", "["), start):
        try:
            return _WALKER.raw_decode(text, start)[1]
        except (ValueError, RecursionError):
            return container_end(text, start + 1)
    match = _STRING.match(text, start) or _SCALAR.match(text, start)
    if match is None:
        raise BrokenTextError
    return match.end()


def container_end(text: str, inside: int) -> int:
    """Give the column after the bracket that closes the container which `inside` lies in, not in a string.

    Brackets are counted, not told apart. Raises BrokenTextError if the text ends first.
    """
    depth = 1
    column = inside
    while match := _FLAT.match(text, column):
        column = match.end() + 1
        bracket = text[column - 1 : column]
        if bracket in ("{", "["):
            depth += 1
        elif bracket in ("}", "]"):
            depth -= 1
            if not depth:
                return column
        else:
            break
    raise BrokenTextError


def decode(text: str, span: Span) -> str | None:
    """Decode the string token at `span`, quotes included; None if it is no valid string token."""
    token = text[span[0] : span[1]]
    if "\\" not in token:
        return token[1:-1]
    try:
        value = json.loads(token, strict=False)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def columns(text: str, token: Span, inside: Span) -> Span:
    """Turn a span of decoded code points within a string into columns of the text.

    `token` is the string's place in the text, quotes included. Offsets outside the string are moved to its
    nearest end; an empty span stays empty, in front of the character it points at.
    """
    start, end = token[0] + 1, token[1] - 1
    first = max(inside[0], 0)
    last = max(inside[1], first)
    left: int | None = None
    extra = 0
    for escape in ESCAPE.finditer(text, start, end):
        offset = escape.start() - start - extra
        if left is None and offset >= first:
            left = start + first + extra
        if offset >= last:
            break
        extra += escape.end() - escape.start() - 1
    right = min(start + last + extra, end)
    return (min(start + first + extra, end) if left is None else left), right
