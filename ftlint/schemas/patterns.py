"""Running the patterns of strangers: each search is timed, and one that took too long is never run again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftlint.schemas.ecma import NotEcma, translate

if TYPE_CHECKING:
    import regex

TIMEOUT = 0.1
"""Seconds that one search may take."""
ALLOWANCE = 0.3
"""Seconds that the slow searches of one pattern may take together."""
SLOW = 0.005
"""Seconds from which a search counts as slow: quick ones are in proportion to the data."""
LONGEST = 10_000
"""Characters of a pattern from which on it is not compiled at all."""
MOST_BANNED = 5
"""Patterns of one schema that may run out of time before none of them is run any more."""


class SlowPattern(Exception):
    """A search ran out of its time."""

    def __init__(self, pattern: str, text: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern
        self.text = text


@dataclass(slots=True)
class Pattern:
    """A compiled pattern that keeps account of its time."""

    source: str
    compiled: regex.Pattern[str]
    spent: float = 0.0

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere in `text`. Raises SlowPattern where that takes too long."""
        start = time.perf_counter()
        try:
            found = self.compiled.search(text, timeout=TIMEOUT) is not None
        except (TimeoutError, MemoryError, RecursionError):
            raise SlowPattern(self.source, text) from None
        took = time.perf_counter() - start
        if took > SLOW:
            self.spent += took
            if self.spent > ALLOWANCE:
                raise SlowPattern(self.source, text)
        return found


class Patterns:
    """The patterns of one schema: compiled once, and given up for good when one ran out of time."""

    def __init__(self) -> None:
        self._known: dict[str, Pattern | None] = {}
        self._banned = 0

    def get(self, source: str) -> Pattern | None:
        """Give the pattern to run, or None where nobody can say what it means or it takes too long."""
        if self._banned >= MOST_BANNED:
            return None
        if source not in self._known:
            self._known[source] = _compile(source)
        return self._known[source]

    def ban(self, source: str) -> None:
        """Never run a pattern again."""
        self._known[source] = None
        self._banned += 1


def _compile(source: str) -> Pattern | None:
    if len(source) > LONGEST:
        return None
    import regex

    try:
        return Pattern(source, regex.compile(translate(source), regex.VERSION1))
    except (NotEcma, regex.error, ValueError, OverflowError, RecursionError, MemoryError):
        return None
