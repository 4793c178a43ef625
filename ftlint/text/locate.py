"""Symbolic places to columns, in the raw text of one line."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ftlint.records import dataclass
from ftlint.text.duplicate_keys import duplicate_keys
from ftlint.text.jsontext import (
    GAP,
    MEMBER,
    BrokenTextError,
    columns,
    container_end,
    decode,
    root_start,
    skip_blank,
    value_end,
)

if TYPE_CHECKING:
    from ftlint.findings import Path, Place, Span

__all__ = ["duplicate_keys", "locate", "locate_inner", "occurrences"]


@dataclass(slots=True)
class _Step:
    """One value on the way to the end of a path."""

    start: int
    key: Span | None = None
    end: int | None = None
    """None as long as the value is not closed."""


@dataclass(slots=True)
class _Trail:
    """How far a path leads into a text: the root's step, then one for each part of the path that exists."""

    steps: list[_Step]
    keys: list[Span] = field(default_factory=list)
    """Where the last part of the path is a key: all its occurrences in its object."""
    broken: bool = False
    """The text could not be followed to its end."""

    def leads_through(self, path: Path) -> bool:
        return len(self.steps) == len(path) + 1


def locate(line: str, place: Place) -> Span:
    """Give the columns of a place: half-open, in code points from 0.

    A string's span includes its quotes, a container's its brackets. `on="key"` means the token of the key
    (of an index or the root: the value). Of equal keys the last one counts, as it does for parsers. `inside`
    and `inner` are mapped back through the escapes; an empty `inside` stays empty.

    Where the place does not exist, the nearest enclosing value that does is given, and the whole string where
    `inner` meets text that is no JSON. A value that is never closed runs to the end of the line. No input
    makes this raise.
    """
    if place.raw is not None:
        start = min(max(place.raw[0], 0), len(line))
        return start, min(max(place.raw[1], start), len(line))
    trail = _walk(line, place.path)
    last = trail.steps[-1]
    end = max(last.start, len(line.rstrip())) if last.end is None else last.end
    whole = (last.start, end)
    if not trail.leads_through(place.path):
        return whole
    if place.inner is None and place.inside is None:
        return last.key if place.on == "key" and last.key else whole
    if last.end is None or not line.startswith('"', last.start):
        return whole
    if place.inner is None:
        return columns(line, whole, place.inside or (0, 0))
    within = locate_inner(decode(line, whole), place.inner, on_key=place.on == "key")
    return columns(line, whole, within) if within else whole


def occurrences(line: str, path: Path) -> list[Span]:
    """Give the key tokens of every member that the last part of `path` names, in the order of the text.

    More than one means that the key is repeated in its object. Empty if there is none, or no key to look for.
    """
    return _walk(line, path).keys


def locate_inner(text: str | None, path: Path, *, on_key: bool) -> Span | None:
    """Locate a path in JSON text that a string holds; None where that text is not JSON so far."""
    if text is None:
        return None
    trail = _walk(text, path)
    last = trail.steps[-1]
    if last.end is None:
        return None
    if not trail.leads_through(path) and (trail.broken or last is trail.steps[0]):
        return None
    if not path and skip_blank(text, last.end) != len(text):
        return None
    return last.key if on_key and last.key and trail.leads_through(path) else (last.start, last.end)


def _walk(text: str, path: Path) -> _Trail:
    """Follow a path from the root, once through the text.

    The containers that `path` passes through are read to their ends, because a later equal key overrules
    an earlier one; `depth` says which of them `column` is in. A text that breaks later keeps what was found.
    """
    trail = _Trail([_Step(root_start(text))])
    try:
        _follow(text, path, trail)
    except BrokenTextError:
        trail.broken = True
    return trail


def _follow(text: str, path: Path, trail: _Trail) -> None:
    steps = trail.steps
    depth, column = 0, steps[0].start
    if not _enters(text, column, path[:1]):
        steps[0].end = value_end(text, column)
        return
    column += 1
    fresh = True
    while depth >= 0:
        key, value, column = _seek(text, column, path[depth], fresh=fresh)
        if value is None:
            steps[depth].end = column
            depth -= 1
            fresh = False
            continue
        del steps[depth + 1 :]
        steps.append(_Step(value, key))
        if depth + 1 < len(path):
            trail.keys.clear()
        elif key:
            trail.keys.append(key)
        fresh = _enters(text, value, path[depth + 1 : depth + 2])
        if fresh:
            depth += 1
            column = value + 1
        else:
            steps[-1].end = column = value_end(text, value)


def _enters(text: str, column: int, part: Path) -> bool:
    """Tell whether the value at `column` is a container that the next part of the path could lead into."""
    if not part:
        return False
    return text.startswith("{" if isinstance(part[0], str) else "[", column)


def _seek(text: str, column: int, part: str | int, *, fresh: bool) -> tuple[Span | None, int | None, int]:
    """Go on inside a container to the member or element wanted, or to the container's end.

    Give its key, the start of its value, and the column reached. `fresh` says nothing of it was read yet.
    """
    if isinstance(part, str):
        while member := MEMBER.match(text, column):
            value = member.end()
            if _names(text, member.span(1), part):
                return member.span(1), _value(text, value), value
            column = value_end(text, value)
        return None, None, _close(text, column, "}")
    if not fresh or part < 0:
        return None, None, container_end(text, column)
    column = skip_blank(text, column)
    while not text.startswith("]", column):
        if not part:
            return None, _value(text, column), column
        part -= 1
        gap = GAP.match(text, value_end(text, column))
        column = gap.end() if gap else column
    return None, None, column + 1


def _value(text: str, column: int) -> int:
    """Give `column` back if a value starts there."""
    if column >= len(text) or text[column] in "}],:":
        raise BrokenTextError
    return column


def _close(text: str, column: int, bracket: str) -> int:
    gap = GAP.match(text, column)
    column = gap.end() if gap else column
    if not text.startswith(bracket, column):
        raise BrokenTextError
    return column + 1


def _names(text: str, token: Span, key: str) -> bool:
    """Tell whether a key token stands for `key`, decoding it only if it must be."""
    start, end = token[0] + 1, token[1] - 1
    if end - start == len(key) and text.startswith(key, start) and "\\" not in key:
        return True
    return text.find("\\", start, end) >= 0 and decode(text, token) == key
