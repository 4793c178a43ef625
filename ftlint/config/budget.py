"""The gate on what training would cost: `max-cost` and `max-tokens`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.config.settings import Settings
    from ftlint.results import FileResult

CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Sentences: what is over the budget, which fails the run, and what could not be held against it."""

    over: list[str]
    unknown: list[str]


def over_budget(settings: Settings, files: Sequence[FileResult]) -> Verdict:
    """Hold the figures of all training files together against the budget of the settings."""
    verdict = Verdict([], [])
    training = [file for file in files if file.role == "training"]
    if settings.max_cost is not None:
        _hold_cost(settings.max_cost, settings.origin("max-cost"), training, verdict)
    if settings.max_tokens is not None:
        _hold_tokens(settings.max_tokens, settings.origin("max-tokens"), training, verdict)
    return verdict


def _hold_cost(most: float, origin: str, files: Sequence[FileResult], verdict: Verdict) -> None:
    total = Decimal(0)
    for file in files:
        if file.cost is None or file.cost.currency != CURRENCY:
            verdict.unknown.append(f"{file.name}: max-cost ({origin}): what training costs is not known")
        else:
            total += file.cost.training
    if total > Decimal(str(most)):
        digits = next((n for n in (2, 4) if f"{total:.{n}f}" != f"{most:.{n}f}"), 6)
        said = f"training costs ${total:,.{digits}f}; the budget is ${most:,.{digits}f} (max-cost, {origin})"
        verdict.over.append(said)


def _hold_tokens(most: int, origin: str, files: Sequence[FileResult], verdict: Verdict) -> None:
    total = 0
    for file in files:
        if file.epochs is None or (file.tally.examples and not file.tally.billed):
            verdict.unknown.append(f"{file.name}: max-tokens ({origin}): tokens or epochs are not known")
        total += file.tally.billed * (file.epochs.n if file.epochs else 1)
    if total > most:
        said = f"the job has {total:,} tokens in all epochs; the budget is {most:,} (max-tokens, {origin})"
        verdict.over.append(said)
