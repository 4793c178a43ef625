"""What the grammar lets through and no reader can use: numbers without a finite value, half a character."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from ftlint.reading.syntax.fault import Fault

if TYPE_CHECKING:
    from ftlint.findings import Span

MAX_DIGITS = 4300
"""The digits of an integer that Python and the parser read."""

WORD = re.compile(r"[^\W\d][\w$]*+")
MINUS_INFINITY = re.compile(r"-[iI]nf(?:inity)?(?![\w.+-])")
TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|-?[0-9][0-9.eE+-]*+', re.DOTALL)
_INFINITIES = frozenset(
    {"NaN", "nan", "Infinity", "infinity", "inf", "Inf", "-Infinity", "-infinity", "-inf", "-Inf"}
)
_HEX = "[0-9a-fA-F]{2}"
_SURROGATE = re.compile(
    rf"\\u[dD][89abAB]{_HEX}\\u[dD][c-fC-F]{_HEX}|(?P<lone>\\u[dD][89a-fA-F]{_HEX})|\\.", re.DOTALL
)


def unquoted_infinity(text: str, span: Span) -> Fault | None:
    """Say that the word at `span` is no finite number; None if it is another word."""
    word = text[slice(*span)]
    if word not in _INFINITIES:
        return None
    return Fault(span, f"{word} is not a JSON number", "write null, or leave the key out", code="FT008")


def too_large(text: str, span: Span) -> Fault | None:
    """Say that the JSON number at `span` has no finite value in a reader; None if it has."""
    start, end = span
    if end - start < 4:
        return None
    number = text[start:end]
    if not any(mark in number for mark in ".eE"):
        digits = len(number.lstrip("-"))
        if digits <= MAX_DIGITS:
            return None
        message = f"an integer of {digits:,} digits; readers take {MAX_DIGITS:,}"
        return Fault(span, message, "write it as a string", code="FT008")
    if math.isfinite(float(number)):
        return None
    message = f"{quote_number(number)} is too large: it is read as infinity"
    return Fault(span, message, "a number may go up to about 1.8e308", code="FT008")


def first_too_large(text: str) -> Fault | None:
    """Find the first number in a text of valid JSON that has no finite value."""
    for match in TOKEN.finditer(text):
        if match[0][0] != '"' and (fault := too_large(text, match.span())):
            return fault
    return None


def lone_surrogate(text: str, span: Span) -> Fault | None:
    """Find the first half of a surrogate pair in the JSON string at `span` that has no other half."""
    for match in _SURROGATE.finditer(text, *span):
        if match["lone"]:
            message = f"{match[0]} is one half of a character; the other half is missing"
            return Fault(match.span(), message, "write both halves, or remove it", code="FT009")
    return None


def quote_number(number: str) -> str:
    """Show a number, shortened in the middle if it is long."""
    return number if len(number) <= 24 else f"{number[:12]}…{number[-8:]}"
