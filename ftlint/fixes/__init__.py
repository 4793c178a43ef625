"""Fixes: what is to be changed where a rule has found something.

A fixer is one function, bound to the codes of its rules and to nothing else; it is asked for every report
of theirs, and answers with a fix, or with None where no repair is plain. `ftlint.fixes.catalogue` lists the
modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ftlint.findings import FixKind, Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject


class Fix(NamedTuple):
    """How one mistake is repaired."""

    kind: FixKind
    title: str
    """What is done, as an order: `encode the arguments as JSON text`."""
    edits: Callable[[], Iterable[Edit]] | None
    """Worked out only when they are applied, since most runs change nothing. None: the line is dropped."""


@dataclass(frozen=True, slots=True)
class Fixer:
    """A function that repairs what some rules report."""

    codes: tuple[str, ...]
    run: Callable[[Subject, Report], Fix | None]


def fix(*codes: str) -> Callable[[Callable[[Subject, Report], Fix | None]], Fixer]:
    """Bind a function over a line and a report to rules."""
    return lambda run: Fixer(codes, run)


def safe(title: str, edits: Callable[[], Iterable[Edit]]) -> Fix:
    """Make a fix that cannot change the meaning."""
    return Fix("safe", title, edits)


def unsafe(title: str, edits: Callable[[], Iterable[Edit]]) -> Fix:
    """Make a fix that a person should look at."""
    return Fix("unsafe", title, edits)
