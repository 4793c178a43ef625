"""JSON text on its way into a string: what it says there is what a model learns to write."""

from __future__ import annotations

import json
import re

from ftlint.text.jsontext import STRING_PATTERN

_STRING = re.compile(STRING_PATTERN, re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def inner_text(source: str) -> str:
    r"""Write JSON text so that it can stand in a string: its own escapes of letters become the letters.

    Keys, spacing and the spelling of numbers stay. `"\\u00e9"` was one letter in the file, and would be six
    characters in the text that the model is trained to write.
    """
    return _STRING.sub(_with_letters, source)


def _with_letters(token: re.Match[str]) -> str:
    if "\\" not in token[0]:
        return token[0]
    text = json.loads(token[0], strict=False)
    return token[0] if _SURROGATE.search(text) else json.dumps(text, ensure_ascii=False)
