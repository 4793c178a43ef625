"""From the place where the grammar broke to its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.reading.syntax import gaps, numbers, quotes, strays, strings
from ftlint.reading.syntax.fault import Fault
from ftlint.reading.syntax.scan import MAX_DEPTH, scan

if TYPE_CHECKING:
    from ftlint.reading.syntax.scan import Walk


def diagnose(text: str, start: int = 0) -> Fault | None:
    """Say why `text`, from `start` on, is not JSON; None if it is. Never raises; linear in its length.

    The code is FT001, or one that is more exact: FT008 (a number without a finite value), FT009 (half
    of a surrogate pair), FT010 (nested too deep). Duplicate keys are not looked for.
    """
    walk = scan(text, start)
    return walk.soft if walk.expect is None else explain(walk, start)


def explain(walk: Walk, start: int = 0) -> Fault:
    """Say why a walk that began at `start` stopped. Never raises."""
    if walk.expect == "depth":
        return _too_deep(walk)
    return _cause(walk) if walk.at < len(walk.text) else _cut_off(walk, start)


def _cause(walk: Walk) -> Fault:
    if walk.expect == "string":
        return strings.inside(walk)
    if walk.expect == "end":
        # A comment, a quote or a stray escape after the object says more than "text after the JSON".
        return strays.stray(walk) or gaps.end(walk)
    if walk.last is None and (prefix := gaps.before_json(walk)) is not None and not _is_comment(walk):
        return prefix
    fault = _early_quote(walk) or strays.stray(walk) or _by_grammar(walk)
    return fault or _no_token(walk)


def _early_quote(walk: Walk) -> Fault | None:
    """Look at quotes first where `"it's "so" here"` would otherwise read as something foreign."""
    adjacent = walk.last is not None and walk.last[1] == walk.at
    return quotes.early_end(walk) if walk.expect == "comma" and adjacent else None


def _by_grammar(walk: Walk) -> Fault | None:
    match walk.expect:
        case "key":
            return gaps.key(walk)
        case "colon":
            return gaps.colon(walk)
        case "comma":
            return gaps.comma(walk)
        case _:
            return gaps.value(walk) or strays.word(walk) or numbers.number(walk.text, walk.at)


def _is_comment(walk: Walk) -> bool:
    return walk.char() == "#" or walk.text.startswith(("//", "/*"), walk.at)


def _no_token(walk: Walk) -> Fault:
    due = {"key": "a key", "colon": '":"', "comma": '"," or a closing bracket'}.get(
        str(walk.expect), "a value"
    )
    char = walk.char()
    shown = f'"{char}"' if char.isprintable() else f"U+{ord(char):04X}"
    return Fault((walk.at, walk.at + 1), f"{shown} where {due} is due", "remove it, or quote the text")


def _too_deep(walk: Walk) -> Fault:
    way = "flatten the value, or write the inner part as a string"
    return Fault((walk.at, walk.at + 1), f"more than {MAX_DEPTH} brackets are open", way, code="FT010")


def _cut_off(walk: Walk, start: int) -> Fault:
    text = walk.text
    last = max(len(text.rstrip(" \t\r\n")), start)
    span = (max(last - 1, start), max(last, start))
    if walk.last is None:
        return Fault((start, len(text)), "there is no JSON here", "write an object, or remove the line")
    if not walk.stack:
        return Fault(span, "the line is not complete", "write the rest of it")
    closing = "".join("}" if opened.bracket == "{" else "]" for opened in reversed(walk.stack))
    count = len(walk.stack)
    still = f'"{walk.stack[0].bracket}" is' if count == 1 else f"{count} brackets are"
    labels = tuple(
        ((opened.at, opened.at + 1), f'"{opened.bracket}" is still open') for opened in walk.stack[-2:]
    )
    if walk.expect != "comma":
        return Fault(
            span, f"cut off: {still} still open", "the line was cut; write the rest of it", labels=labels
        )
    shown = closing if count <= 20 else f"{count} closing brackets"
    way = f"if only the end is missing, write {shown}"
    return Fault(span, f"cut off: {still} still open", way, f"{text[slice(*span)]}{closing}", labels=labels)
