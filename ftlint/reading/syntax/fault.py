"""What a diagnosis says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.findings import Span


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a text is not JSON.

    `repair` is what to put in place of `span`, where that is mechanical; it may uncover a next fault.
    `labels` are further places that explain it, such as the bracket that is still open.
    """

    span: Span
    message: str
    help: str | None = None
    repair: str | None = None
    code: str = "FT001"
    labels: tuple[tuple[Span, str], ...] = ()
