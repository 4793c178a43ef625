"""What a file is, judged once by its beginning: lines of JSON, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftlint.findings import Place, Report
from ftlint.reading.layout import array_of, lines_between_returns, pretty_printed
from ftlint.reading.parsing import BOM, decode
from ftlint.reading.sample import Sample
from ftlint.reading.signatures import file_type, wide_encoding
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.reading.parsing import Coded

CODES = ("FT002", "FT007", "FT013")
"""The rules that are checked here."""

HEAD = 256 * 1024
"""The bytes of a file that are enough to judge it."""

Kind = Literal[
    "lines",
    "empty",
    "array",
    "array-of-values",
    "pretty",
    "carriage-returns",
    "double-encoded",
    "python",
    "csv",
    "prose",
    "utf-16",
    "utf-32",
    "binary",
]

Verdict = tuple[Kind, str, str]
"""The kind, the evidence, and the way over."""


@dataclass(frozen=True, slots=True)
class Container:
    """What holds the examples. `encoding` is the Python codec to read it with.

    Only for "lines" it makes sense to go on line by line, and only then `report` is None.
    """

    kind: Kind
    encoding: str = "utf-8"
    report: Coded | None = None


def probe(head: bytes, size: int) -> Container:
    """Judge a file of `size` bytes by its first bytes, `HEAD` of them or the whole of it. Never raises."""
    wide = wide_encoding(head)
    if wide is not None:
        return _wide(*wide)
    what = file_type(head)
    if what is not None:
        way = "decompress it first" if what.endswith("compressed") else "export it as JSON Lines"
        return Container("binary", report=_not_lines(f"the file is {what}, not JSON Lines", way))
    encoding = "utf-8-sig" if head.startswith(BOM) else "utf-8"
    sample = Sample.of(decode(head.removeprefix(BOM)), cut=len(head) < size)
    if not sample.lines:
        return Container("lines", encoding) if sample.cut else _empty(sample, encoding)
    kind, message, way = _judge(sample)
    return Container(kind, encoding, None if kind == "lines" else _not_lines(message, way))


def _judge(sample: Sample) -> Verdict:
    if sample.holds_objects_in_strings():
        return "double-encoded", f"{sample.extent()} objects as text, inside JSON strings", _DECODE
    if (lines := lines_between_returns(sample)) is not None:
        return "carriage-returns", f"{lines} end in a lone CR (old Mac), which ends no line", _TO_LF
    if sample.objects * 2 >= len(sample.lines):
        return _LINES
    return _spread(sample) or (_LINES if sample.objects else _foreign(sample))


def _spread(sample: Sample) -> Verdict | None:
    """Look for JSON that takes several lines, or holds all examples at once."""
    if (message := array_of(sample)) is not None:
        if not sample.text.lstrip()[1:].lstrip().startswith("{"):
            return "array-of-values", message, _ONE
        messages = isinstance(sample.whole, list) and all(is_message(element) for element in sample.whole)
        return "array", message, _WRAP if messages else _SPLIT
    if (message := pretty_printed(sample)) is not None:
        return "pretty", message, _COMPACT
    return None


def _foreign(sample: Sample) -> Verdict:
    """Look for what is not JSON at all."""
    from ftlint.reading.foreign import csv_columns, is_python, text_kind

    if is_python(sample):
        return "python", f"{sample.extent()} Python dicts, not JSON", _DUMP
    if columns := csv_columns(sample):
        return "csv", f"the file is CSV with {columns}", _FROM_CSV
    if (name := text_kind(sample)) is not None:
        return "prose", f"the file is {name}: no line of it is JSON", _ONE
    return _LINES


_LINES: Verdict = ("lines", "", "")
_ONE = 'write one JSON object on each line: {"messages": […]}'
_SPLIT = "write each element on a line of its own, without brackets and commas around: jq -c '.[]'"
_WRAP = 'this is one conversation: write it on one line, as {"messages": […]}'
_COMPACT = "write each object on one line: jq -c ."
_TO_LF = "convert them to LF: tr '\\r' '\\n'"
_DECODE = "decode each line once: jq -c fromjson"
_DUMP = "write each line with json.dumps(example), not with str(example) or print"
_FROM_CSV = "read it with a CSV reader, and write one JSON object for each row"


def is_message(element: object) -> bool:
    """Say whether a value is a message, and no example: then an array of such is one conversation."""
    return isinstance(element, dict) and "role" in element and "messages" not in element


def _wide(codec: str, marked: bool) -> Container:
    kind: Literal["utf-16", "utf-32"] = "utf-16" if codec.startswith("utf-16") else "utf-32"
    order = "little-endian" if codec.endswith("le") else "big-endian"
    mark = "with" if marked else "without"
    message = f"the file is {kind.upper()} ({order}, {mark} a byte-order mark), not UTF-8"
    way = "save it as UTF-8; Windows PowerShell's > and Out-File write UTF-16"
    return Container(kind, codec, ("FT007", Report(Place(), message, way)))


def _empty(sample: Sample, encoding: str) -> Container:
    message = "the file has only white space" if sample.text else "the file is empty"
    if encoding == "utf-8-sig" and not sample.text:
        message = "the file has nothing but a byte-order mark"
    return Container("empty", encoding, ("FT013", Report(Place(), message, _ONE)))


def _not_lines(message: str, way: str) -> Coded:
    return "FT002", Report(Place(), message, way)
