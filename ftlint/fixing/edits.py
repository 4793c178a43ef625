"""Edits of one line of JSON: symbolic, until they become changes of spans of its text.

Only what an edit names changes: all other bytes of the line stay as they were.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ftlint.findings import Place
from ftlint.records import dataclass
from ftlint.text.places import Index, Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ftlint.findings import Path, Span
    from ftlint.text.places import Standing
    from ftlint.text.style import Style


class EditError(Exception):
    """An edit names what is not there, or meets another one."""


@dataclass(frozen=True, slots=True)
class Put:
    """Write JSON text in the place of a value."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a member another key."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a member or an element, with the comma that it needs no more."""

    path: Path


@dataclass(frozen=True, slots=True)
class Add:
    """Add a member to the object at `path`: behind all others, or before the member `before`."""

    path: Path
    key: str
    text: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert an element into the array at `path`: before the one that has the index, or behind all."""

    path: Path
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace a span of decoded code points in the string at `path` by other text."""

    path: Path
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Replace a span of code points of the line as it stands."""

    span: Span
    text: str


Edit = Put | Rename | Remove | Add | Insert | Patch | Raw


class Change(NamedTuple):
    """Text in the place of a span of code points of the line."""

    start: int
    end: int
    text: str


class Editor:
    """Turns the edits of one line into changes of its text."""

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self._style = style
        self._index: Index | None = None
        self._places = Places(text)

    @property
    def index(self) -> Index:
        """Where everything stands. Raises BrokenTextError on access where the text is no JSON."""
        if self._index is None:
            self._index = Index(self.text)
        return self._index

    def standing(self, path: Path) -> Standing:
        """Find a value. Raises EditError where there is none."""
        found, rest = self.index.follow(path)
        if rest:
            raise EditError(f"there is nothing at {path}")
        return found

    def source(self, path: Path) -> str:
        """Give the text of a value as it stands. Raises EditError where there is none."""
        found = self.standing(path)
        return self.text[found.start : found.end]

    def changes(self, edits: Iterable[Edit]) -> list[Change]:
        """Resolve edits that belong together, in the order of the text. Raises EditError."""
        edits = list(edits)
        removed = [edit.path for edit in edits if isinstance(edit, Remove)]
        changes = [change for parent in _parents(removed) for change in self._removals(parent, removed)]
        added: set[Path] = set()
        for edit in edits:
            if isinstance(edit, Add | Insert):
                changes.append(self._added(edit, first=edit.path not in added))
                added.add(edit.path)
            elif not isinstance(edit, Remove):
                changes.append(self._change(edit))
        changes.sort(key=lambda change: change[:2])
        if any(one.end > other.start for one, other in pairwise(changes)):
            raise EditError("two edits meet")
        return changes

    def _change(self, edit: Put | Rename | Patch | Raw) -> Change:
        if isinstance(edit, Raw):
            return Change(*edit.span, edit.text)
        at = self.standing(edit.path)
        if isinstance(edit, Patch):
            start, end = self._places.locate(Place(edit.path, inside=edit.span))
            return Change(start, end, self._style.json(edit.text)[1:-1])
        if isinstance(edit, Rename):
            if at.key is None:
                raise EditError(f"there is no key at {edit.path}")
            return Change(*at.key, self._style.json(edit.key))
        return Change(at.start, at.end, edit.text)

    def _added(self, edit: Add | Insert, *, first: bool) -> Change:
        around = self.standing(edit.path)
        children = self.index.children(around)
        text, before = edit.text, None
        if isinstance(edit, Add):
            text = f"{self._style.json(edit.key)}{self._style.colon}{edit.text}"
            before = None if edit.before is None else self.standing((*edit.path, edit.before))
        elif edit.index < len(children):
            before = children[edit.index]
        if before is not None:
            return Change(_start(before), _start(before), f"{text}{self._style.comma}")
        if children:
            return Change(children[-1].end, children[-1].end, f"{self._style.comma}{text}")
        comma = "" if first else self._style.comma
        return Change(around.start + 1, around.start + 1, f"{comma}{text}")

    def _removals(self, parent: Path, removed: Sequence[Path]) -> Iterable[Change]:
        """Remove children of one container, run by run of neighbours, with the comma behind or before."""
        children = self.index.children(self.standing(parent))
        gone = {_start(self.standing(path)) for path in removed if path[:-1] == parent}
        bounds = [(_start(child), child.end) for child in children]
        numbers = [number for number, (start, _) in enumerate(bounds) if start in gone]
        for first, last in _runs(numbers):
            if last + 1 < len(bounds):
                yield Change(bounds[first][0], bounds[last + 1][0], "")
            else:
                yield Change(bounds[first - 1][1] if first else bounds[first][0], bounds[last][1], "")


def applied(text: str, changes: Iterable[Change]) -> str:
    """Write changes into a text; they must stand in its order and not meet."""
    pieces, at = [], 0
    for change in changes:
        pieces += [text[at : change.start], change.text]
        at = change.end
    return "".join([*pieces, text[at:]])


def _start(standing: Standing) -> int:
    return standing.key[0] if standing.key else standing.start


def _parents(paths: Iterable[Path]) -> list[Path]:
    return list(dict.fromkeys(path[:-1] for path in paths))


def _runs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Go through the runs of consecutive numbers, as first and last."""
    first = None
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        first = number if first is None else first
        if following != number + 1:
            yield first, number
            first = None
