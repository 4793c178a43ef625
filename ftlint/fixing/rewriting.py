"""A file written again, some of its lines repaired, parted or dropped: others are copied byte by byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from ftlint.fixing.done import Done
from ftlint.reading.reader import split_ending
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
    refused: list[Refused] = field(default_factory=list)
    done: Done = field(default_factory=Done)
    """What was done, by the number of the line before."""
    changed: int = 0
    """How many lines are not what they were."""


def rewrite(
    source: Source, to: IO[bytes], targets: Mapping[int, Target], repair: LineRepair, rewritten: Rewritten
) -> None:
    """Write a source again; `targets` are by the offset of the line's first byte. Raises OSError.

    What was done is added to `rewritten`. A line that is too long to be read is copied as it is.
    """
    ending = b"\n"
    with source.open() as stream:
        for offset in sorted(targets):
            ending = _copy(stream, to, offset - stream.tell()) or ending
            raw, own = split_ending(stream.readline(source.longest_line + 2))
            if len(raw) > source.longest_line:
                to.write(raw + own)
                continue
            ending = own or ending  # a last line without one may become two: they are parted as those before
            new = _one(raw, targets[offset], repair, rewritten)
            if new is not None:
                to.write(new.replace(b"\n", ending) + own)
        _copy(stream, to, source.size - stream.tell())


def _one(raw: bytes, target: Target, repair: LineRepair, rewritten: Rewritten) -> bytes | None:
    """Give what a line becomes, without its ending; None where it is dropped."""
    if target.drop is not None:
        rewritten.fixed[target.drop] += 1
        rewritten.done.note(target.line, [f"drop the line ({target.drop})"], 0)
        rewritten.changed += 1
        return None
    repaired = repair.repair(raw)
    rewritten.fixed += repaired.fixed
    rewritten.refused += [Refused(target.line, refusal) for refusal in repaired.refused]
    if repaired.raw != raw:
        became = 0 if repaired.raw is None else 1 + repaired.raw.count(b"\n")
        rewritten.done.note(target.line, repaired.titles, became)
        rewritten.changed += 1
    return repaired.raw


def _copy(stream: IO[bytes], to: IO[bytes], length: int) -> bytes:
    """Copy so many bytes; gives the ending of the line that they end with, nothing where there is none."""
    end = b""
    while length > 0 and (block := stream.read(min(length, BLOCK))):
        to.write(block)
        length -= len(block)
        end = (end + block)[-2:]
    return split_ending(end)[1]


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
