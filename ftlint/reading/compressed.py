"""Compressed files: their text goes to a temporary file once, since lines are looked at again when shown.

A name such as `train.jsonl.gz` says that a file is compressed, its first bytes say how. A file whose name
does not say so is left as it is, and reported as the archive that it is.
"""

from __future__ import annotations

import sys
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from ftlint.inputs import PACKED, InputError
from ftlint.reading.reader import Source, source_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from io import BufferedIOBase

_SIGNATURES: Final = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bzip2",
}
"""Sources: RFC 1952, RFC 8878, the .xz file format 1.2.1, and bzip2's `BZ_HDR` bytes."""

_ZSTD_ASIDE: Final = range(0x184D2A50, 0x184D2A60)
"""The magic numbers of zstd's skippable frames, with which some writers begin (RFC 8878, 3.1.2)."""

_PIECE: Final = 1 << 20


class Limits(NamedTuple):
    """When a compressed file is taken for a bomb rather than for data."""

    harmless: int = 1 << 30
    """Bytes of text that are written whatever the ratio: a disk has room for them."""
    ratio: int = 200
    """Above that, no more than this many bytes of text for each byte of the file. Chats that repeat one
    list of tools on every line come to some 100 with xz; gzip itself ends at 1,032."""
    most: int = 64 << 30
    """Bytes of text, whatever the ratio: several times what any provider takes as one file."""


LIMITS: Final = Limits()


def source_of(path: Path, stack: ExitStack) -> Source:
    """Open a file, decompressed where it is compressed; `stack` removes the copy.

    Raises InputError for what cannot be decompressed, and OSError.
    """
    kind = compression(path)
    return source_of_file(path) if kind is None else stack.enter_context(decompressed(path, kind))


def compression(path: Path) -> str | None:
    """Say how a file is compressed, by its first bytes; None if not, or if its name does not say that it is.

    Raises OSError.
    """
    if path.suffix.lower() not in PACKED:
        return None
    with path.open("rb") as stream:
        head = stream.read(8)
    if int.from_bytes(head[:4], "little") in _ZSTD_ASIDE:
        return "zstd"
    return next((kind for magic, kind in _SIGNATURES.items() if head.startswith(magic)), None)


@contextmanager
def decompressed(path: Path, kind: str, limits: Limits = LIMITS) -> Iterator[Source]:
    """Hold a file's text in a temporary file. Raises InputError for what cannot be decompressed, OSError."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="ftlint-")
    except OSError as error:
        raise _no_room(path, tempfile.gettempdir(), 0, error) from error
    with folder:
        spool = Path(folder.name) / path.stem
        size = _spool(path, kind, spool, limits)
        yield Source(str(path), spool, size, origin=path)


def _spool(path: Path, kind: str, spool: Path, limits: Limits) -> int:
    """Write the text of a file to `spool`: how many bytes that is."""
    size, packed = 0, path.stat().st_size
    with path.open("rb") as file, spool.open("wb", buffering=0) as copy:
        for piece in _pieces(path, kind, file):
            size += len(piece)
            if size > min(limits.most, max(limits.harmless, packed * limits.ratio)):
                raise InputError(
                    f"{path}: decompressing it was stopped at {size:,} bytes, {size // packed:,} times its"
                    f" size; if it is no {kind} bomb, decompress it first"
                )
            try:
                copy.write(piece)
            except OSError as error:
                raise _no_room(path, str(spool.parent.parent), size, error) from error
    return size


def _pieces(path: Path, kind: str, file: IO[bytes]) -> Iterator[bytes]:
    """Read the text of all members, frames or streams of a file, a piece at a time."""
    stream, damage = _opened(kind, file)
    done = 0
    with stream:
        while True:
            try:
                piece = stream.read1(_PIECE)
            except EOFError as error:
                said = f"the {kind} data breaks off after {done:,} bytes of text"
                raise InputError(f"{path}: {said}; copy or download the file again") from error
            except damage as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise  # the disk's fault, not the data's
                said = f"the {kind} data is damaged after {done:,} bytes of text"
                raise InputError(f"{path}: {said}: {error}") from error
            if not piece:
                return
            done += len(piece)
            yield piece


def _opened(kind: str, file: IO[bytes]) -> tuple[BufferedIOBase, tuple[type[Exception], ...]]:
    """Open a stream of decompressed bytes; and what it raises for damaged data."""
    if kind == "gzip":
        import gzip

        return gzip.GzipFile(fileobj=file), (gzip.BadGzipFile, zlib.error)
    if kind == "bzip2":
        import bz2

        return bz2.BZ2File(file), (OSError,)
    if kind == "xz":
        import lzma

        return lzma.LZMAFile(file), (lzma.LZMAError,)
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.ZstdFile(file), (zstd.ZstdError,)


def _no_room(path: Path, folder: str, size: int, error: OSError) -> InputError:
    said = f"{size:,} bytes of its text cannot be written to the temporary folder {folder}"
    return InputError(f"{path}: {said}: {error.strerror or error}; TMPDIR names another folder")
