"""What a check reports: symbolic places, and the findings that sit on them.

Nothing here knows columns. A place says *what* is meant (a JSON path, a span inside a string);
`ftlint.text.locate` turns it into columns, and only for what is printed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from ftlint.records import dataclass

Path = tuple[str | int, ...]
"""A route into a JSON value: keys and indices, outermost first."""

FixKind = Literal["safe", "unsafe"]
"""safe: a repair cannot change the meaning. unsafe: a person should look at it."""

Span = tuple[int, int]
"""A half-open range of code points, 0-based."""


class Severity(StrEnum):
    """How much a finding matters. OFF never reaches a report."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """Order by weight: 0 is the heaviest."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2, Severity.OFF: 3}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in one line of a file something is.

    `path` leads to a value of the line. `on` says whether the value or the key that holds it is meant.
    `inner` goes on inside: the value is a string that itself holds JSON text (tool-call arguments),
    and `inner` is a path in that JSON; `on` then speaks of the end of `inner`.
    `inside` is a span of *decoded* code points within the string value that `path` leads to.
    `raw` is a span of code points of the line as it stands, for lines that are not JSON.
    At most one of `inner`, `inside` and `raw` is set.
    """

    path: Path = ()
    on: Literal["value", "key"] = "value"
    inner: Path | None = None
    inside: Span | None = None
    raw: Span | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that explains a finding, such as the first of two duplicates."""

    place: Place
    text: str
    line: int | None = None
    """The line it is on, 1-based, where that is not the finding's own line."""
    file: str | None = None
    """The name of the file it is in, where that is not the finding's own file."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check yields: the engine adds the rule, its severity, the file and the line.

    `severity` is only set where one rule has two levels (see the rule's card).
    """

    place: Place
    message: str
    help: str | None = None
    labels: tuple[Label, ...] = ()
    severity: Severity | None = None
    hide: bool = False
    """What stands at the place is not to be shown: a secret."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, found. Plain data: it can be compared, sorted, and sent between processes."""

    code: str
    severity: Severity
    line: int
    """1-based."""
    offset: int
    """Of the line's first byte in the file."""
    place: Place
    message: str
    help: str | None = None
    labels: tuple[Label, ...] = ()
    whole_file: bool = False
    """The finding is about the file, not about its first line."""
    fix: FixKind | None = None
    """How far a repair can be trusted; None where there is none."""
    hide: bool = False
    """What stands at the place is not to be shown: a secret."""
