"""Characters that nobody sees, where no script and no emoji needs them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_PICTURE: Final = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\ufe0f"
_LATIN_LEADS: Final = "\u0080-\u00f4"
"""Before a soft hyphen, these are text in a wrong encoding (FT903)."""

# Blocks of Unicode whose letters join, or break, with these characters: see The Unicode Standard, 23.2.
_JOINING: Final = (
    "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefe"  # Arabic, Syriac, Thaana, N'Ko, Mandaic
    "\u0900-\u0fff\u1000-\u109f\u1780-\u1cff\ua800-\uaaff\uabc0-\uabff\U00011000-\U00011fff"  # Indic
    "\U00010a00-\U00010fff\U0001e900-\U0001e95f"  # Adlam and others that join; Mongolian is above
)
_SPACELESS: Final = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\ua9e0-\uaa7f"
"""Thai, Lao, Tibetan, Burmese, Khmer and their like, which write no spaces between words."""

_RIGHT_TO_LEFT: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_MARKS: Final = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
"""Order the words of a text in two directions; the overrides U+202D and U+202E turn letters round."""

_NEVER: Final = "\u202d\u202e\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_HIDDEN: Final = (
    "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f(?P<flag>)"
    f"|[{_NEVER}]"
    f"|(?<![{_LATIN_LEADS}])\u00ad"
    f"|(?<![{_SPACELESS}])\u200b(?![{_SPACELESS}])"
    f"|(?<![{_JOINING}])\u200c(?![{_JOINING}])"
    f"|(?<![{_JOINING}{_PICTURE}])\u200d(?![{_JOINING}])"
    f"|(?P<mark>[{_MARKS}])"
    "|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}"
    "|[\U000e0000-\U000e007f]+"
)
_ANY: Final = (
    f"[\u00ad\u200b-\u200d{_NEVER}{_MARKS}\U000e0000-\U000e007f]|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{{2}}"
)


def may_hold_invisible(text: str) -> bool:
    """Say quickly that a text holds none of these characters."""
    return not text.isascii() and _compiled(_ANY).search(text) is not None


def invisible_in(text: str) -> list[tuple[int, int]]:
    """Find the characters that are in the way, as spans; a run of tags or selectors is one span."""
    two_ways = _compiled(_RIGHT_TO_LEFT).search(text) is not None
    return [
        match.span()
        for match in _compiled(_HIDDEN).finditer(text)
        if match["flag"] is None and not (two_ways and match["mark"])
    ]


def named(char: str) -> str:
    """Name a character: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile at first use: most files are plain text, and the classes are large."""
    return re.compile(pattern)
