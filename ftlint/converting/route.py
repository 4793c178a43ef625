"""Whether a file can be converted at all, and by which way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.fixing.whole_files import CONVERSIONS
from ftlint.reading.formats import NATIVE
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.findings import Report
    from ftlint.targets import Target

TRL: Final = "preference"
"""The format of preference files that has `chosen` and `rejected`."""

OPEN: Final = "hf"
"""The target whose preference files are in that format."""


class NoWay(Exception):
    """A file, or a line, cannot be rewritten; the text says why, without its name."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a file. `format` is the native one that its lines are in, halfway at least."""

    format: str
    from_trl: bool = False
    to_trl: bool = False


def route(kind: str, obstacle: Report | None, target: Target, name: str) -> Route:
    """Find the way of a file of a format, which is called `name`, to a target. Raises NoWay."""
    if obstacle is not None and kind != TRL:
        raise NoWay(unreadable(kind, obstacle, name))
    format_ = "dpo" if kind == TRL else kind
    to_trl = format_ == "dpo" and target.name == OPEN
    if format_ not in target.formats and not to_trl:
        taken = [*target.formats, "dpo"] if target.name == OPEN else target.formats
        raise NoWay(f"the file is {NATIVE[format_]} ({format_}); {target.name} takes {', '.join(taken)}")
    return Route(format_, kind == TRL, to_trl)


def unreadable(kind: str, obstacle: Report, name: str) -> str:
    """Say what keeps a file from being read line by line, and the way over."""
    if kind in CONVERSIONS:
        unsafe = " --unsafe-fixes" if CONVERSIONS[kind] == "unsafe" else ""
        return f"{obstacle.message}; ftlint {name} --fix{unsafe} writes it as JSON Lines"
    return f"{obstacle.message}; {obstacle.help}" if obstacle.help else obstacle.message
