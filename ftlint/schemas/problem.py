"""What can be wrong with the schema of a tool."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ftlint.findings import Path

Kind = Literal[
    "invalid-schema",
    "not-an-object",
    "unresolved-ref",
    "array-without-items",
    "required-without-property",
    "generated-noise",
    "strict-not-met",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a schema."""

    kind: Kind
    path: Path
    """Inside the schema."""
    on: Literal["value", "key"]
    message: str
    help: str | None
    counts: Mapping[str, int] = field(default_factory=dict)
    """For generated noise: how often each keyword is noise."""
