"""Counting a little text without loading the encoder.

Building the encoder takes longer than everything else ftlint does with a small file. The same merges,
done here in Python over the ranks that the text asks for, are slower per byte and start at once.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ftlint.tokens.lookup import NEVER, Lookup, lookup
from ftlint.tokens.vocabulary import VOCABULARIES

# Characters whose class no Unicode version has changed, so that Python's tables and those inside tiktoken
# agree. The four left out are white space to Python only.
_FAMILIAR = re.compile("[\x00-\x1b\x20-\u024f\u2010-\u2027]*")
_LONGEST_PIECE = 64


def count(name: str, text: str) -> int | None:
    """Count the tokens of `text` in the encoding `name`, exactly, or give None where that needs the encoder.

    None is for text with characters beyond the Latin ones, and for text with very long words.
    """
    if _FAMILIAR.fullmatch(text) is None:
        return None
    table = lookup(name)
    total = 0
    for piece in _pattern(name).findall(text):
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


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Rewrite an encoding's pattern for `re`, which has no character properties."""
    source = VOCABULARIES[name].pattern
    source = source.replace(r"\p{L}++", r"[\p{L}]++").replace(r"\p{N}{1,3}", r"[\p{N}]{1,3}")
    for property_name in set(re.findall(r"\\p\{(\w+)\}", source)):
        source = source.replace(rf"\p{{{property_name}}}", _members(property_name))
    return re.compile(source)


def _members(property_name: str) -> str:
    """List the familiar characters of a general category, or of a group of them, for a character class."""
    return "".join(
        chr(point) for point in range(0x250) if unicodedata.category(chr(point)).startswith(property_name)
    )
