"""Rules about examples that repeat or contradict earlier ones.

What these folds remember of an example is a record of a fixed size, and joining two parts of a file is
joining their records. All comparing is done at the end, in the order of the file.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

from ftlint.findings import Label, Place, Report
from ftlint.folds import At
from ftlint.view.canonical import DIGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.view.example import Example

_AT = "IIQ"
_WHOLE = Struct(f"<{DIGEST}s{_AT}")
COMPLETION = 2**32 - 1
"""Stands for the turn where the target is a completion."""
_TURN = Struct(f"<{DIGEST}s{DIGEST}sI{_AT}")


class Records:
    """A fold whose state is one record after the other."""

    def empty(self) -> bytearray:
        """Begin without records."""
        return bytearray()

    def merge(self, earlier: bytearray, later: bytearray) -> bytearray:
        """Join the records."""
        earlier += later
        return earlier


class Duplicates(Records):
    """Examples that say the same as an earlier one."""

    code = "FT702"

    def see(self, state: bytearray, example: Example, at: At) -> None:
        """Take in the digest of the whole example."""
        if not example.holes:
            state += _WHOLE.pack(example.digests.whole, *at)

    def finish(self, state: bytearray, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report every example whose digest has been seen before."""
        firsts: dict[bytes, int] = {}
        for number, (digest, *at) in enumerate(_WHOLE.iter_unpack(state)):
            first = firsts.setdefault(digest, number)
            if first != number:
                _, *first_at = _WHOLE.unpack_from(state, first * _WHOLE.size)
                yield At(*at), _repeats(line_of(At(*first_at)))


class Contradictions(Records):
    """Examples that give another answer than an earlier one with the same input."""

    code = "FT703"

    def see(self, state: bytearray, example: Example, at: At) -> None:
        """Take in the digests of the last loss-bearing turn and of what is before it."""
        if example.holes or not example.trained:
            return
        _, asked, target, turn = example.digests
        if any(message.role in ("user", "tool", "function") for message in example.messages[:turn]):
            state += _TURN.pack(asked, target, COMPLETION if example.bare else turn, *at)

    def finish(self, state: bytearray, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report every target that is new for an input that has been seen before."""
        firsts: dict[bytes, int] = {}
        others: set[tuple[bytes, bytes]] = set()
        for number, (asked, target, turn, *at) in enumerate(_TURN.iter_unpack(state)):
            first = firsts.setdefault(asked, number)
            if first == number:
                continue
            _, first_target, _, *first_at = _TURN.unpack_from(state, first * _TURN.size)
            if target != first_target and (asked, target) not in others:
                others.add((asked, target))
                yield At(*at), _contradicts(turn, line_of(At(*first_at)))


def _repeats(line: int) -> Report:
    label = Label(Place(), "the same example", line)
    way = "remove one of the two; for more weight on all examples, train for more epochs"
    return Report(Place(), f"this example is the same as the one on line {line}", way, (label,))


def _contradicts(turn: int, line: int) -> Report:
    place = Place(("completion",) if turn == COMPLETION else ("messages", turn))
    label = Label(place, "the first answer", line)
    message = f"the same input has another answer on line {line}"
    return Report(place, message, "keep the better one, unless several answers are meant", (label,))
