"""Bytes to lines: files and standard input, with the place of every line."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 256 * 1024 * 1024
"""Bytes, without the line ending. Half of what OpenAI takes as a whole file; a longer line is not read."""

BUFFER = 1 << 17
"""Bytes that are read at a time: lines are long, and many small reads take three times as long."""


class Line(NamedTuple):
    """One line of a file. `raw` has no line ending; `number` is 0-based within its chunk."""

    number: int
    offset: int
    raw: bytes
    ending: bytes
    """b"\\n", b"\\r\\n", or b"" at the end of a file."""
    unread: int = 0
    """How many of its bytes are not in `raw`, because the line is too long."""


class Chunk(NamedTuple):
    """A range of bytes of one file that begins and ends at line ends."""

    file: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Source:
    """An input that can be read more than once. `name` is what people see."""

    name: str
    path: Path
    size: int
    longest_line: int = LONGEST_LINE
    origin: Path | None = None
    """The compressed file that `path` holds the text of."""

    @contextmanager
    def open(self, buffer: int = -1) -> Iterator[IO[bytes]]:
        """Open it for reading, `buffer` bytes at a time. Raises OSError."""
        with self.path.open("rb", buffer) as stream:
            yield stream

    def line_at(self, offset: int) -> bytes:
        """Read the line that begins at a byte offset, without its ending. Raises OSError."""
        with self.open() as stream:
            stream.seek(offset)
            return _read_line(stream, self.longest_line)[0]


def source_of_file(path: Path) -> Source:
    """Make a source of a file. Raises OSError."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
    return Source(str(path), path, size)


@contextmanager
def source_of_stream(stream: IO[bytes], name: str) -> Iterator[Source]:
    """Spool a stream to a temporary file, since lines are looked at again when they are shown."""
    with tempfile.TemporaryDirectory(prefix="ftlint-") as folder:
        path = Path(folder) / "stdin.jsonl"
        with path.open("wb") as spool:
            shutil.copyfileobj(stream, spool)
        yield Source(name, path, path.stat().st_size)


def read_lines(source: Source, chunk: Chunk) -> Iterator[Line]:
    """Go through the lines of a chunk. Raises OSError."""
    with source.open(BUFFER) as stream:
        stream.seek(chunk.offset)
        offset, end, number = chunk.offset, chunk.offset + chunk.length, 0
        while offset < end:
            raw, ending, unread = _read_line(stream, source.longest_line)
            length = len(raw) + unread + len(ending)
            if not length:
                break  # the file was cut while it was read
            yield Line(number, offset, raw, ending, unread)
            offset += length
            number += 1


def chunks_of(source: Source, file: int, size: int) -> Iterator[Chunk]:
    """Cut a file into chunks of about `size` bytes at line ends. Raises OSError."""
    with source.open() as stream:
        start = 0
        while start < source.size:
            stream.seek(min(start + size, source.size) - 1)
            end = stream.tell() + _skip_line(stream)[0]
            if end == start:
                break  # the file was cut while it was read
            yield Chunk(file, start, end - start)
            start = end


def _read_line(stream: IO[bytes], longest: int) -> tuple[bytes, bytes, int]:
    """Read one line: what it holds, its ending, and how many bytes of it were passed over."""
    raw, ending = split_ending(stream.readline(longest + 2))
    if len(raw) <= longest:
        return raw, ending, 0
    unread = len(raw) - longest
    if not ending:
        skipped, ending = _skip_line(stream, raw[-1:])
        unread += skipped - len(ending)
    return raw[:longest], ending, unread


def split_ending(text: bytes) -> tuple[bytes, bytes]:
    """Part a line from its ending, which is empty where there is none."""
    if text.endswith(b"\r\n"):
        return text[:-2], b"\r\n"
    if text.endswith(b"\n"):
        return text[:-1], b"\n"
    return text, b""


def _skip_line(stream: IO[bytes], before: bytes = b"") -> tuple[int, bytes]:
    """Go to the end of a line: how many bytes that was, its ending included, and that ending.

    `before` is the byte before, which may be the first half of the ending.
    """
    skipped = 0
    while text := stream.readline(1 << 20):
        skipped += len(text)
        if text.endswith(b"\n"):
            return skipped, split_ending(before + text)[1]
        before = text[-1:]
    return skipped, b""
