"""Running the patterns of strangers: each search is timed, and one that took too long is never run again.

All times are processor time, so that a busy machine does not change what is found: `regex` takes its timeout
from C's clock(), and the account of a pattern is that of its thread. Two limits of clock(): it counts all
threads of the process, and on Windows it goes on while others have the processor. What lies near a limit is
still a matter of the machine's speed.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Protocol

from ftlint.records import dataclass
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

_SIGN = r"(?:[A-Za-z0-9]|\\x[0-9a-f]{2})"
_PLAIN = re.compile(rf"\\A(?:(?:{_SIGN}|\[(?:{_SIGN}(?:-{_SIGN})?)+\])(?:\{{\d{{1,2}}\}})?)+\\Z")
"""A translated pattern that says each sign of the whole text in its place, such as `^[A-Z]-[0-9]{5}$`. There
is nothing to time in these, and `re`, which reads them as `regex` does, need not be loaded."""


class SlowPattern(Exception):
    """A search ran out of its time."""

    def __init__(self, pattern: str, text: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern
        self.text = text


class Pattern(Protocol):
    """A pattern that can be run."""

    source: str

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere in `text`. Raises SlowPattern where that takes too long."""
        ...


@dataclass(slots=True)
class TimedPattern:
    """A compiled pattern that keeps account of its processor time."""

    source: str
    compiled: regex.Pattern[str]
    spent: float = 0.0

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere in `text`. Raises SlowPattern where that takes too long."""
        start = time.thread_time()
        try:
            found = self.compiled.search(text, timeout=TIMEOUT) is not None
        except (TimeoutError, MemoryError, RecursionError):
            raise SlowPattern(self.source, text) from None
        took = time.thread_time() - start
        if took > SLOW:
            self.spent += took
            if self.spent > ALLOWANCE:
                raise SlowPattern(self.source, text)
        return found


@dataclass(slots=True)
class PlainPattern:
    """One that cannot take long."""

    source: str
    compiled: re.Pattern[str]

    def search(self, text: str) -> bool:
        """Whether the pattern matches."""
        return self.compiled.search(text) is not None


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
    try:
        translated = translate(source)
        if _PLAIN.fullmatch(translated):
            return PlainPattern(source, re.compile(translated))
    except (NotEcma, re.error, ValueError, RecursionError):
        return None
    import regex

    try:
        return TimedPattern(source, regex.compile(translated, regex.VERSION1))
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError):
        return None
