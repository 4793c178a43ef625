"""What is safe to print: text from strangers, cut into characters as people see them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Controls, bidi, zero-width and other invisible characters, line separators, surrogates, private use and
# non-characters. Listed, not asked of unicodedata, so that new emoji look alike on every Python.
_ACTING = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001f3fb-\U0001f3ff\U0001fffe\U0001ffff\U000e0000-\U0010ffff]"
)
_PICTURE = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f3fa\U0001f400-\U0001faff]"
_EMOJI = (
    "[\U0001f1e6-\U0001f1ff]{2}"
    f"|{_PICTURE}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?){{0,4}}"
)
# Selectors on plain letters show nothing and can carry hidden text.
_SELECTED = '[^\x00-"$-)+-/:-\x9f][\ufe00-\ufe0f]|[\u3400-\u9fff\U00020000-\U0003ffff][\U000e0100-\U000e01ef]'
_MARKS = 8
"""The most marks on one character; more become escapes, or a heap of them would run over other lines."""

_NAMED = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


class Glyph(NamedTuple):
    """One character as it is seen, or one that has to be shown as an escape (`safe` is false)."""

    start: int
    end: int
    safe: bool


def glyphs(text: str, start: int = 0) -> Iterator[Glyph]:
    """Cut `text` from `start` on into glyphs, lazily; each is at most some 20 code points long."""
    size = len(text)
    while start < size:
        end = start + 1
        safe = " " <= text[start] <= "~" or not (
            _pattern(_ACTING).match(text, start) or _attaches(text[start])
        )
        if safe and not (text[start].isascii() and text[end : end + 1].isascii()):
            match = _pattern(_EMOJI).match(text, start) or _pattern(_SELECTED).match(text, start)
            end = match.end() if match else end
            limit = min(end + _MARKS, size)
            while end < limit and _attaches(text[end]):
                end += 1
        yield Glyph(start, end, safe)
        start = end


def escape(text: str) -> str:
    r"""Write every code point of `text` as an escape: `\n`, `\x1b`, `\u202e`, `\U000e0041`."""
    return "".join(_NAMED.get(char) or _escaped(ord(char)) for char in text)


def visible(text: str) -> str:
    """Make all visible that could act on a terminal or hide; everything else stays, emoji sequences too."""
    if text.isascii() and text.isprintable():
        return text
    parts = ((text[start:end], safe) for start, end, safe in glyphs(text))
    return "".join(part if safe else escape(part) for part, safe in parts)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compile one of the patterns: they take 4 ms, and most runs show nothing but ASCII from a file."""
    return re.compile(source)


def _attaches(char: str) -> bool:
    """Tell whether a character is drawn on the one before it."""
    if char < "\u0300" or _pattern(_ACTING).match(char):
        return False
    return (
        "\u1161" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff" or unicodedata.category(char)[0] == "M"
    )


def _escaped(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
