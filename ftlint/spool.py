"""Bytes that are added at the end and read in any order: in memory, and where they are many in a file."""

from __future__ import annotations

import weakref
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY: Final = 4 << 20
"""Bytes up to which all stays in memory. The file has no name, and ends with us."""

BLOCK: Final = 1 << 20


class Spool:
    """Bytes, only added to. It can be pickled: all of its bytes travel, and the file stays here."""

    __slots__ = ("__weakref__", "_file", "_recent", "_stored")

    def __init__(self, data: bytes = b"") -> None:
        """Begin with `data`."""
        self._file: IO[bytes] | None = None
        self._stored = 0
        self._recent = bytearray()
        """What is not in the file: the end."""
        self.add(data)

    def __len__(self) -> int:
        return self._stored + len(self._recent)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Spool):
            return NotImplemented
        pairs = zip(self.blocks(1), other.blocks(1), strict=True)
        return len(self) == len(other) and all(one == two for one, two in pairs)

    __hash__ = None  # type: ignore[assignment]  # it can be added to

    def add(self, data: bytes) -> None:
        """Add bytes. Raises InputError where the temporary folder has no room."""
        self._recent += data
        if len(self._recent) > MEMORY:
            self._store()

    def join(self, other: Spool) -> None:
        """Add all that another one has. Raises InputError."""
        for block in other.blocks(1):
            self.add(block)

    def at(self, start: int, length: int) -> bytes:
        """Give some of the bytes."""
        if start >= self._stored:
            return bytes(self._recent[start - self._stored :][:length])
        stored = self._read(start, min(length, self._stored - start))
        return stored + bytes(self._recent[: length - len(stored)])

    def blocks(self, size: int) -> Iterator[bytes]:
        """Go through all bytes, in blocks of whole records of `size` bytes; a rest comes at the end."""
        length = max(BLOCK // size, 1) * size
        for start in range(0, len(self), length):
            yield self.at(start, length)

    def __reduce__(self) -> tuple[type[Spool], tuple[bytes]]:
        return Spool, (self.at(0, len(self)),)

    def _read(self, start: int, length: int) -> bytes:
        if self._file is None:
            return b""
        self._file.seek(start)
        return self._file.read(length)

    def _store(self) -> None:
        try:
            if self._file is None:
                from tempfile import TemporaryFile

                self._file = TemporaryFile()  # noqa: SIM115 (it is closed with us)
                weakref.finalize(self, self._file.close)
            self._file.seek(self._stored)
            self._file.write(self._recent)
            self._file.flush()
        except OSError as error:
            raise _no_room(error) from error
        self._stored += len(self._recent)
        self._recent = bytearray()


def _no_room(error: OSError) -> Exception:
    from ftlint.inputs import InputError

    said = "there is no room for what was found in the temporary folder"
    return InputError(f"{said}: {error.strerror or error}; TMPDIR names another folder")
