"""Counting any text with the encoder: texts of any size, and texts that break it.

tiktoken panics on a run of a million white space characters (measured with 0.14: 999,998 pass), and a single
unbroken run of 10 MB takes 8 s and half a gigabyte. So a long text is cut, at a place where cutting
changes nothing wherever there is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STRETCH = 250_000
"""Characters after which a cut is looked for; it is made within as many again."""

# Both patterns end a piece here whatever surrounds it: a newline joins nothing that follows except white
# space and, in o200k_base, a slash; and a space between letters begins the second word's piece.
_BORDER = re.compile(r"(?<=\n)(?=[^\s/])|(?<=[A-Za-z])(?= [A-Za-z])")


class Encoder(Protocol):
    """What splits texts into tokens: `tiktoken.Encoding`, or what gives the same."""

    def encode_ordinary(self, text: str) -> Sequence[int]:
        """Give the tokens of a text; special tokens are read as plain text."""
        ...


def count(encoder: Encoder, text: str, stretch: int = STRETCH) -> int:
    """Count the tokens of `text`; special tokens such as `<|endoftext|>` are read as plain text.

    Exact for every text of up to 2 x `stretch` characters, and for every longer one that has, at least once
    in each `stretch` characters, a space between two ASCII letters or a newline before anything but white
    space or a slash. Elsewhere (a run of half a million letters or spaces, a long text without spaces or
    newlines) each cut may shift the count by a few tokens. A lone surrogate counts as U+FFFD.
    """
    if len(text) <= 2 * stretch:
        try:
            return len(encoder.encode_ordinary(text))
        except BaseException as error:
            return _halved(encoder, text, error)
    return sum(_guarded(encoder, text[start:end]) for start, end in _cuts(text, stretch))


def _cuts(text: str, stretch: int) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > 2 * stretch:
        border = _BORDER.search(text, start + stretch, start + 2 * stretch)
        end = border.start() if border else start + 2 * stretch
        yield start, end
        start = end
    yield start, len(text)


def _guarded(encoder: Encoder, text: str) -> int:
    try:
        return len(encoder.encode_ordinary(text))
    except BaseException as error:
        return _halved(encoder, text, error)


def _halved(encoder: Encoder, text: str, error: BaseException) -> int:
    # A panic in Rust arrives as a class that cannot be imported and is no Exception.
    if type(error).__name__ != "PanicException":
        raise error
    if len(text) < 2:
        return len(text.encode(errors="replace"))
    half = len(text) // 2
    return _guarded(encoder, text[:half]) + _guarded(encoder, text[half:])
