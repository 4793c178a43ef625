"""Numbers of lines, each once: an eighth of a byte for a line, where a set takes a hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST: Final = 5
"""How many of the numbers are also known in the order in which they came: enough to name them."""


class LineNumbers:
    """A set of numbers of lines, from 0."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._bits = bytearray()
        self.first: list[int] = []
        """The first few that were added."""
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """Take in a number."""
        byte, bit = number >> 3, 1 << (number & 7)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte - len(self._bits) + 1))
        if not self._bits[byte] & bit:
            self._bits[byte] |= bit
            if len(self.first) < FIRST:
                self.first.append(number)

    def __ior__(self, others: LineNumbers) -> LineNumbers:
        for number in others.first:
            self.add(number)
        both = int.from_bytes(self._bits, "little") | int.from_bytes(others._bits, "little")
        self._bits = bytearray(both.to_bytes(max(len(self._bits), len(others._bits)), "little"))
        return self

    def __contains__(self, number: int) -> bool:
        byte = number >> 3
        return byte < len(self._bits) and bool(self._bits[byte] & 1 << (number & 7))

    def __len__(self) -> int:
        return int.from_bytes(self._bits, "little").bit_count()
