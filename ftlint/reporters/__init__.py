"""One module for each output format. A reporter writes a result to a stream, and decides nothing."""

from __future__ import annotations

from importlib import import_module
from typing import IO, TYPE_CHECKING, Literal, Protocol, cast

from ftlint.findings import Severity
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.results import Result

NAMES = (
    "full", "concise", "grouped", "json", "jsonl", "github", "gitlab", "sarif", "junit", "markdown",
)  # fmt: skip

Color = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Look:
    """How output looks. `width` is in terminal cells; None asks the terminal."""

    color: Color = "auto"
    width: int | None = None
    excerpts: bool = True
    """False: nothing that is written in the files leaves, in no format."""
    fail_on: Severity = Severity.ERROR
    """The lightest level that formats with a verdict of their own (junit, markdown) call a failure."""


class Reporter(Protocol):
    """Writes a result. Raises OSError when the stream or an input cannot be used."""

    def __call__(self, result: Result, to: IO[str], look: Look) -> None:
        """Write it all."""


def reporter(name: str) -> Reporter:
    """Load the reporter of a format, one of NAMES; it heeds `Look.excerpts`."""
    return heeding_excerpts(cast("Reporter", import_module(f"ftlint.reporters.{name}_format").write))


def heeding_excerpts(reporter: Reporter) -> Reporter:
    """Let a reporter see no text of the files where `Look.excerpts` is off."""

    def write(result: Result, to: IO[str], look: Look) -> None:
        if not look.excerpts:
            from ftlint.reporters.redaction import without_text

            result = without_text(result)
        reporter(result, to, look)

    return write
