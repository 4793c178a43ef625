"""What is wrong with a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftlint.reading.syntax.fault import Fault
from ftlint.reading.syntax.unreadable import unquoted_infinity

if TYPE_CHECKING:
    from ftlint.findings import Span

_TOKEN = re.compile(r"[-+.\w]++")
_HEX = re.compile(r"-?0[xX]([0-9a-fA-F]{1,32})")
_DIGITS = re.compile(r"[0-9]++(?:_[0-9]++)++")
_PARTS = re.compile(r"([-+]?)0*+([0-9]*+)(?:(\.)([0-9]*+))?+([eE][-+]?+[0-9]++)?+")
_CUT = re.compile(r"-?(?:0|[1-9][0-9]*+)?(?:\.[0-9]*+)?(?:[eE][-+]?)?")


def number(text: str, at: int) -> Fault | None:
    """Explain the number that begins at `at`; None if nothing like a number does."""
    match = _TOKEN.match(text, at)
    if match is None or not re.search(r"[0-9]|^[-+]", match[0][:64]):
        return None
    span = match.span()
    return unquoted_infinity(text, span) or _notation(span, match[0]) or _malformed(text, span)


def _notation(span: Span, token: str) -> Fault | None:
    """Explain a whole number in the notation of a programming language."""
    if _HEX.fullmatch(token):
        value = str(int(token, 16))
        message = f"{_shown(token)} is hexadecimal; JSON has decimal numbers only"
        return Fault(span, message, f"write {value}", value)
    if _DIGITS.fullmatch(token):
        plain = token.replace("_", "")
        message = f"{_shown(token)} has underscores; JSON numbers have none"
        return Fault(span, message, f"write {_shown(plain)}", plain)
    return None


def _malformed(text: str, span: Span) -> Fault:
    token = text[slice(*span)]
    shown = _shown(token)
    if token in ("-", "+"):
        return Fault(span, f"{token} without a number", "write the number right after it")
    parts = _PARTS.fullmatch(token)
    if parts is not None and (parts[2] or parts[4] or "0" in token):
        return _spelled(span, token, shown, parts)
    if _CUT.fullmatch(token):
        why = "cut off: the line ends inside a number" if span[1] == len(text) else f"{shown} is not complete"
        return Fault(span, why, "digits are due here")
    return Fault(span, f"{shown} is not a number", f'write "{shown}" if text is meant', f'"{token}"')


def _shown(token: str) -> str:
    return token if len(token) <= 24 else token[:23] + "…"


def _spelled(span: Span, token: str, shown: str, parts: re.Match[str]) -> Fault:
    """Explain a number whose value is clear, and whose spelling JSON does not take."""
    sign, whole, point, fraction, exponent = parts.groups()
    plain = ("-" if sign == "-" else "") + (whole or "0")
    plain += (f".{fraction or 0}" if point else "") + (exponent or "")
    if sign == "+":
        why = "a number has no plus sign"
    elif token.lstrip("-").startswith("."):
        why = "a number needs a digit before the point"
    elif point and not fraction:
        why = "a number needs a digit after the point"
    else:
        why = "a number has no leading zeros"
    return Fault(span, f"{shown}: {why}", f"write {plain[:24]}", plain)
