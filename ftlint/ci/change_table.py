"""The part of the page that shows what a pull request changes."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from ftlint.ci.changes import Change, Figures
from ftlint.reporters.markdown_text import code
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.ci.base import Base

ROOM = 4_000
"""Bytes for the rows: of what a comment has left beside the 60,000 of the `markdown` format."""


def not_fetched(base: Base) -> str:
    """Say why there is no comparison."""
    return (
        f"Not compared with {code(base.name)}, whose commit is not in this checkout:"
        " give `actions/checkout` a `fetch-depth: 2`, or 0.\n"
    )


def table(base: Base, changes: Sequence[Change]) -> str:
    """Write the change against the base branch, the largest first; sums are over all that can be compared."""
    against = code(base.name)
    told = sorted((one for one in changes if one.note or one.before != one.after), key=lambda one: -one.by)
    if not told:
        return f"Examples, tokens and cost are as in {against}.\n"
    head = f"### Change against {against}\n\n| file | examples | tokens | cost |\n|---|--:|--:|--:|\n"
    rows, left = _fitting([_row(_name(one), one.after, one.before) for one in told])
    notes = [f"… and {count(left, 'file')} more"] if left else []
    if len(changes) > len(told):
        notes.append(f"{count(len(changes) - len(told), 'file')} as before")
    rows += [f"| {note} | | | |\n" for note in notes]
    known = [one for one in changes if one.before is not None]
    if len(known) > 1:
        after = reduce(add, (one.after for one in known), Figures())
        before = reduce(add, (one.before for one in known if one.before is not None), Figures())
        rows.append(_row("**all**", after, before))
    return head + "".join(rows)


def _fitting(rows: list[str]) -> tuple[list[str], int]:
    fit: list[str] = []
    room = ROOM
    for row in rows:
        size = len(row.encode("utf-8", "backslashreplace"))
        if size <= room:
            fit.append(row)
            room -= size
    return fit, len(rows) - len(fit)


def _name(change: Change) -> str:
    return code(change.name) + (f" ({change.note})" if change.note else "")


def _row(name: str, after: Figures, before: Figures | None) -> str:
    cells = [
        name,
        _number(after.examples, before.examples if before else None),
        _tokens(after, before),
        _cost(after, before),
    ]
    return f"| {' | '.join(cells)} |\n"


def _tokens(after: Figures, before: Figures | None) -> str:
    return "unknown" if after.tokens is None else _number(after.tokens, before.tokens if before else None)


def _number(after: int, before: int | None) -> str:
    return f"{after:,}" + (f" ({after - before:+,})" if before is not None and before != after else "")


def _cost(after: Figures, before: Figures | None) -> str:
    if after.cost is None:
        return "unknown"
    said = f"${after.cost:,.2f}"
    if before is None or before.cost is None or before.cost == after.cost:
        return said
    by = after.cost - before.cost
    return f"{said} ({'+' if by >= 0 else '−'}${abs(by):,.2f})"
