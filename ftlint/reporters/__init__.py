"""One module for each output format. A reporter writes a result to a stream, and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import IO, TYPE_CHECKING, Literal, Protocol, cast

if TYPE_CHECKING:
    from ftlint.results import Result

NAMES = ("full", "concise", "json")


Color = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Look:
    """How human output looks. `width` is in terminal cells; None asks the terminal."""

    color: Color = "auto"
    width: int | None = None


class Reporter(Protocol):
    """Writes a result. Raises OSError when the stream or an input cannot be used."""

    def __call__(self, result: Result, to: IO[str], look: Look) -> None:
        """Write it all."""


def reporter(name: str) -> Reporter:
    """Load the reporter of a format, one of NAMES."""
    return cast("Reporter", import_module(f"ftlint.reporters.{name}_format").write)
