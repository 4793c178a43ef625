"""Rules about how long an example may be, and what is paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.checks import check
from ftlint.findings import Place, Report
from ftlint.folds import START
from ftlint.records import dataclass
from ftlint.tokens.cutting import NEAR, context_of, cut_of, over_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.folds import At
    from ftlint.tokens.cutting import Cut
    from ftlint.view.example import Example

HALF = 0.5
ENOUGH_EXAMPLES = 10
"""Examples with tools; fewer say little about a file's bill."""


@check("FT501", needs="long")
def over_training_window(example: Example) -> Iterator[Report]:
    """Report an example of which some loss-bearing turns are cut off, at the first turn that is not kept."""
    cut = cut_of(example, example.job.training_window)
    if cut is None or not cut.loses_target or not cut.target_left or over_context(example):
        return
    label, first = example.job.model.label, cut.lost[0]
    said = f"{cut.over:,} tokens over the {cut.window:,} that {label} is trained on: {_lost(cut)}"
    yield Report(Place(first.path), said, f"shorten the example by {cut.over:,} tokens, or split it")


@check("FT502", needs="long")
def over_context_window(example: Example) -> Iterator[Report]:
    """Report an example that no fine-tuned model could be sent, at the first turn that is not kept."""
    model, context = example.job.model, context_of(example)
    if context is None or not over_context(example):
        return
    cut = cut_of(example, example.job.training_window or context)
    if cut is None or not cut.loses_target:
        return
    reads = f"a fine-tuned {model.label} reads {context:,}"
    if model.context_window is not None and cut.total > model.context_window.value:
        reads += f", {model.label} itself {model.context_window.value:,}"
    said = f"{cut.total:,} tokens; {reads}, and training keeps {cut.window:,}"
    way = "split the conversation; training cuts it off from here on"
    yield Report(Place(cut.lost[0].path), said, way)


@check("FT503", needs="long")
def near_training_window(example: Example) -> Iterator[Report]:
    """Report an example that nearly fills the window, or is over it and loses no loss-bearing turn."""
    job, window = example.job, example.job.training_window
    if window is None or job.counter is None or example.tokens.total <= NEAR * window:
        return
    cut = cut_of(example, window)
    if cut is not None and cut.loses_target:
        return
    total, bound = example.tokens.total, example.tokens.bound
    about = f" (give or take {bound:,})" if bound else ""
    share = f"{100 * total // window} % of the {window:,} that {job.model.label} is trained on"
    way = "leave room: what is over is cut from the end, where the answer is"
    if cut is not None:
        way = "shorten it; no loss-bearing turn is lost, but the end is never seen"
    yield Report(Place(("messages",), on="key"), f"{total:,} tokens{about}, {share}", way)


def _lost(cut: Cut) -> str:
    """Say what is cut off, from the turn that the report points at."""
    first, more = cut.lost[0], len(cut.lost) - 1
    what = "assistant turn" if first.role == "assistant" else f"{first.role} message"
    return f"this {what} and {more:,} more are cut" if more else f"this {what} is cut"


@dataclass
class Bill:
    """Tokens that one epoch is billed for, and how many of them are tool definitions."""

    tokens: int = 0
    of_tools: int = 0
    with_tools: int = 0
    """Examples that declare tools."""


class ToolsDominate:
    """FT508: more than half of what is billed are tool definitions."""

    code = "FT508"

    def empty(self) -> Bill:
        """Start without examples."""
        return Bill()

    def see(self, state: Bill, example: Example, at: At) -> None:
        """Add up one example, as far as it is billed."""
        if example.job.counter is None:
            return
        tokens = example.tokens
        billed = min(tokens.total, example.job.training_window or tokens.total)
        state.tokens += billed
        state.of_tools += min(tokens.tools, billed)
        state.with_tools += tokens.tools > 0

    def merge(self, earlier: Bill, later: Bill) -> Bill:
        """Add two parts of a file."""
        return Bill(
            earlier.tokens + later.tokens,
            earlier.of_tools + later.of_tools,
            earlier.with_tools + later.with_tools,
        )

    def finish(self, state: Bill, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Compare the sums."""
        if state.with_tools < ENOUGH_EXAMPLES or state.of_tools <= HALF * state.tokens:
            return
        share = round(100 * state.of_tools / state.tokens)
        said = f"tool definitions are {share} % of the tokens billed ({state.of_tools:,} of {state.tokens:,})"
        way = "shorten the definitions, or declare fewer tools, the same ones in use as in training"
        yield START, Report(Place(), said, way)


FOLDS = [ToolsDominate()]
