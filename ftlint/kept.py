"""A list of which the most part is put away: a file may have hundreds of thousands of findings.

Each of them is a dozen objects, some two kilobytes. Packed they are a fiftieth of that, and most are read
only once or twice more, in their order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from ftlint.batches import Batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

BATCH: Final = 2_000
"""How many items are put away together; where there are fewer, they stay as they are."""

LOOSE: Final = 64
"""How many items travel to another process as they are."""


class Kept(Sequence[T]):
    """Items in the order in which they came: read like a list, as often as wanted, and only added to.

    What can be pickled can be kept; an item that is read is equal to the one that was added, and may be
    another object. Adding raises InputError where the temporary folder has no room.
    """

    def __init__(self, items: Iterable[T] = (), batch: int | None = None) -> None:
        """Begin with `items`; `batch` of them are put away together, BATCH by default."""
        self._batch = batch or BATCH
        self._away = Batches[T]()
        self._loose: list[T] = []
        """The last items, which are not put away."""
        self._read: tuple[int, list[T]] | None = None
        """The batch that a single item was read from last, and its number."""
        self.extend(items)

    def append(self, item: T) -> None:
        """Add an item."""
        self._loose.append(item)
        if len(self._loose) >= self._batch:
            self.put_away_all()

    def extend(self, items: Iterable[T]) -> None:
        """Add items; what another such list has put away goes from file to file as it is."""
        if isinstance(items, Kept) and items.put_away:
            self.put_away_all()
            self._away.join(items._away)
            items = items._loose
        for item in items:
            self.append(item)

    @property
    def put_away(self) -> bool:
        """Whether there are more than are held in memory."""
        return bool(self._away)

    @property
    def loose(self) -> int:
        """How many items are in memory as they are."""
        return len(self._loose)

    def put_away_all(self) -> None:
        """Put the last items away too. Raises InputError where the temporary folder has no room."""
        if self._loose:
            self._away.add(self._loose)
            self._loose = []

    def between(self, start: int, end: int) -> Iterator[T]:
        """Go through the items from index `start` to before index `end`; none below 0."""
        number = bisect_right(self._away.ends, start)
        while number < len(self._away.ends) and (first := self._away.start(number)) < end:
            yield from self._away.read(number)[max(start - first, 0) : end - first]
            number += 1
        first = len(self._away)
        yield from self._loose[max(start - first, 0) : max(end - first, 0)]

    def __len__(self) -> int:
        return len(self._away) + len(self._loose)

    def __iter__(self) -> Iterator[T]:
        return self.between(0, len(self)) if self.put_away else iter(self._loose)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            wanted = range(len(self))[index]
            if wanted.step == 1:
                return list(self.between(wanted.start, wanted.stop))
            return [self[number] for number in wanted]
        number = range(len(self))[index]
        if number >= len(self._away):
            return self._loose[number - len(self._away)]
        batch = bisect_right(self._away.ends, number)
        if self._read is None or self._read[0] != batch:
            self._read = batch, self._away.read(batch)
        return self._read[1][number - self._away.start(batch)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, list | Kept):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # it can be added to

    def __repr__(self) -> str:
        return repr(list(self))

    def __getstate__(self) -> dict[str, Any]:
        """Give a copy of what there is; most of it packed, so that it is small where it arrives."""
        state = {**vars(self), "_read": None}
        if len(self._loose) > LOOSE:
            away = Batches[T]()
            away.join(self._away)
            away.add(self._loose)
            state |= {"_away": away, "_loose": []}
        return state
