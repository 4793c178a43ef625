"""Lists that are put away: packed into bytes, in memory, and where they are many in a temporary file."""

from __future__ import annotations

import weakref
from typing import IO, TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

SPOOLED: Final = 4 << 20
"""Packed bytes that stay in memory: a hundred thousand findings. The file has no name, and ends with us."""


class Batches(Generic[T]):
    """Lists of what can be pickled, put away for good: added at the end, read in any order."""

    def __init__(self) -> None:
        self.ends: list[int] = []
        """How many items there are up to the end of each batch."""
        self._places = [0]
        """Where each batch begins in the file, and where the next one will."""
        self._file: IO[bytes] | None = None

    def __len__(self) -> int:
        return self.ends[-1] if self.ends else 0

    def add(self, items: Sequence[T]) -> None:
        """Put a list away. Raises InputError where the temporary folder has no room."""
        self._write(_packed(items), len(items))

    def join(self, others: Batches[T]) -> None:
        """Put away what others have put away, which is not unpacked for it. Raises InputError."""
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

    def __getstate__(self) -> dict[str, Any]:
        """Give all as bytes: the file stays here."""
        return {"ends": self.ends, "packed": [self._bytes(number) for number in range(len(self.ends))]}

    def __setstate__(self, state: dict[str, Any]) -> None:
        Batches.__init__(self)
        start = 0
        for packed, end in zip(state["packed"], state["ends"], strict=True):
            self._write(packed, end - start)
            start = end

    def _bytes(self, number: int) -> bytes:
        if self._file is None:
            raise IndexError(number)
        self._file.seek(self._places[number])
        return self._file.read(self._places[number + 1] - self._places[number])

    def _write(self, packed: bytes, count: int) -> None:
        if self._file is None:
            from tempfile import SpooledTemporaryFile

            self._file = SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 (it is closed with us)
            weakref.finalize(self, self._file.close)
        try:
            self._file.seek(self._places[-1])
            self._file.write(packed)
            self._file.flush()
        except OSError as error:
            raise _no_room(error) from error
        self._places.append(self._places[-1] + len(packed))
        self.ends.append(len(self) + count)


def _packed(items: Sequence[object]) -> bytes:
    import pickle
    import zlib

    return zlib.compress(pickle.dumps(items, pickle.HIGHEST_PROTOCOL), 1)


def _no_room(error: OSError) -> Exception:
    from ftlint.inputs import InputError

    said = "there is no room for what was found in the temporary folder"
    return InputError(f"{said}: {error.strerror or error}; TMPDIR names another folder")
