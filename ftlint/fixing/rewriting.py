"""A file written again, with some of its lines repaired or dropped: all others are copied byte by byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from ftlint.fixing.done import Done
from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ftlint.fixing.line_repair import LineRepair, Refusal
    from ftlint.reading.reader import Source

BLOCK: Final = 1024 * 1024
"""Bytes that are copied at a time."""


class Target(NamedTuple):
    """A line that something is to be done with."""

    line: int
    """1-based."""
    drop: str | None = None
    """The rule for which the line is dropped."""


class Refused(NamedTuple):
    """A fix that was not made, and the line that it was for."""

    line: int
    refusal: Refusal


@dataclass
class Rewritten:
    """What was done to the lines of a file."""

    fixed: Counter[str] = field(default_factory=Counter)
    """How many fixes were made, by rule."""
    dropped: list[int] = field(default_factory=list)
    """The lines that are not there any more, by their number before."""
    refused: list[Refused] = field(default_factory=list)
    titles: Done = field(default_factory=Done)
    """The titles of what was done, by the number of the line before."""
    changed: int = 0
    """How many lines are not what they were."""


def rewrite(
    source: Source, to: IO[bytes], targets: Mapping[int, Target], repair: LineRepair, rewritten: Rewritten
) -> None:
    """Write a source again; `targets` are by the offset of the line's first byte. Raises OSError.

    What was done is added to `rewritten`. A line that is too long to be read is copied as it is.
    """
    with source.open() as stream:
        for offset in sorted(targets):
            _copy(stream, to, offset - stream.tell())
            text = stream.readline(source.longest_line + 2)
            body = text.rstrip(b"\n").removesuffix(b"\r") if text.endswith(b"\n") else text
            if len(body) > source.longest_line:
                to.write(text)
                continue
            _one(body, text[len(body) :], to, targets[offset], repair, rewritten)
        _copy(stream, to, source.size - stream.tell())


def _one(
    raw: bytes, ending: bytes, to: IO[bytes], target: Target, repair: LineRepair, rewritten: Rewritten
) -> None:
    if target.drop is not None:
        rewritten.fixed[target.drop] += 1
        rewritten.dropped.append(target.line)
        rewritten.titles.note(target.line, [f"drop the line ({target.drop})"])
        rewritten.changed += 1
        return
    repaired = repair.repair(raw)
    rewritten.fixed += repaired.fixed
    rewritten.refused += [Refused(target.line, refusal) for refusal in repaired.refused]
    if repaired.raw is None:
        rewritten.dropped.append(target.line)
    else:
        to.write(repaired.raw + ending)
    if repaired.raw != raw:
        rewritten.titles.note(target.line, repaired.titles)
        rewritten.changed += 1


def _copy(stream: IO[bytes], to: IO[bytes], length: int) -> None:
    while length > 0 and (block := stream.read(min(length, BLOCK))):
        to.write(block)
        length -= len(block)


def write_endings(source: Source, to: IO[bytes], *, line_feeds: bool, final: bool) -> None:
    """Copy a file with other line endings: CRLF as LF, and one behind the last line. Raises OSError."""
    held = last = b""
    with source.open() as stream:
        while block := stream.read(BLOCK):
            block = held + block
            held = b"\r" if line_feeds and block.endswith(b"\r") else b""
            block = block[: len(block) - len(held)]
            written = block.replace(b"\r\n", b"\n") if line_feeds else block
            to.write(written)
            last = written[-1:] or last
    to.write(held)
    if final and (held or last) not in (b"", b"\n"):
        to.write(b"\n")
