"""JSON that is spread over lines: one array for the whole file, and pretty-printed objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftlint.reading.sample import Unreadable, read
from ftlint.text.words import count

if TYPE_CHECKING:
    from ftlint.reading.sample import Sample

_FRAGMENT = re.compile(r'\s|[{}\[\],\s]+$|"|.*[}\]],\r?$')
_NOT = "not one object a line"


def array_of(sample: Sample) -> str | None:
    """Say that the file is one JSON array, as far as can be seen; None if it is not."""
    if not sample.lines[0].startswith("["):
        return None
    single = not isinstance(sample.values[0], Unreadable)
    if single and (len(sample.lines) > 1 or not _has_objects(sample.values[0])):
        return None
    if not single and not _goes_on(sample):
        return None
    sample.whole = sample.values[0] if single else read(sample.text)
    if isinstance(sample.whole, list):
        what = f"the file is one JSON array of {count(len(sample.whole), 'element')}"
    else:
        what = "the file is one JSON array"
    return f"{what}, {_NOT}"


def pretty_printed(sample: Sample) -> str | None:
    """Say that objects are spread over several lines; None if they are not."""
    if not sample.lines[0].startswith("{") or not isinstance(sample.values[0], Unreadable):
        return None
    lines = [line for line in sample.text.split("\n") if line.strip()][: len(sample.lines)]
    fragments = sum(_FRAGMENT.match(line) is not None for line in lines[1:])
    if len(lines) < 2 or fragments * 2 < len(lines) - 1 or not _goes_on(sample):
        return None
    objects = None if sample.cut else _objects(sample.text)
    what = "pretty-printed JSON" if objects is None else count(objects, "pretty-printed JSON object")
    return f"{sample.extent()} {what}, {_NOT}"


def lines_between_returns(sample: Sample) -> str | None:
    """Count the objects that are kept apart by carriage returns alone, in words; None if they are not."""
    text = sample.text.strip()
    if "\r" not in text or "\n" in text:
        return None
    pieces = text.split("\r")
    if sample.cut and len(pieces) > 1:
        pieces.pop()
    pieces = [piece for piece in pieces if piece.strip()]
    if len(pieces) < 2 or 2 * sum(isinstance(read(piece), dict) for piece in pieces) < len(pieces):
        return None
    return f"the first {len(pieces):,} lines" if sample.cut else f"{len(pieces):,} lines"


def _has_objects(value: object) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(element, dict | list) for element in value)
    )


def _goes_on(sample: Sample) -> bool:
    """Say whether the JSON that begins on the first line goes on, unbroken, on the next (or past the cut)."""
    from ftlint.reading.syntax.scan import scan
    from ftlint.reading.syntax.strings import runs_out

    text = sample.text
    start = len(text) - len(text.lstrip())
    walk = scan(text, start)
    if sample.cut and walk.expect is not None and runs_out(walk):
        return True
    first_end = text.find("\n", start)
    return 0 <= first_end < walk.at


def _objects(text: str) -> int | None:
    """Count the JSON objects that a text is made of; None if it is not made of those alone."""
    from ftlint.reading.syntax.scan import scan

    number, at = 0, 0
    while text[at:].lstrip()[:1] == "{":
        walk = scan(text, at)
        number += 1
        if walk.expect is None:
            return number
        if walk.expect != "end":
            return None
        at = walk.at
    return None
