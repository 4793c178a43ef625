"""One changed line as people read it: what it was and what it is, cut around each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from ftlint.detectors.secrets import concealed
from ftlint.text.excerpt import window
from ftlint.text.glyphs import glyphs
from ftlint.text.line_diff import NEAR, line_diff
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Span
    from ftlint.text.excerpt import Excerpt
    from ftlint.text.line_diff import Hunk

SHOWN: Final = 3
"""How many changes are shown of a line."""

_OLD, _NEW = ("- ", "red"), ("+ ", "green")
_CHANGED = "bold reverse"


def line_block(old: str, new: str | None, width: int) -> Iterator[Text]:
    """Go through the screen lines of a changed line, each at most `width` cells (18 at least) wide.

    `new` is None where the line was dropped. Secrets are dots, control characters are escapes.
    """
    width -= len(_OLD[0])
    if new is None:
        yield _shown(_OLD, window(concealed(old), (0, 0), width), (0, 0))
        return
    fits = max(len(old), len(new)) <= width
    hunks = line_diff(old, new, near=max(len(old), 1) if fits else max(width // 3, NEAR))
    old, new = concealed(old), concealed(new)
    for hunk in hunks[:SHOWN]:
        before, after = _windows(old, new, hunk, width)
        yield _shown(_OLD, before, hunk.old)
        yield _shown(_NEW, after, hunk.new)
    if len(hunks) > SHOWN:
        yield Text(f"  … and {count(len(hunks) - SHOWN, 'more change')} in this line", style="dim")


def _windows(old: str, new: str, hunk: Hunk, width: int) -> tuple[Excerpt, Excerpt]:
    """Cut both texts so that the change begins in the same column, where that can be done."""
    before, after = window(old, hunk.old, width), window(new, hunk.new, width)
    if before.caret_offset == after.caret_offset:
        return before, after
    lead = min(before.caret_offset, after.caret_offset)
    return window(old, hunk.old, width, lead), window(new, hunk.new, width, lead)


def _shown(sign: tuple[str, str], excerpt: Excerpt, span: Span) -> Text:
    text = Text.assemble(sign, (excerpt.text, sign[1]))
    if span[0] < span[1]:
        start = _index(excerpt.text, excerpt.caret_offset)
        end = _index(excerpt.text, excerpt.caret_offset + excerpt.caret_width)
        text.stylize(_CHANGED, start + len(sign[0]), end + len(sign[0]))
    return text


def _index(text: str, cells: int) -> int:
    """Give the index of the character that begins after so many cells."""
    from rich.cells import cell_len

    for start, end, _ in glyphs(text):
        if cells <= 0:
            return start
        cells -= cell_len(text[start:end])
    return len(text)
