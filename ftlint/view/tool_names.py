"""The names that a tool may have."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WRAPPER: Final = "multi_tool_use.parallel"
"""No tool, but what models sometimes write around several parallel calls."""

LONGEST: Final = 64
_NAME: Final = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_FOREIGN: Final = re.compile(r"[^a-zA-Z0-9_-]+")
_PREFIX: Final = "functions."
"""Models and traces write it before the name of a tool that they call."""


def is_tool_name(name: str) -> bool:
    """Say whether a tool may have this name."""
    return _NAME.fullmatch(name) is not None


def repaired(name: str) -> str | None:
    """Make a name that a tool may have out of one that it may not; None where nothing is left of it."""
    bare = name[: 4 * LONGEST].strip().removeprefix(_PREFIX)
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    if not plain.strip() or len(plain) < len(bare) // 2:  # another script: letters would be lost
        return None
    return _FOREIGN.sub("_", plain).strip("_")[:LONGEST] or None
