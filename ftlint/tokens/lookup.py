"""Ranks looked up one by one in a file, so that a little text is counted without loading a vocabulary.

Loading takes some 60 ms, for 200,000 tokens of which a small file needs a thousand; reading this file takes
one. `scripts/build_vocabulary.py` writes it.
"""

from __future__ import annotations

import struct
import sys
import zlib
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NEVER: Final = sys.maxsize
"""The rank of what is no token."""

BYTES: Final = frozenset((*range(0xC0), *range(0xC2, 0xCE), *range(0xD0, 0xD5), 0xE1, 0xE2))
"""The bytes of the characters that `ftlint.tokens.quick` reads; only the tokens of these are in the file."""

KEPT = 100_000
"""The most ranks that are kept; the pieces of random text are without end."""

_BUCKETS = 1 << 15
_BODY = 4 * (_BUCKETS + 1)
_BEFORE, _AFTER = b"\xfe", b"\xff"
# Around a token. They are in no text, hence in no token of the file, and in no rank as it is written here.


class Lookup(dict[bytes, int]):
    """The rank of a token, or NEVER."""

    def __init__(self, packed: bytes) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, token: bytes) -> int:
        packed = self._packed
        start, end = struct.unpack_from("<II", packed, 4 * _bucket(token))
        at = packed.find(_BEFORE + token + _AFTER, start, end)
        if len(self) >= KEPT:
            self.clear()
        rank = self[token] = NEVER if at < 0 else _rank(packed, at + len(token) + 2)
        return rank


@cache
def lookup(name: str) -> Lookup:
    """Open the file of an encoding, once. Raises OSError on a damaged installation."""
    return Lookup(table_file(name).read_bytes())


def table_file(name: str) -> Path:
    """Where the file of the encoding `name` is kept."""
    return Path(__file__).parent / "data" / f"{name}.table"


def pack(ranks: Mapping[bytes, int]) -> bytes:
    """Write the file: where each bucket begins, and where the last one ends; then the buckets."""
    buckets: list[list[bytes]] = [[] for _ in range(_BUCKETS)]
    for token, rank in ranks.items():
        if BYTES.issuperset(token):
            digits = bytes((rank & 127, rank >> 7 & 127, rank >> 14))
            buckets[_bucket(token)].append(_BEFORE + token + _AFTER + digits)
    parts = [b"".join(bucket) for bucket in buckets]
    places = accumulate(map(len, parts), initial=_BODY)
    return b"".join((struct.pack(f"<{_BUCKETS + 1}I", *places), *parts))


def _bucket(token: bytes) -> int:
    return zlib.crc32(token) % _BUCKETS


def _rank(packed: bytes, at: int) -> int:
    return packed[at] | packed[at + 1] << 7 | packed[at + 2] << 14
