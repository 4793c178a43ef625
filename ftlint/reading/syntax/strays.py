"""What stands at a place where no token of JSON can begin: comments, other quotes, other languages' words."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from ftlint.reading.syntax.fault import Fault
from ftlint.reading.syntax.python import is_python_dict
from ftlint.reading.syntax.unreadable import WORD, unquoted_infinity
from ftlint.text.words import visible

if TYPE_CHECKING:
    from ftlint.reading.syntax.scan import Walk

_COMMENT = re.compile(r"//[^\n]*+|/\*.*?\*/|#[^\n]*+", re.DOTALL)
_SINGLE = re.compile(r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'")
_SMART = re.compile(r"[“”„‟‘’‚«»]([^“”„‟‘’‚«»\"\n]{0,200}+)[“”„‟‘’‚«»]")
_TYPOGRAPHY = "{} is a typographic quote; JSON strings stand in plain ones"
_TYPOGRAPHIC = frozenset("“”„‟‘’‚«»")
_ELISION = re.compile(r"\.\.\.+|…|\[\s*\.\.\.\s*\]")
_WRITE_OUT = "write it out, or remove it"
_WORDS = {
    "True": ("Python", "true"),
    "False": ("Python", "false"),
    "None": ("Python", "null"),
    "TRUE": ("upper case", "true"),
    "FALSE": ("upper case", "false"),
    "NULL": ("upper case", "null"),
    "Null": ("upper case", "null"),
    "undefined": ("JavaScript", "null"),
    "nil": ("Ruby or Go", "null"),
}
_WIDE = {"，": ",", "：": ":", "｛": "{", "｝": "}", "［": "[", "］": "]", "；": ",", "＂": '"', "、": ","}


def stray(walk: Walk) -> Fault | None:
    """Explain a text that is foreign to JSON wherever it stands between tokens; None if it is not."""
    return _comment(walk) or _foreign_quote(walk) or _sign(walk) or _unseen(walk.char(), walk.at)


def _comment(walk: Walk) -> Fault | None:
    comment = _COMMENT.match(walk.text, walk.at)
    if comment is None:
        return None
    mark = comment[0][: 1 if comment[0][0] == "#" else 2]
    return Fault(comment.span(), f"a {mark} comment; JSON has none", "remove the comment", "")


def _foreign_quote(walk: Walk) -> Fault | None:
    text, at, char = walk.text, walk.at, walk.char()
    if char == "'":
        return _single_quotes(walk)
    if char in _TYPOGRAPHIC:
        return smart_quote(text, at)
    if text.startswith("```", at):
        return Fault((at, at + 3), "``` is Markdown around the JSON", "remove the line")
    if char == "`":
        return Fault((at, at + 1), "` is not a JSON quote", 'write "', '"')
    return None


def _sign(walk: Walk) -> Fault | None:
    text, at, char = walk.text, walk.at, walk.char()
    if (elision := _ELISION.match(text, at)) is not None:
        return Fault(elision.span(), f"{shorten(elision[0])} stands for text that was left out", _WRITE_OUT)
    if char == "\\":
        return _backslash(text, at)
    if (plain := _WIDE.get(char)) is not None:
        return Fault(
            (at, at + 1), f"{char} is a full-width character; JSON has {plain}", f"write {plain}", plain
        )
    return None


def word(walk: Walk) -> Fault | None:
    """Explain a bare word where a value is due; None if there is no word."""
    match = WORD.match(walk.text, walk.at)
    if match is None:
        return None
    if (infinity := unquoted_infinity(walk.text, match.span())) is not None:
        return infinity
    known = _WORDS.get(match[0])
    if known is not None:
        return Fault(
            match.span(), f"{match[0]} is {known[0]}; JSON writes {known[1]}", f"write {known[1]}", known[1]
        )
    if match.end() == len(walk.text) and any(name.startswith(match[0]) for name in ("true", "false", "null")):
        return Fault(
            match.span(), f"cut off: the line ends inside a word: {match[0]}", "the line was cut off"
        )
    quoted = json.dumps(shorten(match[0]), ensure_ascii=False)
    return Fault(match.span(), f"{shorten(match[0])} is text without quotes", f"write {quoted}")


def smart_quote(text: str, at: int) -> Fault:
    """Explain a typographic quote at `at`, with the text that it encloses if its partner is near."""
    pair = _SMART.match(text, at)
    if pair is None or "\\" in pair[1]:
        return lone_smart_quote(text, at)
    repair = json.dumps(pair[1], ensure_ascii=False)
    return Fault(pair.span(), _TYPOGRAPHY.format(text[at]), f"write {shorten(repair)}", repair)


def lone_smart_quote(text: str, at: int) -> Fault:
    """Explain a typographic quote at `at` by itself."""
    return Fault((at, at + 1), _TYPOGRAPHY.format(text[at]), 'write "', '"')


def shorten(text: str, limit: int = 40) -> str:
    """Cut a text for a message, and make what does not print visible."""
    return visible(text if len(text) <= limit else text[: limit - 1] + "…")


def _single_quotes(walk: Walk) -> Fault:
    match = _SINGLE.match(walk.text, walk.at)
    if match is None:
        return Fault((walk.at, walk.at + 1), "' is not a JSON quote", 'write "', '"')
    content = match[0][1:-1].replace("\\'", "'")
    plain = "\\" not in content.replace("\\n", "")
    repair = json.dumps(content.replace("\\n", "\n"), ensure_ascii=False) if plain else None
    shown = shorten(match[0])
    if is_python_dict(walk.text):
        message = f"a dict as Python prints it, not JSON: {shown} is in single quotes"
        return Fault(match.span(), message, "write the line with json.dumps, not with str or print", repair)
    message = f"{shown} is in single quotes; JSON strings stand in double ones"
    return Fault(match.span(), message, f"write {shorten(repair)}" if repair else 'write "', repair)


def _backslash(text: str, at: int) -> Fault:
    pair = text[at : at + 2]
    if pair == '\\"':
        way = "the text was escaped for use inside a string, or once too often; unescape it"
        return Fault((at, at + 2), '\\" outside a string', way)
    if pair in ("\\n", "\\r", "\\t"):
        way = "remove it; a line break is a character of its own, not a backslash and a letter"
        return Fault((at, at + 2), f"{pair} outside a string", way, " ")
    return Fault((at, at + 1), "a backslash outside a string", "remove it")


def _unseen(char: str, at: int) -> Fault | None:
    if char == "" or (char.isprintable() and not char.isspace()) or "\udc80" <= char <= "\udcff":
        return None
    name = unicodedata.name(char, "control character").lower()
    message = f"U+{ord(char):04X} ({name}) between the tokens; JSON takes spaces and tabs there"
    return Fault((at, at + 1), message, "write a space, or nothing", " ")
