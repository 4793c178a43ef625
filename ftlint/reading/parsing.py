"""One line of bytes to a JSON value, or to the one reason why it has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import jiter

from ftlint.findings import Label, Place, Report
from ftlint.records import dataclass
from ftlint.shapes.plain import plainly_a_chat

if TYPE_CHECKING:
    from ftlint.findings import Span
    from ftlint.reading.repeated_tail import RepeatedTails
    from ftlint.reading.syntax import Fault

CODES = ("FT001", "FT003", "FT004", "FT005", "FT006", "FT008", "FT009", "FT010", "FT012")
"""The rules that are checked here."""

BOM = b"\xef\xbb\xbf"

Coded = tuple[str, Report]
"""A report with the code of its rule."""

# Digits, "+" and "E" folded together: one search then stands for every way to write a large exponent.
# These searches run over every line, and are several times faster than one pattern would be.
_FOLD = bytes.maketrans(b"123456789+E", b"0000000000e")
_LARGE_EXPONENT = b"0e000"
_MANY_DIGITS = b"0" * 200
_TOOLS = frozenset({"tools", "functions"})
"""The only keys of a plain chat under which there may be other numbers than 0 and 1."""
_ESCAPED = re.compile(rb"\\[ubf]")
_ESCAPED_CONTROL = re.compile(rb"\\(?:u00[017]|[bf])")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line that is a JSON object. `reports` are about what is odd in it all the same."""

    value: dict[str, object]
    reports: tuple[Coded, ...] = ()
    plain: bool = False
    """It is surely in the shape of a chat (see `ftlint.shapes.plain`)."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that cannot be used, and the first layer that is broken."""

    code: str
    report: Report


def decode(raw: bytes) -> str:
    """Show a line as text. A byte that is not UTF-8 becomes one lone surrogate, so columns stay defined."""
    return raw.decode("utf-8", "surrogateescape")


def parse_line(raw: bytes, tails: RepeatedTails | None = None) -> Parsed | Broken:
    """Parse one line, given without its line ending. Never raises.

    Spans in the reports are code points of `decode(raw)`. With `tails`, the value may share parts with those
    of other lines, and must not be changed; nothing else is different.
    """
    known = tails.parse(raw) if tails is not None else None
    if known is None:
        return _parse(raw, tails)
    # The tail is that of a line in which there was nothing odd, and no pattern reaches over a quotation mark.
    head, plain = raw[: known.head], plainly_a_chat(known.value)
    if _has_control(head) or not ((plain and "functions" not in known.value) or _has_plain_numbers(head)):
        return _parse(raw)
    return Parsed(known.value, plain=plain)


def _parse(raw: bytes, tails: RepeatedTails | None = None) -> Parsed | Broken:
    body = raw.lstrip(BOM) if raw.startswith(BOM) else raw
    try:
        value = jiter.from_json(body, allow_inf_nan=False, catch_duplicate_keys=True, cache_mode="keys")
    except ValueError as error:
        return _broken(raw, str(error))
    plain = isinstance(value, dict) and plainly_a_chat(value)
    if not (plain and _TOOLS.isdisjoint(value)) and not _has_plain_numbers(body):
        large = _too_large(raw)
        if large is not None:
            return large
    if not isinstance(value, dict):
        from ftlint.reading.unobjects import not_an_object

        return Broken("FT003", not_an_object(decode(raw), value))
    if body is not raw or _has_control(raw):
        return Parsed(value, _oddities(raw), plain)
    if tails is not None:
        tails.learn(raw, value)
    return Parsed(value, plain=plain)


def _has_plain_numbers(text: bytes) -> bool:
    """Say whether there is surely no number in a JSON text that is too large for a float."""
    folded = text.translate(_FOLD)
    return _LARGE_EXPONENT not in folded and _MANY_DIGITS not in folded


def _has_control(text: bytes) -> bool:
    """Say whether there is a control character in a JSON text, written as it is or as an escape."""
    return b"\x7f" in text or (
        _ESCAPED.search(text) is not None and _ESCAPED_CONTROL.search(text) is not None
    )


def _too_large(raw: bytes) -> Broken | None:
    from ftlint.reading.syntax.unreadable import first_too_large

    fault = first_too_large(decode(raw))
    return None if fault is None else _as_broken(fault)


def _oddities(raw: bytes) -> tuple[Coded, ...]:
    from ftlint.reading.oddities import byte_order_mark, control_characters

    text = decode(raw)
    found = (("FT006", byte_order_mark(text)), ("FT012", control_characters(text)))
    return tuple((code, report) for code, report in found if report is not None)


def _broken(raw: bytes, reason: str) -> Broken:
    from ftlint.reading.syntax import diagnose

    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        from ftlint.reading.undecodable import undecodable

        code, report = undecodable(raw, error)
        return Broken(code, report)
    start = len(text) - len(text.lstrip("\ufeff"))
    fault = diagnose(text, start)
    if fault is not None:
        return _as_broken(fault)
    if not text[start:].lstrip(" \t\r\n").startswith("{"):
        from ftlint.reading.unobjects import not_an_object

        return Broken("FT003", not_an_object(text, None))
    return _duplicate(text, start) or _unexplained(text, start, reason)


def _duplicate(text: str, start: int) -> Broken | None:
    from ftlint.text.locate import duplicate_keys
    from ftlint.text.words import count, quote

    found = list(duplicate_keys(text[start:]))
    if not found:
        return None
    path, first, later = found[0]
    more = f" (and {count(len(found) - 1, 'more duplicate')} on this line)" if len(found) > 1 else ""
    message = f"the key {quote(path[-1])} is already in this object{more}"
    label = Label(Place(raw=_shifted(first, start)), "first here")
    place = Place(path, on="key", raw=_shifted(later, start))
    return Broken(
        "FT004", Report(place, message, "keep one: readers take the last and drop the rest", (label,))
    )


def _unexplained(text: str, start: int, reason: str) -> Broken:
    """Report what the parser said, should it ever refuse what the grammar takes."""
    reason, _, place = reason.partition(" at line ")
    column = re.search(r"column (\d+)", place)
    head = text[start:].encode()[: int(column[1]) if column else 0]
    end = min(max(start + len(head.decode("utf-8", "ignore")), start + 1), len(text))
    return Broken("FT001", Report(Place(raw=(end - 1, end)), f"the parser refuses this: {reason}"))


def _as_broken(fault: Fault) -> Broken:
    labels = tuple(Label(Place(raw=span), text) for span, text in fault.labels)
    return Broken(fault.code, Report(Place(raw=fault.span), fault.message, fault.help, labels))


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
