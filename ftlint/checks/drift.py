"""Rules about tool definitions that change from line to line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ftlint.findings import Label, Place, Report
from ftlint.text.words import count, quote
from ftlint.view.canonical import definition, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.findings import Path
    from ftlint.folds import At
    from ftlint.view.example import Example

COMPARED = 16
"""How many definitions of one tool are kept, so that it can be said where they differ."""


class Seen(NamedTuple):
    """Where a definition stands first. `said` is what it says; None once there are too many."""

    at: At
    path: Path
    said: dict[str, object] | None


Drift = dict[str, dict[bytes, Seen]]
"""The distinct definitions of every tool, by name and digest, in the order of the file."""


class ToolDrift:
    """Tools that are not defined alike on all lines."""

    code = "FT705"

    def empty(self) -> tuple[set[bytes], Drift]:
        """Begin without lists of tools, and without tools."""
        return set(), {}

    def see(self, state: tuple[set[bytes], Drift], example: Example, at: At) -> None:
        """Take in the tools of a list that has not been seen yet."""
        lists, tools = state
        if not example.toolbox.tools or example.toolbox.digest in lists:
            return
        lists.add(example.toolbox.digest)
        for name, tool in example.toolbox.by_name.items():
            known, digest = tools.setdefault(name, {}), tool.definition.digest
            if digest not in known:
                _note(known, digest, Seen(at, example.at_home(tool.path), said(tool)))

    def merge(
        self, earlier: tuple[set[bytes], Drift], later: tuple[set[bytes], Drift]
    ) -> tuple[set[bytes], Drift]:
        """Add the definitions that only the later part has."""
        lists, tools = earlier
        lists |= later[0]
        for name, definitions in later[1].items():
            known = tools.setdefault(name, {})
            for digest, seen in definitions.items():
                _note(known, digest, seen)
        return lists, tools

    def finish(
        self, state: tuple[set[bytes], Drift], line_of: Callable[[At], int]
    ) -> Iterator[tuple[At, Report]]:
        """Report every definition of a tool that is not its first."""
        found: list[tuple[Seen, Report]] = []
        for name, definitions in state[1].items():
            first, *others = definitions.values()
            found += [(other, _differs(name, first, other, line_of(first.at))) for other in others]
        for other, report in sorted(found, key=lambda pair: pair[0][:2]):
            yield other.at, report


def _note(known: dict[bytes, Seen], digest: bytes, seen: Seen) -> None:
    if digest not in known:
        known[digest] = seen if len(known) < COMPARED else seen._replace(said=None)


def _differs(name: str, first: Seen, other: Seen, line: int) -> Report:
    ways: list[Path] = []
    if first.said is not None and other.said is not None:
        ways = list(_differences(first.said, other.said))
    message = f"{quote(name)} is not defined as on line {line}{_named(ways)}"
    place = Place((*other.path, *_existing(ways[0], other.said))) if ways else Place(other.path)
    label = Label(Place(first.path), "the first definition", line)
    return Report(place, message, "define it alike on every line, as the model will get it", (label,))


def _named(ways: list[Path]) -> str:
    if not ways:
        return ""
    more = f" and {count(len(ways) - 1, 'more part')}" if len(ways) > 1 else ""
    return f": {'.'.join(map(str, ways[0]))}{more}"


def _differences(first: dict[str, object], other: dict[str, object]) -> Iterator[Path]:
    """Give the paths of what only one has, or both have differently."""
    for key in other | first:
        one, two = first.get(key), other.get(key)
        if isinstance(one, dict) and isinstance(two, dict):
            yield from ((key, *rest) for rest in _differences(one, two))
        elif (key in first) != (key in other) or definition({key: one}) != definition({key: two}):
            yield (key,)


def _existing(way: Path, content: object) -> Path:
    """Cut a path to what is there."""
    for depth, step in enumerate(way):
        if not isinstance(content, dict) or step not in content:
            return way[:depth]
        content = content[step]
    return way
