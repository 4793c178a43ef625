"""Rules over a whole file, as folds: begin empty, see every example, merge in the order of the file, finish.

`merge` is associative and the earlier part really is earlier, so the outcome does not depend on how a
file is cut. A place is an `At`: it names a chunk and a line in it, and becomes a line number at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.findings import Report
    from ftlint.view.example import Example


S = TypeVar("S")


class At(NamedTuple):
    """A line, wherever its chunk turns out to begin. Sorts in the order of the input."""

    chunk: int
    line: int
    """0-based, within the chunk."""
    offset: int
    """Of its first byte in the file."""


START = At(-1, 0, 0)
"""The place of what is said about a whole file."""


class Fold(Protocol[S]):
    """A rule over a whole file. `S` is what it remembers: small, picklable, and mutable by `see` alone."""

    @property
    def code(self) -> str:
        """The rule."""

    def empty(self) -> S:
        """Remember nothing yet."""

    def see(self, state: S, example: Example, at: At) -> None:
        """Take in one more example."""

    def merge(self, earlier: S, later: S) -> S:
        """Join what two neighbouring parts of a file remember; may reuse either."""

    def finish(self, state: S, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Say what is wrong, in any order."""


AnyFold = Fold[Any]
