"""Repairs of a file as a whole: which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ftlint.findings import FixKind

CONVERSIONS: Final[Mapping[str, FixKind]] = {
    "array": "safe",
    "pretty": "safe",
    "double-encoded": "safe",
    "carriage-returns": "safe",
    "utf-16": "safe",
    "utf-32": "safe",
    "python": "unsafe",
}
"""The kinds of file (see `ftlint.reading.container`) that can be written as JSON Lines."""

CONVERTED: Final = frozenset({"FT002", "FT007"})
"""The rules about files that are not JSON Lines in UTF-8."""

CRLF: Final = "FT014"
NO_FINAL: Final = "FT015"
ENDINGS: Final = frozenset({CRLF, NO_FINAL})
"""The rules about line endings; to write them again is safe."""


def whole_file_fix(code: str, kind: str) -> FixKind | None:
    """Say how far the repair of a file of this kind can be trusted; None where there is none."""
    if code in ENDINGS:
        return "safe"
    return CONVERSIONS.get(kind) if code in CONVERTED else None
