"""Files that are not JSON Lines, written as JSON Lines."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from ftlint.fixing.containers.refusal import ConversionError

if TYPE_CHECKING:
    from ftlint.reading.reader import Source

__all__ = ["ConversionError", "convert"]

BLOCK: Final = 1024 * 1024
"""Bytes that are read at a time; any number gives the same result."""


def convert(source: Source, kind: str, to: IO[bytes], block: int = BLOCK) -> None:
    """Write a file of a kind in `ftlint.fixing.whole_files.CONVERSIONS` as JSON Lines.

    It takes memory for one example, however long the file is. Raises ConversionError where the file is not,
    up to its end, of that kind: what was written until then is of no use. Raises OSError.
    """
    from ftlint.fixing.containers import by_line, spread, wide

    match kind:
        case "array":
            spread.write_array(source, to, block)
        case "pretty":
            spread.write_pretty(source, to, block)
        case "double-encoded":
            by_line.write_decoded(source, to)
        case "python":
            by_line.write_python(source, to)
        case "carriage-returns":
            by_line.write_line_feeds(source, to, block)
        case "utf-16" | "utf-32":
            wide.write_utf8(source, to, block)
        case _:
            raise ConversionError(1, f"there is no way from {kind} to JSON Lines")
