"""Why a file cannot be written as JSON Lines."""

from __future__ import annotations


class ConversionError(Exception):
    """A file is not, up to its end, what it seemed to be; the text names the line and the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line:,}: {reason}")
        self.line = line
        """1-based."""
        self.reason = reason
