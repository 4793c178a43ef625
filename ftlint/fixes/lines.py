"""Repairs of lines: broken JSON, other encodings, byte-order marks, blank lines, control characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ftlint.fixes import Fix, fix, safe, unsafe
from ftlint.fixing.edits import Raw
from ftlint.reading.parsing import BOM, Parsed, parse_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Report, Span
    from ftlint.fixing.subject import Subject

_MARK: Final = "\ufeff"
_WESTERN: Final = frozenset({"WINDOWS-1252", "CP437"})
_TERMINAL: Final = re.compile(r"\\u001[bB]\[[0-9;:?]*[A-Za-z]")
"""A command to a terminal, such as `ESC [ 3 2 m` for green: with only its ESC removed, text is left."""


@fix("FT001")
def repair_json(line: Subject, report: Report) -> Fix | None:
    """Part the objects of a line, or make the repairs that the diagnosis names, if they lead to an object."""
    if report.place.raw == (0, 0):
        return None  # the line is too long to be read
    body = line.text.lstrip(_MARK)
    start = len(line.text) - len(body)
    from ftlint.fixing.nearly_json import mended
    from ftlint.fixing.several_objects import gaps_between_objects

    if gaps := gaps_between_objects(line.text, start):
        return safe("write each object on a line of its own", lambda: [Raw(gap, "\n") for gap in gaps])
    done = mended(body)
    if done is None or not _is_object(done.text.encode("utf-8", "surrogateescape")):
        return None
    return unsafe(done.title, lambda: _difference(line.text, line.text[:start] + done.text))


@fix("FT005")
def decode_line(line: Subject, report: Report) -> Fix | None:
    """Read the line in the encoding that it is likely in, if that explains all of its bytes."""
    from ftlint.reading.undecodable import likely_codec

    body = line.raw.lstrip(BOM) if line.raw.startswith(BOM) else line.raw
    codec = likely_codec(body)
    if codec is None or not _plausible(line.text.lstrip(_MARK), codec):
        return None
    try:
        text = body.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
    if not _is_object(text.encode("utf-8", "surrogatepass")):
        return None
    marks = line.text[: len(line.text) - len(line.text.lstrip(_MARK))]
    return unsafe(f"read the line as {codec.upper()}", lambda: _difference(line.text, marks + text))


@fix("FT006")
def remove_mark(line: Subject, report: Report) -> Fix | None:
    """Remove the byte-order marks before the JSON."""
    marks = report.place.raw
    return None if marks is None else safe("remove the byte-order mark", lambda: [Raw(marks, "")])


@fix("FT011")
def remove_line(line: Subject, report: Report) -> Fix:
    """Drop a blank line."""
    return Fix("safe", "remove the line", None)


@fix("FT012")
def remove_controls(line: Subject, report: Report) -> Fix:
    """Remove the control characters of all texts of the line; a terminal's commands as a whole."""
    return unsafe("remove the control characters", lambda: [Raw(span, "") for span in _controls(line.text)])


def _controls(text: str) -> Iterator[Span]:
    from ftlint.reading.oddities import control_spans

    for span in control_spans(text):
        command = _TERMINAL.match(text, span[0])
        yield command.span() if command else span


def _plausible(text: str, codec: str) -> bool:
    """Say whether a line is not just damaged UTF-8, most of whose characters are whole."""
    good = sum(char > "\x7f" and not "\udc80" <= char <= "\udcff" for char in text)
    bad = sum("\udc80" <= char <= "\udcff" for char in text)
    return good == 0 if codec in _WESTERN else good <= bad // 4


def _is_object(raw: bytes) -> bool:
    return b"\n" not in raw and isinstance(parse_line(raw), Parsed)


def _difference(old: str, new: str) -> list[Raw]:
    """Write one text as another: only what is between their common ends changes."""
    begin = _common(old, new)
    end = _common(old[begin:][::-1], new[begin:][::-1])
    return [Raw((begin, len(old) - end), new[begin : len(new) - end])]


def _common(one: str, other: str) -> int:
    """Count the characters in which two texts agree from their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
