"""What is wrong between the tokens: commas, colons, brackets, and text before or after the object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftlint.reading.syntax import quotes
from ftlint.reading.syntax.fault import Fault
from ftlint.reading.syntax.strays import shorten

if TYPE_CHECKING:
    from ftlint.findings import Span
    from ftlint.reading.syntax.scan import Walk

_NAME = re.compile(r"(?:[^\W\d]|\$)[\w$-]*+|[0-9]++")
_BEFORE_JSON = re.compile(r"[^{\"]{1,200}?(?=\{\s*[\"'}])")
_CLOSES = {"{": "}", "[": "]"}


def key(walk: Walk) -> Fault | None:
    """Explain what stands in place of a key."""
    return _extra_comma(walk) or _template(walk) or _bare_key(walk) or _not_a_key(walk)


def _extra_comma(walk: Walk) -> Fault | None:
    """Explain a comma that has no member or element before it or after it."""
    char, last = walk.char(), walk.token(walk.last)
    if last == "," and char in ("}", "]"):
        return trailing_comma(walk) if _closes(walk) else wrong_bracket(walk)
    if char != "," or last == ":":
        return None
    if last == ",":
        return Fault(_here(walk), "a second comma, with nothing between", "remove one", "")
    where = f'right after "{last}"' if last else "at the start"
    return Fault(_here(walk), f"a comma {where}", "remove the comma", "")


def _template(walk: Walk) -> Fault | None:
    span = (walk.at - 1, walk.at + 1)
    mark = walk.text[max(span[0], 0) : span[1]]
    if mark not in ("{{", "{%"):
        return None
    return Fault(
        span, f'"{mark}" is a template\'s mark, not JSON', "fill the template before you write the line"
    )


def _bare_key(walk: Walk) -> Fault | None:
    name = _NAME.match(walk.text, walk.at)
    if name is None:
        return None
    shown = shorten(name[0])
    fault = Fault(name.span(), f"the key {shown} has no quotes", f'write "{shown}"', f'"{name[0]}"')
    return quotes.unescaped_before(walk) or fault


def _not_a_key(walk: Walk) -> Fault | None:
    char = walk.char()
    if char == ":":
        return Fault(_here(walk), "a colon without a key before it", "write the key in double quotes")
    if char in ("{", "["):
        what = "an object" if char == "{" else "an array"
        return Fault(_here(walk), f"{what} stands where a key is due", "an object holds keys and values")
    return None


def value(walk: Walk) -> Fault | None:
    """Explain what stands in place of a value."""
    char, last = walk.char(), walk.token(walk.last)
    if last == ":" and char in (",", "}", "]"):
        return _no_value(walk)
    if (fault := _extra_comma(walk)) is not None:
        return fault
    if char in ("}", "]"):
        return wrong_bracket(walk) if walk.stack else _closes_nothing(walk)
    if char == ":":
        why = "a second colon" if last == ":" else "a colon without a key before it"
        return Fault(
            _here(walk), why, "remove it" if last == ":" else "only an object has keys: open it with {"
        )
    if char == "=" and last == ":" and walk.last == (walk.at - 1, walk.at):
        return Fault((walk.at - 1, walk.at + 1), '":=" where JSON has ":"', 'write ":"', ":")
    return None


def before_json(walk: Walk) -> Fault | None:
    """Explain text ahead of the object, such as `data: {`; None if there is none."""
    begin = walk.at if walk.last is None else walk.last[0]
    match = _BEFORE_JSON.match(walk.text, begin)
    if match is None:
        return None
    span = (begin, begin + len(match[0].rstrip()))
    return Fault(span, f"text before the JSON: {shorten(match[0].strip())}", "begin the line with {", "")


def colon(walk: Walk) -> Fault | None:
    """Explain what stands in place of a colon."""
    char, name = walk.char(), shorten(walk.token(walk.last))
    if char == "=":
        span = (walk.at, walk.at + (2 if walk.text.startswith("=>", walk.at) else 1))
        return Fault(span, f'"{walk.text[slice(*span)]}" where JSON has ":"', 'write ":"', ":")
    if (quote := quotes.early_end(walk)) is not None and not _is_value(walk):
        return quote
    if char in (",", "}"):
        return Fault(
            walk.last or _here(walk), f"the key {name} has no value", 'write ":" and a value after it'
        )
    if _is_value(walk):
        return Fault(_here(walk), f'missing ":" after the key {name}', 'write ":"', f": {char}")
    return None


def comma(walk: Walk) -> Fault | None:
    """Explain what stands in place of a comma or a closing bracket."""
    char = walk.char()
    if (quote := quotes.early_end(walk)) is not None:
        return quote
    if char in ("}", "]"):
        return wrong_bracket(walk)
    if char == ":":
        return _colon_for_comma(walk)
    if char == ";":
        return Fault(_here(walk), '";" where JSON has ","', 'write ","', ",")
    if char in ('"', "{", "[", "-") or char.isalnum():
        last = walk.token(walk.last)
        after = shorten(last) if len(last) < 24 else "the value"
        return Fault(_here(walk), f"missing comma after {after}", 'write ","', f", {char}")
    return None


def _colon_for_comma(walk: Walk) -> Fault:
    opened = walk.stack[-1]
    if opened.bracket == "{":
        return Fault(
            _here(walk), "a second colon after one key", "a comma is due here, or the end of the object"
        )
    label = ((opened.at, opened.at + 1), "the array")
    return Fault(_here(walk), "a key in an array", "only an object has keys: write {", labels=(label,))


def end(walk: Walk) -> Fault:
    """Explain what stands after the value of the line."""
    token = walk.token(walk.last)
    special = _text_first(walk, walk.last) if walk.last and token[-1:] not in ("}", "]") else None
    return special or _after_object(walk)


def _text_first(walk: Walk, root: Span) -> Fault | None:
    """Explain a line whose first value is a string or a number, where an object was meant."""
    text, at = walk.text, walk.at
    if text[root[0]] == '"' and walk.char() == ":":
        return Fault((root[0], root[0] + 1), 'missing "{" before the first key', 'write {"', '{"')
    if root == (at - 3, at) and walk.token(root) in ('"{"', '"["'):
        return Fault((at - 3, at + 1), quotes.DOUBLED, quotes.FROM_CSV)
    return before_json(walk)


def _after_object(walk: Walk) -> Fault:
    text, at, char = walk.text, walk.at, walk.char()
    rest: Span = (at, at + len(text[at:].rstrip()))
    if char == ",":
        alone = rest[1] == at + 1
        why = "a comma after the object" if alone else "a comma, and more after it: one line holds one object"
        way = "remove the comma: lines are not joined by commas" if alone else "write one object on a line"
        return Fault((at, at + 1), why, way, "" if alone else None)
    if char in ("{", "["):
        between = text[walk.last[1] if walk.last else at : at]
        why = "a carriage return alone ends no line" if "\r" in between else "one line holds one object"
        return Fault(
            (at, at + 1), f"a second value begins here; {why}", "write one object on a line", f"\n{char}"
        )
    if char in ("}", "]"):
        return _closes_nothing(walk)
    if char == ";":
        return Fault((at, at + 1), '";" after the object', "remove it", "")
    return Fault(rest, f"text after the JSON: {shorten(text[slice(*rest)])}", "remove it")


def trailing_comma(walk: Walk) -> Fault:
    """Explain a comma with nothing but a closing bracket after it."""
    span = walk.last or _here(walk)
    return Fault(span, f'trailing comma before "{walk.char()}"', "remove the comma", "")


def wrong_bracket(walk: Walk) -> Fault:
    """Explain a bracket that closes one of the other kind."""
    opened = walk.stack[-1]
    due = _CLOSES[opened.bracket]
    label = ((opened.at, opened.at + 1), f'"{opened.bracket}" is open')
    message = f'"{walk.char()}" where "{due}" is due'
    return Fault(_here(walk), message, f'close with "{due}" first', f"{due}{walk.char()}", labels=(label,))


def _closes_nothing(walk: Walk) -> Fault:
    return Fault(_here(walk), f'"{walk.char()}" closes nothing', "remove it, or add what it closes", "")


def _no_value(walk: Walk) -> Fault:
    name = walk.stack[-1].key if walk.stack else None
    shown = f" {shorten(walk.token(name))}" if name else ""
    return Fault(walk.last or _here(walk), f"the key{shown} has no value", "write a value, or null")


def _closes(walk: Walk) -> bool:
    return bool(walk.stack) and _CLOSES[walk.stack[-1].bracket] == walk.char()


def _is_value(walk: Walk) -> bool:
    return walk.char() in ('"', "{", "[", "-") or walk.char().isdecimal() or walk.char() in "tfn"


def _here(walk: Walk) -> Span:
    return (walk.at, walk.at + 1)
