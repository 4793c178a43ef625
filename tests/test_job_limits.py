"""FT505 and FT507: what one job takes; and rules that are off until they are named."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.findings import Severity
from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.reading.reader import source_of_stream
from ftlint.targets import Figure, Source

if TYPE_CHECKING:
    from ftlint.findings import Finding

LINE = json.dumps({
    "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}],
}).encode()  # fmt: skip
EXAMPLES = 40


def limited(limit: int, epochs: int | None = None, *, window: int | None = None) -> tuple[list[Finding], int]:
    """Lint 40 examples under a limit of job tokens; give what FT505 says, and the tokens."""
    job = choose_job(epochs=epochs)
    figure = Figure(value=limit, source=Source(title="a test", as_of=date(2026, 1, 1)))
    limits = replace(job.target.limits, job_tokens=figure)
    job = replace(job, target=replace(job.target, limits=limits))
    if window is not None:
        job = replace(job, model=replace(job.model, training_window=replace(figure, value=window)))
    with source_of_stream(io.BytesIO((LINE + b"\n") * EXAMPLES), "train.jsonl") as source:
        result = lint_sources([source], job, choose_levels(job, ["FT505"]))
    assert not result.crashes
    return [finding for _, finding in result.findings], result.files[0].tally.billed


def test_tokens_times_epochs() -> None:
    tokens = limited(10**9)[1]
    [finding] = limited(tokens, 4)[0]
    assert finding.severity is Severity.ERROR
    assert finding.message == f"{tokens} tokens × 4 epochs; openai takes {tokens} in a job"
    assert (finding.help, finding.whole_file) == ("use 1 epoch at most", True)
    assert limited(tokens * 4, 4)[0] == []
    [finding] = limited(tokens // 2, 1)[0]
    assert finding.help == "split the file over jobs"


def test_what_may_be_the_estimated_framing_is_no_error() -> None:
    tokens = limited(10**9)[1]
    [finding] = limited(tokens * 4 - 1, 4)[0]
    assert finding.severity is Severity.WARNING


def test_epochs_that_are_guessed_are_no_error() -> None:
    tokens = limited(10**9)[1]
    [finding] = limited(tokens)[0]
    assert finding.severity is Severity.WARNING
    assert "3 epochs (the default, estimated)" in finding.message
    [finding] = limited(tokens // 2)[0]
    assert finding.severity is Severity.ERROR


def test_only_what_is_trained_on_counts() -> None:
    assert limited(EXAMPLES * 2, 1, window=2) == ([], EXAMPLES * 2)
    assert len(limited(EXAMPLES * 2 - 1, 1, window=2)[0]) == 1


@pytest.mark.parametrize(
    ("selectors", "level"),
    [
        ({}, None),
        ({"select": ["FT113"]}, Severity.WARNING),
        ({"extend": ["ft113"]}, Severity.WARNING),
        ({"extend": ["content-null-beside-calls"]}, Severity.WARNING),
        ({"select": ["FT11"]}, None),
        ({"select": ["ALL"]}, None),
        ({"extend": ["FT113"], "ignore": ["FT113"]}, None),
    ],
)
def test_a_rule_that_is_off_runs_for_whoever_names_it(selectors: Any, level: Severity | None) -> None:
    assert choose_levels(choose_job(), **selectors).get("FT113") is level


def test_a_target_turns_it_on_and_may_be_overruled() -> None:
    azure = choose_job("azure")
    assert choose_levels(azure)["FT113"] is Severity.WARNING
    assert "FT113" not in choose_levels(azure, ignore=["FT1"])
