"""From text that is nearly JSON to the JSON object that it was meant to be."""

from __future__ import annotations

import re
from typing import Final

from ftlint.fixes.argument_text import is_object
from ftlint.fixing.nearly_json import mended

_FENCE: Final = re.compile(r"\s*```[\w-]*[ \t]*\n?(?P<body>.*?)\n?```\s*", re.DOTALL)


def as_object(text: str) -> str | None:
    """Repair a text: the JSON object as text, or None where it is not plain what was meant. Never raises.

    What was cut off is not completed. A fence of Markdown around it is removed.
    """
    fence = _FENCE.fullmatch(text)
    text = fence["body"] if fence else text
    if is_object(text):
        return text
    done = mended(text)
    return done.text if done is not None and is_object(done.text) else None
