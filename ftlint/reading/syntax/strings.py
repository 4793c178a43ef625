"""What is wrong inside a string: raw control characters, bad escapes, no end."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ftlint.reading.syntax.fault import Fault
from ftlint.text.words import visible

if TYPE_CHECKING:
    from ftlint.reading.syntax.scan import Walk

_GOOD = re.compile(r'[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+')
_HEX = re.compile(r"[0-9a-fA-F]*")
_CUT_ESCAPE = re.compile(r"(?:\\(?:u[0-9a-fA-F]{0,3})?)?")
_CUT_SCALAR = re.compile(r"-?[0-9]*[.eE]?[+-]?|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?")
_MEANT = {"'": "'", "\n": "\\n", "\r": "\\r"}
_NUMBERED = {"0": "\\u0000", "a": "\\u0007", "e": "\\u001b"}
_NAMES = {"\t": "tab", "\n": "line break", "\r": "carriage return", "\0": "NUL"}


def inside(walk: Walk) -> Fault:
    """Explain the string that begins at the stop and is malformed."""
    good = _GOOD.match(walk.text, walk.at + 1)
    at = good.end() if good else walk.at + 1
    char = walk.text[at : at + 1]
    if not char or (char == "\\" and at + 1 == len(walk.text)):
        return _endless(walk)
    if char == "\\":
        return _bad_escape(walk.text, at)
    return raw_control(char, at)


def raw_control(char: str, at: int) -> Fault:
    """Explain a control character that stands in a string as it is."""
    name = _NAMES.get(char, f"control character U+{ord(char):04X}")
    escape = json.dumps(char)[1:-1]
    return Fault((at, at + 1), f"raw {name} inside a string", f"write {escape}", escape)


def _endless(walk: Walk) -> Fault:
    end = len(walk.text)
    opened = ((walk.at, walk.at + 1), "the string begins here")
    closing = "".join("}" if opened.bracket == "{" else "]" for opened in reversed(walk.stack))
    way = "the line was cut off, or a closing quote is missing"
    if 0 < len(closing) < 20:
        way += f"; after the quote {closing} is due"
    return Fault((end - 1, end), "cut off: the line ends inside a string", way, labels=(opened,))


def _bad_escape(text: str, at: int) -> Fault:
    char = text[at + 1]
    if char == "u":
        return _bad_unicode(text, at)
    if ord(char) < 32 and char not in "\n\r":
        return raw_control(char, at + 1)
    digits = _digits(text, at + 2, 2) if char == "x" else ""
    if len(digits) == 2:
        repair = f"\\u00{digits}"
        return Fault((at, at + 4), f"\\x{digits} is not a JSON escape", f"write {repair}", repair)
    escape = text[at : at + 2]
    shown = "a backslash before a line break" if char in "\n\r" else visible(escape)
    if char in _MEANT:
        way, repair = f"write {_MEANT[char]}", _MEANT[char]
    else:
        way, repair = f"write \\{visible(escape)} for a backslash", f"\\{escape}"
        if char in _NUMBERED:
            way += f", or {_NUMBERED[char]}"
    return Fault((at, at + 2), f"{shown} is not a JSON escape", way, repair)


def _bad_unicode(text: str, at: int) -> Fault:
    digits = _digits(text, at + 2, 4)
    braced = re.compile(r"\{([0-9a-fA-F]{1,6})\}").match(text, at + 2)
    if braced and int(braced[1], 16) <= 0x10FFFF:
        escape = json.dumps(chr(int(braced[1], 16)))[1:-1]
        return Fault((at, braced.end()), f"\\u{braced[0]} is JavaScript", f"write {escape}", escape)
    found = f"\\u{digits}"
    message = (
        f"{found} is too short: \\u needs four hex digits" if digits else "\\u without its four hex digits"
    )
    return Fault((at, at + len(found)), message, "write four hex digits, or \\\\u for a backslash and a u")


def _digits(text: str, at: int, limit: int) -> str:
    match = _HEX.match(text, at, at + limit)
    return match[0] if match else ""


def runs_out(walk: Walk) -> bool:
    """Say whether nothing is wrong at the stop but that the text ends: more of it might be valid JSON."""
    if walk.expect == "string":
        good = _GOOD.match(walk.text, walk.at + 1)
        rest = walk.text[good.end() :] if good else ""
        return _CUT_ESCAPE.fullmatch(rest) is not None
    rest = walk.text[walk.at : walk.at + 400]
    return walk.at + len(rest) == len(walk.text) and _CUT_SCALAR.fullmatch(rest) is not None
