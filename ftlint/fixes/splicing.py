"""JSON text on its way into a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from ftlint.text.jsontext import STRING_PATTERN
from ftlint.text.style import surrogates_escaped

if TYPE_CHECKING:
    from ftlint.text.style import Style

_BREAK_OR_STRING: Final = re.compile(rf"{STRING_PATTERN}|[ \t]*[\r\n][ \t\r\n]*", re.DOTALL)
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def spliced(text: str, style: Style) -> str:
    """Write JSON text as it can stand in a line of a style: without breaks, and in the line's characters.

    Strings, numbers and the order of keys stay as they are.
    """

    def joined(found: re.Match[str]) -> str:
        if found[0].startswith('"'):
            return found[0]
        before = text[found.start() - 1 : found.start()]
        return style.comma[1:] if before == "," else style.colon[1:] if before == ":" else ""

    flat = _BREAK_OR_STRING.sub(joined, text).strip()
    return (
        _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], flat)
        if style.ascii_only
        else surrogates_escaped(flat)
    )
