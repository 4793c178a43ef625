"""How often Python looks for objects that only hold each other.

What is read of a line is freed when the next is read, all but messages and calls, which hold each other.
Each line makes thousands of objects, so by default they would be looked through several times a line.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

OBJECTS: Final = 20_000
"""More objects than before, after which the youngest are looked through: a few megabytes."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look through the youngest objects less often; as often as before at the end."""
    before = gc.get_threshold()
    if 0 < before[0] < OBJECTS:  # 0 is never
        gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
