"""What can be wrong with the arguments of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.findings import Path

Kind = Literal["schema", "format", "slow-pattern"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong with the arguments of a call."""

    kind: Kind
    path: Path
    """Inside the arguments."""
    on: Literal["value", "key"]
    message: str
    help: str | None
