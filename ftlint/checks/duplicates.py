"""Rules about examples that repeat or contradict earlier ones.

What these folds remember of an example is a record of a fixed size, and joining two parts of a file is
joining their records. All comparing is done at the end, in the order of the file.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING, Any, Final

from ftlint.findings import Label, Place, Report
from ftlint.folds import At
from ftlint.spool import Spool
from ftlint.view.canonical import DIGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.view.example import Example

_AT = "IIQ"
_WHOLE = Struct(f"<{DIGEST}s{_AT}")
COMPLETION = 2**32 - 1
"""Stands for the turn where the target is a completion."""
_TURN = Struct(f"<{DIGEST}s{DIGEST}sI{_AT}")

COMPARED: Final = 250_000
"""Records that are compared at a time, some 50 MB; of more, those whose digests begin alike."""


class Records:
    """A fold whose state is one record after the other; each begins with a digest."""

    def empty(self) -> Spool:
        """Begin without records."""
        return Spool()

    def merge(self, earlier: Spool, later: Spool) -> Spool:
        """Join the records."""
        earlier.join(later)
        return earlier


def records(state: Spool, form: Struct) -> Iterator[tuple[Any, ...]]:
    """Go through records in their order. Raises struct.error where one is not whole."""
    for block in state.blocks(form.size):
        yield from form.iter_unpack(block)


def alike(state: Spool, form: Struct) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Give each record whose digest has been seen before, behind the first that has it.

    They come in the order of the file, or of parts of the digests: no more than COMPARED digests or so are
    held at a time.
    """
    shares = min(-(-len(state) // form.size // COMPARED) or 1, 256)
    for share in range(shares):
        firsts: dict[bytes, int] = {}
        for number, record in enumerate(records(state, form)):
            if shares > 1 and record[0][0] * shares >> 8 != share:
                continue
            first = firsts.setdefault(record[0], number)
            if first != number:
                yield form.unpack(state.at(first * form.size, form.size)), record


class Duplicates(Records):
    """Examples that say the same as an earlier one."""

    code = "FT702"

    def see(self, state: Spool, example: Example, at: At) -> None:
        """Take in the digest of the whole example."""
        if not example.holes:
            state.add(_WHOLE.pack(example.digests.whole, *at))

    def finish(self, state: Spool, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report every example whose digest has been seen before."""
        for (_, *first_at), (_, *at) in alike(state, _WHOLE):
            yield At(*at), _repeats(line_of(At(*first_at)))


class Contradictions(Records):
    """Examples that give another answer than an earlier one with the same input."""

    code = "FT703"

    def see(self, state: Spool, example: Example, at: At) -> None:
        """Take in the digests of the last loss-bearing turn and of what is before it."""
        if example.holes or not example.trained:
            return
        _, asked, target, turn = example.digests
        if any(message.role in ("user", "tool", "function") for message in example.messages[:turn]):
            state.add(_TURN.pack(asked, target, COMPLETION if example.bare else turn, *at))

    def finish(self, state: Spool, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report every target that is new for an input that has been seen before."""
        others: set[tuple[bytes, bytes]] = set()
        for first, (asked, target, turn, *at) in alike(state, _TURN):
            _, first_target, _, *first_at = first
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
