"""Sort what may not fit in memory, and merge what is sorted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ftlint import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_READ: Final = 32
"""Into how many pieces a run is cut, of which only one is read at a time."""


def sorted_runs(items: Iterable[T], key: Callable[[T], Any]) -> list[Iterable[T]]:
    """Sort items into runs, for `heapq.merge`: what is equal by its key stays in its order.

    Few items are one run, in memory; so are many, put away, that come in their order.
    """
    left = iter(items)
    run = sorted(islice(left, kept.BATCH), key=key)
    if len(run) < kept.BATCH:
        return [run] if run else []
    store = kept.Kept[T](batch=max(kept.BATCH // _READ, 1))
    ends: list[int] = []
    last = None
    while run:
        begins = not ends or key(run[0]) < last
        last = key(run[-1])
        store.extend(run)
        if begins:
            ends.append(len(store))
        else:
            ends[-1] = len(store)
        run = sorted(islice(left, kept.BATCH), key=key)
    return [store.between(start, end) for start, end in zip([0, *ends], ends, strict=False)]
