"""How two texts that are nearly the same differ, where that looks like an accident."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from ftlint.text.words import quote

LONG_WORD: Final = 5
"""Letters from which a word with another letter is a typo, and not another word."""

SHORT_WORD: Final = 4
"""Letters up to which a word is easily left out."""

ENOUGH_WORDS: Final = 5
"""In a shorter text one word is much."""

_APOSTROPHES: Final = re.compile("['`\u2018\u2019\u02bc]")
_MARKS: Final = re.compile(r'(?<!\d)[.,;:!?()\[\]"*_\u2013\u2014\u2026\u201c-\u201e\u00ab\u00bb-]+(?!\d)')
"""Marks of prose, but not those of a number, and none that make another word of one, as in C++ and C#."""


class Plain(NamedTuple):
    """A text, and its words apart from punctuation: as they are, and in no case."""

    text: str
    words: list[str]
    folded: list[str]


def plain(text: str) -> Plain:
    """Take the words of a text."""
    marked = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text))
    words = _MARKS.sub(" ", marked).split()
    return Plain(text, words, [word.casefold() for word in words])


def accident(usual: Plain, other: Plain) -> str | None:
    """Say how the other text differs from the usual one: in no word, in one letter, or by a small word.

    None for all that may be meant: other names and numbers, other words, more than one of them.
    """
    if usual.folded == other.folded:
        return _in_no_word(usual, other)
    lengths = len(usual.words), len(other.words)
    if abs(lengths[0] - lengths[1]) > 1 or min(lengths) < ENOUGH_WORDS:
        return None
    start = 0
    while start < min(lengths) and usual.folded[start] == other.folded[start]:
        start += 1
    end = 0
    while end < min(lengths) - start and usual.folded[-1 - end] == other.folded[-1 - end]:
        end += 1
    given = usual.words[start : lengths[0] - end]
    found = other.words[start : lengths[1] - end]
    if len(given) == len(found) == 1:
        slip = _is_word(given[0]) and _is_word(found[0]) and _is_typo(given[0], found[0])
        return f"{quote(found[0])} in place of {quote(given[0])}" if slip else None
    if len(given) + len(found) != 1:
        return None
    [word] = given or found
    doubled = start > 0 and word.casefold() == usual.folded[start - 1]
    if _is_word(word) and (len(word) <= SHORT_WORD or doubled):
        return f"{quote(word)} is {'missing' if given else 'added'}"
    return None


def _in_no_word(usual: Plain, other: Plain) -> str:
    if usual.text.split() == other.text.split():
        return "only white space differs"
    if usual.text.casefold().split() == other.text.casefold().split():
        return "only upper and lower case differ"
    return "only punctuation differs" if usual.words == other.words else "only case and punctuation differ"


def _is_word(word: str) -> bool:
    """Leave out names, numbers, and scripts in which a letter is a word."""
    return word.isalpha() and word.islower()


def _is_typo(one: str, two: str) -> bool:
    """Whether a letter is added, left out or changed, or two neighbours are swapped."""
    if min(len(one), len(two)) < LONG_WORD or abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    if rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]:
        return True
    return rest[1::-1] == other[:2] and rest[2:] == other[2:]
