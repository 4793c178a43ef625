"""How often a text came before, among hundreds of thousands: a dozen bytes or two for each."""

from __future__ import annotations

from array import array
from hashlib import blake2b


class Occurrences:
    """Counts equal texts, which are known by a digest of eight bytes in an open hash table."""

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * 1024))
        """Digests, 0 where there is none. Its length is a power of two."""
        self._distinct = 0
        self._again: dict[int, int] = {}
        """How often the digests came that came more than once."""

    def count(self, text: str) -> int:
        """Take in a text: 1 if it is the first such, 2 if the second, and so on."""
        key = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") or 1
        if self._place(key):
            self._again[key] = self._again.get(key, 1) + 1
            return self._again[key]
        self._distinct += 1
        if self._distinct * 3 > len(self._table) * 2:
            known, self._table = self._table, array("Q", bytes(16 * len(self._table)))
            for one in known:
                self._place(one)
        return 1

    def _place(self, key: int) -> bool:
        """Put a digest where it belongs; say whether it was there already."""
        table, last = self._table, len(self._table) - 1
        place = key & last
        while (there := table[place]) and there != key:
            place = place + 1 & last
        table[place] = key
        return there != 0
