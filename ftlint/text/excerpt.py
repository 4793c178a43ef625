"""A piece of a long line, cut to the width of a terminal, with a caret under what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ftlint.records import dataclass
from ftlint.text.glyphs import escape, glyphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.findings import Span

_CUT = "…"
_NARROWEST = 16
"""Below this, an escape between two cuts would not fit."""
_LEAD = 32
"""Where a window opens within a run of marks, this much more is read to find their base."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What to print, and where to put the caret: in cells, from the start of `text`."""

    text: str
    caret_offset: int
    caret_width: int


class _Piece(NamedTuple):
    start: int
    end: int
    shown: str
    cells: int


def window(line: str, span: Span, width: int, lead: int | None = None) -> Excerpt:
    """Show the surroundings of `span` (columns of `line`) in at most `width` terminal cells.

    Unsafe characters are shown as escapes, `…` stands where the line was cut. The span's start is always in
    the window, with up to a third of it before, but about `lead` cells at most; all of the span if it fits,
    else the caret runs to the window's end. A span that ends within a glyph gets all of it. An empty span
    gets a caret of one cell, behind the text at the line's end. A `width` under 16 counts as 16. Reads no
    more than it may show.
    """
    width = max(width, _NARROWEST)
    start = min(max(span[0], 0), len(line))
    end = min(max(span[1], start), len(line))
    opening = max(0, start - width - _LEAD)

    before: list[_Piece] = []
    after: list[_Piece] = []
    room = width
    for piece in _pieces(line, opening):
        if piece.end <= start:
            before.append(piece)
            continue
        after.append(piece)
        room -= piece.cells
        if room < 0:
            break
    if start == len(line):
        after.append(_Piece(start, start, "", 1))

    ends_here = room >= 0
    meant = sum(piece.cells for piece in after if piece.start < max(end, start + 1))
    needs_cut_after = not ends_here or after[-1].start >= max(end, start + 1)
    left_room = width // 3
    if meant + needs_cut_after + bool(before) <= width:
        left_room = min(left_room, width - meant - needs_cut_after)
    if ends_here:
        left_room = max(left_room, width - sum(piece.cells for piece in after))
    if lead is not None:
        left_room = min(left_room, lead)

    left, cut_left = _fit(before[::-1], left_room, more=opening > 0)
    offset = sum(piece.cells for piece in left) + cut_left
    right, cut_right = _fit(after, width - offset, more=not ends_here)
    text = "".join(
        [
            _CUT * cut_left,
            *(piece.shown for piece in left[::-1]),
            *(piece.shown for piece in right),
            _CUT * cut_right,
        ]
    )
    return Excerpt(text, offset, _caret(right, start, end, cut=cut_right))


def _caret(right: list[_Piece], start: int, end: int, *, cut: bool) -> int:
    if start == end:
        return 1
    covered = sum(piece.cells for piece in right if piece.start < end)
    runs_on = cut and (not right or right[-1].end < end)
    return max(1, covered + runs_on)


def _fit(pieces: list[_Piece], room: int, *, more: bool) -> tuple[list[_Piece], bool]:
    """Take pieces from the start of the list while they fit; tell whether a cut must be shown after them."""
    if not more and sum(piece.cells for piece in pieces) <= room:
        return pieces, False
    taken: list[_Piece] = []
    room -= 1
    for piece in pieces:
        room -= piece.cells
        if room < 0:
            break
        taken.append(piece)
    return taken, True


def _pieces(line: str, opening: int) -> Iterator[_Piece]:
    from rich.cells import cell_len

    measure: Callable[[str], int] = cell_len
    for start, end, safe in glyphs(line, opening):
        shown = line[start:end]
        cells = measure(shown) if safe else 0
        if not cells:
            shown = escape(shown)
            cells = len(shown)
        yield _Piece(start, end, shown, cells)
