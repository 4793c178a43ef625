"""Counting a little text without loading the encoder.

Building the encoder takes longer than everything else ftlint does with a small file. The same merges,
done here in Python over the ranks that the text asks for, are slower per byte and start at once.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from ftlint.tokens.lookup import NEVER, Lookup, lookup
from ftlint.tokens.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterator

# Characters whose class no Unicode version has changed, so that Python's tables and those inside tiktoken
# agree: Latin and Cyrillic letters with their marks, and common signs. The four left out at the beginning are
# white space to Python only.
_FAMILIAR = re.compile(
    "[\x00-\x1b\x20-\u036f\u0400-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218b"
    "\u2190-\u23ff\u2500-\u27bf]*"
)
_LONGEST_PIECE = 64


def count(name: str, text: str) -> int | None:
    """Count the tokens of `text` in the encoding `name`, exactly, or give None where that needs the encoder.

    None is for text with characters beyond the familiar ones, and for text with very long words.
    """
    if _FAMILIAR.fullmatch(text) is None:
        return None
    pieces = _pattern(name).findall(text) if text.isascii() else _pieces(name, text)
    table = lookup(name)
    total = 0
    for piece in pieces:
        encoded = piece.encode()
        if table[encoded] != NEVER:
            total += 1
        elif len(encoded) > _LONGEST_PIECE:
            return None
        else:
            total += _merged(encoded, table)
    return total


def _merged(piece: bytes, table: Lookup) -> int:
    """Count what is left of a piece when its neighbours are merged, lowest rank first."""
    parts = [piece[i : i + 1] for i in range(len(piece))]
    while len(parts) > 1:
        pairs = [table[parts[i] + parts[i + 1]] for i in range(len(parts) - 1)]
        lowest = min(pairs)
        if lowest == NEVER:
            break
        at = pairs.index(lowest)
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return len(parts)


def _pieces(name: str, text: str) -> Iterator[str]:
    # Each character beyond ASCII is read as a simple one of its class: a pattern that lists them all takes
    # longer to compile than all else here.
    return (
        text[found.start() : found.end()] for found in _pattern(name).finditer(text.translate(_STAND_INS))
    )


class _StandIns(dict[int, str]):
    def __missing__(self, point: int) -> str:
        char = chr(point)
        stand_in = self[point] = char if char.isascii() or char.isspace() else _stand_in(char)
        return stand_in


_OTHER_LETTER, _MARK = "\xaa", "\u0300"
_STAND_INS = _StandIns({ord("ſ"): "s"})  # `'ſ` is `'s` where case is ignored


def _stand_in(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Lu", "Ll"):
        return "A" if category == "Lu" else "a"
    return {"L": _OTHER_LETTER, "M": _MARK, "N": "0"}.get(category[0], "!")


_CLASSES = {
    "Lu": "A-Z", "Ll": "a-z", "Lt": _OTHER_LETTER, "Lm": _OTHER_LETTER, "Lo": _OTHER_LETTER, "M": _MARK,
    "L": "A-Za-z" + _OTHER_LETTER, "N": "0-9",
}  # fmt: skip
"""The stand-ins of each general category that a pattern names."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Rewrite an encoding's pattern for `re`, which has no character properties, and for stand-ins."""
    source = VOCABULARIES[name].pattern
    source = source.replace(r"\p{L}++", r"[\p{L}]++").replace(r"\p{N}{1,3}", r"[\p{N}]{1,3}")
    for category, members in _CLASSES.items():
        source = source.replace(rf"\p{{{category}}}", members)
    return re.compile(source)
