"""Files that are not JSON at all: Python, CSV, markup, prose."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING

from ftlint.reading.sample import Unreadable
from ftlint.reading.syntax.python import is_python_dict, python_value
from ftlint.text.words import quote

if TYPE_CHECKING:
    from ftlint.reading.sample import Sample

_TRIED = 100
"""Lines that are enough to judge the rest by."""

_NAME = re.compile(r"[A-Za-z_][\w ./-]{0,40}")
_YAML = re.compile(r"(?:- )?[\w-]+:(?: |$)|- ")
_MARKUP = (
    (re.compile(r"<!doctype html|<html", re.IGNORECASE), "HTML"),
    (re.compile(r"<\?xml|<[A-Za-z!]"), "XML or HTML"),
    (re.compile(r"```|#{1,6} \S"), "Markdown"),
)


def is_python(sample: Sample) -> bool:
    """Say whether (nearly) every line is a dict as Python prints it, or the whole file is such a value."""
    first = sample.lines[0]
    if not first.startswith(("{'", "[{'", "({'")):
        return False  # with double quotes it may also be JSON that has a fault
    if sample.cut and len(sample.lines) == 1:
        return first.startswith(("{'", "[{'"))
    tried = sample.lines[:_TRIED]
    hits = sum(is_python_dict(line) for line in tried)
    if hits * 10 >= len(tried) * 9:
        return True
    return not sample.cut and hits == 0 and isinstance(python_value(sample.text), dict | list)


def csv_columns(sample: Sample) -> str | None:
    """Name the columns of a CSV file with a header; None if it is not one."""
    first = sample.lines[0]
    if len(sample.lines) > 1 and _NAME.fullmatch(first.strip('"')) and _is_quoted_json(sample.lines[1]):
        return f"the column {quote(first.strip(chr(34)))}"
    for delimiter in (",", "\t", ";"):
        rows = _rows(sample.lines, delimiter)
        header = rows[0] if rows else []
        if len(header) < 2 or len(rows) < 2 or not all(_NAME.fullmatch(cell) for cell in header):
            continue
        fitting = sum(len(row) == len(header) for row in rows[1:])
        if fitting * 5 >= (len(rows) - 1) * 4:
            return f"the columns {', '.join(quote(cell) for cell in header[:8])}"
    return None


def text_kind(sample: Sample) -> str | None:
    """Name the kind of text that has no JSON on any line; None if some line at least begins like it."""
    for pattern, name in _MARKUP:
        if pattern.match(sample.lines[0]):
            return name
    if any(line[0] in '{["' for line in sample.lines):
        return None
    if not all(isinstance(value, Unreadable) for value in sample.values):
        return None
    if sum('{"' in line for line in sample.lines) * 2 >= len(sample.lines):
        return None
    keys = sum(_YAML.match(line) is not None for line in sample.lines)
    if sample.lines[0] == "---" or keys * 5 >= len(sample.lines) * 3:
        return "YAML"
    return "plain text"


def _is_quoted_json(line: str) -> bool:
    return line.startswith(('"{""', '"[{""'))


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(lines, delimiter=delimiter), _TRIED))
    except csv.Error:
        return []
