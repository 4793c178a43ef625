"""The figures of a file, or of all files together, in the form of the JSON report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.findings import Severity
from ftlint.reporters.contract import CostEntry, EpochsEntry, HourlyEntry, Summary, Tokens, ToolUse, Turns
from ftlint.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.jobs import Job
    from ftlint.results import FileResult


def summary_of(files: Sequence[FileResult], job: Job) -> Summary:
    """Sum files up: their findings and, where training files are among them, what those teach and cost."""
    trained = [file for file in files if file.role == "training"] or files
    tally = Tally()
    for file in trained:
        tally.add(file.tally)
    return Summary(
        examples=tally.examples,
        errors=sum(file.count(Severity.ERROR) for file in files),
        warnings=sum(file.count(Severity.WARNING) for file in files),
        infos=sum(file.count(Severity.INFO) for file in files),
        suppressed=sum(file.suppressed for file in files),
        turns=_turns(tally),
        tokens=_tokens(tally, job),
        epochs=_epochs(trained),
        cost=_cost(trained),
        hourly=_hourly(trained),
        tools=_tools(tally),
    )


def _turns(tally: Tally) -> Turns:
    return Turns(
        total=tally.turns,
        assistant=tally.assistant,
        trained=tally.trained,
        masked=tally.masked,
        tool_calls=tally.calls,
        calling=tally.calling,
        answering=tally.trained - tally.calling,
    )


def _tokens(tally: Tally, job: Job) -> Tokens | None:
    if job.model.encoding is None:
        return None
    context = job.model.context_window
    return Tokens(
        total=tally.tokens,
        trained=tally.trained_tokens,
        tools=tally.tool_tokens,
        tool_results=tally.result_tokens,
        images=tally.image_tokens,
        unsized_images=tally.unsized_images,
        uncounted_parts=tally.uncounted_parts,
        median_example=tally.percentile(0.5),
        p95_example=tally.percentile(0.95),
        max_example=tally.longest[0] if tally.longest else 0,
        over_limit=tally.over,
        limit=job.training_window,
        context_window=context.value if context else None,
        exact=not tally.unsized_images and not tally.uncounted_parts,
        framing_bound=tally.bound,
    )


def _epochs(files: Sequence[FileResult]) -> EpochsEntry | None:
    chosen = {file.epochs for file in files}
    if len(chosen) != 1 or (epochs := chosen.pop()) is None:
        return None
    return EpochsEntry(n=epochs.n, source=epochs.source)


def _cost(files: Sequence[FileResult]) -> CostEntry | None:
    costs = [file.cost for file in files if file.cost is not None]
    if not costs:
        return None
    return CostEntry(
        currency=costs[0].currency,
        training=float(sum(cost.training for cost in costs)),
        per_million_tokens=float(costs[0].per_million_tokens),
        as_of=costs[0].as_of.isoformat(),
        verified=costs[0].verified,
    )


def _hourly(files: Sequence[FileResult]) -> HourlyEntry | None:
    price = next((file.hourly for file in files if file.hourly is not None), None)
    if price is None:
        return None
    return HourlyEntry(
        currency=price.currency,
        per_hour=float(price.per_hour),
        as_of=price.as_of.isoformat(),
        verified=price.verified,
    )


def _tools(tally: Tally) -> list[ToolUse]:
    names = sorted(tally.declared.keys() | tally.called.keys())
    return [ToolUse(name=name, calls=tally.called[name], declared=tally.declared[name]) for name in names]
