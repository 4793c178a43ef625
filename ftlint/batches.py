"""Lists that are put away, packed into bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from ftlint.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Batches(Generic[T]):
    """Lists of what can be pickled, put away for good: added at the end, read in any order.

    Adding raises InputError where the temporary folder has no room.
    """

    def __init__(self) -> None:
        self.ends: list[int] = []
        """How many items there are up to the end of each batch."""
        self._places = [0]
        """Where each batch begins in the spool, and where the next one will."""
        self._spool = Spool()

    def __len__(self) -> int:
        return self.ends[-1] if self.ends else 0

    def add(self, items: Sequence[T]) -> None:
        """Put a list away."""
        self._write(_packed(items), len(items))

    def join(self, others: Batches[T]) -> None:
        """Put away what others have put away, which is not unpacked for it."""
        for number in range(len(others.ends)):
            self._write(others._bytes(number), others.ends[number] - others.start(number))

    def start(self, number: int) -> int:
        """Count the items before a batch."""
        return self.ends[number - 1] if number else 0

    def read(self, number: int) -> list[T]:
        """Give the items of a batch anew: equal to those that were added, and not the same objects."""
        import pickle
        import zlib

        items: list[T] = pickle.loads(zlib.decompress(self._bytes(number)))  # noqa: S301 (our own)
        return items

    def _bytes(self, number: int) -> bytes:
        return self._spool.at(self._places[number], self._places[number + 1] - self._places[number])

    def _write(self, packed: bytes, count: int) -> None:
        self._spool.add(packed)
        self._places.append(len(self._spool))
        self.ends.append(len(self) + count)


def _packed(items: Sequence[object]) -> bytes:
    import pickle
    import zlib

    return zlib.compress(pickle.dumps(items, pickle.HIGHEST_PROTOCOL), 1)
