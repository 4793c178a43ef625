"""Quotes that end a string where nobody meant it to end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftlint.reading.syntax.fault import Fault
from ftlint.reading.syntax.scan import STRING
from ftlint.reading.syntax.strays import lone_smart_quote, shorten

if TYPE_CHECKING:
    from ftlint.findings import Span
    from ftlint.reading.syntax.scan import Walk

DOUBLED = "quotes are doubled, as in CSV"
FROM_CSV = "the line was taken out of a CSV cell as text; read the CSV with a CSV reader"

_KEY_AHEAD = re.compile(r"[^\"\\{}\[\]:,]{0,60}+\"[ \t]*+:")
_COMMA_AT_END = re.compile(r",\s*\"\Z")
_SMART_END = re.compile(r"[“”][ \t]*+[,:}\]]")
_NEXT = re.compile(r"[ \t\r\n]*+")
_BEFORE_KEY = re.compile(r"[\w$]++[ \t]*+:")


def early_end(walk: Walk) -> Fault | None:
    """Explain text right after a string, where `,` `:` or a bracket is due; None if no quote is to blame."""
    last, char = walk.last, walk.char()
    if last is None or walk.text[last[0]] != '"' or not char:
        return None
    if char == '"':
        return None if walk.at > last[1] or _is_apart(walk) else unescaped(walk, last[1] - 1)
    if last == (walk.at - 2, walk.at):
        return _doubled(walk, last[0])
    if char in ",:{}[]\\":
        return None
    return _smart_end(walk, last) or _unclosed(walk, last) or unescaped(walk, last[1] - 1)


def _smart_end(walk: Walk, last: Span) -> Fault | None:
    """Explain `"role”: "user"`: the string ran on to the next plain quote."""
    smart = _SMART_END.search(walk.text, last[0], min(last[1], last[0] + 2000))
    return None if smart is None else lone_smart_quote(walk.text, smart.start())


def _unclosed(walk: Walk, last: Span) -> Fault | None:
    """Explain `"x, "b": 1`: the string has no end, and took the comma and the next quote in."""
    comma = _COMMA_AT_END.search(walk.text, max(last[0], last[1] - 20), last[1])
    if comma is None or not _KEY_AHEAD.match(walk.text, walk.at):
        return None
    span = (comma.start(), comma.start() + 1)
    opened = ((last[0], last[0] + 1), "this string has no closing quote")
    return Fault(span, "missing closing quote before the comma", 'write ",', '",', labels=(opened,))


def unescaped(walk: Walk, at: int) -> Fault:
    """Say that the quote at `at` ends its string too early."""
    following = shorten(" ".join(walk.text[at + 1 : at + 41].split('"')[0].split()), 24)
    where = f": the string ends before {following}" if following.isprintable() and following else ""
    return Fault(
        (at, at + 1), f'unescaped " inside a string{where}', 'write \\" for a quote in the text', '\\"'
    )


def unescaped_before(walk: Walk) -> Fault | None:
    """Explain a bare word where a key is due, after a string and a comma: `"he said "yes", and left"`."""
    if walk.before is None or walk.text[walk.before[0]] != '"' or _BEFORE_KEY.match(walk.text, walk.at):
        return None
    return unescaped(walk, walk.before[1] - 1)


def _is_apart(walk: Walk) -> bool:
    """Say whether the string at the stop is whole and stands as an own key or element."""
    match = STRING.match(walk.text, walk.at)
    if match is None:
        return False
    space = _NEXT.match(walk.text, match.end())
    following = walk.text[space.end() :][:1] if space else ""
    in_object = bool(walk.stack) and walk.stack[-1].bracket == "{"
    return following == ":" if in_object else following in (",", "]")


def _doubled(walk: Walk, at: int) -> Fault:
    """Explain `""role""`: quotes doubled as CSV does; or a string that begins with a bare quote."""
    end = walk.text.find('"', walk.at)
    if end >= 0 and walk.text.startswith('""', end):
        return Fault((at, end + 2), DOUBLED, FROM_CSV, walk.text[at + 1 : end + 1])
    return unescaped(walk, at + 1)
