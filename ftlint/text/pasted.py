"""What people paste: a server's sentence, with all that a terminal, a log or a traceback put around it."""

from __future__ import annotations

import re

LONGEST = 200_000
"""Code points. Of longer texts the middle is left out: a traceback ends in its message."""

_STYLING = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_UNICODE_ESCAPE = re.compile(r"\\{1,8}u([0-9a-fA-F]{4})")
_WHITE_ESCAPE = re.compile(r"\\{1,8}[nrt]")
_FRAME = re.compile(r"\bFile [^\n]{1,300}?, line \d{1,9}(?:, in [^\n]{1,100})?")
_MARGIN = re.compile(r"^[\s>|#*]+", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_DROPPED = dict.fromkeys(
    map(ord, "\"'`\\´“”„‟‘’‚‛«»‹›″′\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)  # quotes, since a shell eats them; and what does not show
_BOXES = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x2500, 0x2580)) if code != 0x0A}


def plain(pasted: str) -> str:
    """Bring a text into the form that messages are compared in: one line, without quotes and escapes.

    Stack frames are left out, since their `line 12` is none of the file's. Time is linear in the length.
    """
    text = pasted
    if len(text) > LONGEST:
        half = LONGEST // 2
        text = f"{text[:half]}\n{text[-half:]}"
    text = _STYLING.sub("", text).translate(_BOXES)
    text = _UNICODE_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    text = _WHITE_ESCAPE.sub("\n", text)
    text = _FRAME.sub(" ", text)
    text = _MARGIN.sub(" ", text)
    return _SPACE.sub(" ", text.translate(_DROPPED)).strip()
