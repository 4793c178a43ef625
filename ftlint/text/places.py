"""Many places of one line to columns: what `locate` gives, without walking the line for each of them."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ftlint.text.jsontext import ESCAPE, GAP, MEMBER, decode, root_start, skip_blank, value_end
from ftlint.text.locate import locate, locate_inner

if TYPE_CHECKING:
    from ftlint.findings import Path, Place, Span


class Places:
    """Locates places in one line.

    From the second place on it remembers where members and elements stand, of the containers on the way to a
    place only; most lines have no second place. A line that is no JSON is walked for each of its places.
    """

    def __init__(self, line: str) -> None:
        self.line = line
        self._asked = 0
        self._index: Index | None = None
        self._string: _String | None = None

    def locate(self, place: Place) -> Span:
        """Give the columns of a place, as `ftlint.text.locate.locate` does."""
        if place.raw is not None:
            return locate(self.line, place)
        self._asked += 1
        if self._asked == 2 and _is_json(self.line):
            self._index = Index(self.line)
        return locate(self.line, place) if self._index is None else self._locate(self._index, place)

    def _locate(self, index: Index, place: Place) -> Span:
        value, rest = index.follow(place.path)
        whole = (value.start, value.end)
        if rest:
            return whole
        if place.inner is None and place.inside is None:
            return value.key if place.on == "key" and value.key else whole
        if not self.line.startswith('"', value.start):
            return whole
        if self._string is None or self._string.token != whole:
            self._string = _String(self.line, whole)
        if place.inner is None:
            return self._string.columns(place.inside or (0, 0))
        within = self._string.locate(place.inner, on_key=place.on == "key")
        return self._string.columns(within) if within else whole


class Standing(NamedTuple):
    """Where a value stands, and the key that holds it."""

    start: int
    end: int
    key: Span | None = None


class Index:
    """Follows paths through JSON text, and looks into each container once."""

    def __init__(self, text: str) -> None:
        self._text = text
        start = root_start(text)
        self._root = Standing(start, value_end(text, start))
        self._objects: dict[int, dict[str, Standing]] = {}
        self._arrays: dict[int, array[int]] = {}

    def follow(self, path: Path) -> tuple[Standing, Path]:
        """Give the last value on the path that is there, and the part of the path that leads nowhere."""
        value = self._root
        for depth, part in enumerate(path):
            found = self._member(value, part) if isinstance(part, str) else self._element(value, part)
            if found is None:
                return value, path[depth:]
            value = found
        return value, ()

    def children(self, value: Standing) -> list[Standing]:
        """List the members of an object, or the elements of an array, in their order; none of a scalar."""
        if self._text.startswith("{", value.start):
            return list(self._members_of(value).values())
        if self._text.startswith("[", value.start):
            bounds = self._elements_of(value)
            return [Standing(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
        return []

    def _members_of(self, value: Standing) -> dict[str, Standing]:
        if value.start not in self._objects:
            self._objects[value.start] = _members(self._text, value.start + 1)
        return self._objects[value.start]

    def _elements_of(self, value: Standing) -> array[int]:
        if value.start not in self._arrays:
            self._arrays[value.start] = _elements(self._text, value.start + 1)
        return self._arrays[value.start]

    def _member(self, value: Standing, name: str) -> Standing | None:
        if not self._text.startswith("{", value.start):
            return None
        return self._members_of(value).get(name)

    def _element(self, value: Standing, number: int) -> Standing | None:
        if not self._text.startswith("[", value.start):
            return None
        bounds = self._elements_of(value)
        if not 0 <= number < len(bounds) // 2:
            return None
        return Standing(bounds[2 * number], bounds[2 * number + 1])


class _String:
    """A string of the line, and the JSON that it may hold."""

    def __init__(self, line: str, token: Span) -> None:
        self.token = token
        self._text = decode(line, token)
        self._index = None if self._text is None or not _is_json(self._text) else Index(self._text)
        self._escapes = array("q")
        self._extra = array("q", [0])
        for escape in ESCAPE.finditer(line, token[0] + 1, token[1] - 1):
            self._escapes.append(escape.start() - token[0] - 1 - self._extra[-1])
            self._extra.append(self._extra[-1] + escape.end() - escape.start() - 1)

    def columns(self, inside: Span) -> Span:
        """Turn a span of decoded code points into columns of the line."""
        first = max(inside[0], 0)
        return self._column(first), self._column(max(inside[1], first))

    def _column(self, offset: int) -> int:
        extra = self._extra[bisect_left(self._escapes, offset)]
        return min(self.token[0] + 1 + offset + extra, self.token[1] - 1)

    def locate(self, path: Path, *, on_key: bool) -> Span | None:
        """Give the span of a path in the JSON that the string holds; None if it holds none."""
        if self._index is None:
            return locate_inner(self._text, path, on_key=on_key)
        value, rest = self._index.follow(path)
        if rest and len(rest) == len(path):
            return None
        return value.key if on_key and value.key and not rest else (value.start, value.end)


def _members(text: str, column: int) -> dict[str, Standing]:
    """Read the members of an object; of equal keys the last one counts."""
    found: dict[str, Standing] = {}
    while member := MEMBER.match(text, column):
        column = value_end(text, member.end())
        name = decode(text, member.span(1))
        if name is not None:
            found[name] = Standing(member.end(), column, member.span(1))
    return found


def _elements(text: str, column: int) -> array[int]:
    """Read where the elements of an array start and end, in turns: an array may have millions of them."""
    bounds = array("q")
    column = skip_blank(text, column)
    while not text.startswith("]", column):
        end = value_end(text, column)
        bounds.extend((column, end))
        gap = GAP.match(text, end)
        column = gap.end() if gap else end
    return bounds


def _is_json(text: str) -> bool:
    try:
        json.loads(text[root_start(text) :], strict=False, parse_int=len, object_pairs_hook=len)
    except (ValueError, RecursionError):
        return False
    return True
