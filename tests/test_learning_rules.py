"""Rules about what is learned: which of them speaks for an example, and which keep still."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ftlint.engine import Scanner
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan, finish, merge
from ftlint.reading.reader import Line

JOB = choose_job(model="gpt-3.5-turbo-0613")  # a training window of 4,096 tokens, a context of 16,385
SCANNER = Scanner(Plan(JOB, choose_levels(JOB, select=["FT2", "FT5", "FT6"], ignore=["FT205", "FT207"])))

USER = {"role": "user", "content": "Weather in Oslo?"}
LONG = {"role": "user", "content": "Summarise:" + " word" * 5_000}
ENDLESS = {"role": "user", "content": "Summarise:" + " word" * 17_000}
ANSWER = {"role": "assistant", "content": "Rain."}
MASKED = {**ANSWER, "weight": 0}
CALL = {
    "role": "assistant",
    "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{}"}}],
}
RESULT = {"role": "tool", "tool_call_id": "c1", "content": "Rain"}
EMPTY = {"role": "assistant", "content": ""}


def codes(*messages: Any) -> list[str]:
    part = merge([SCANNER.scan([Line(0, 0, json.dumps({"messages": messages}).encode(), b"\n")], 0)])
    assert part.crashes == []
    return sorted(finding.code for finding in finish(part, SCANNER.plan))


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([USER], ["FT201"]),
        ([USER, MASKED], ["FT601"]),
        ([USER, MASKED, USER, MASKED], ["FT601"]),
        ([USER, ANSWER, USER, MASKED], ["FT603"]),
        ([USER, MASKED, USER, ANSWER], []),
        ([USER, EMPTY], ["FT602"]),
        ([USER, {**EMPTY, "weight": 0}, USER, ANSWER], ["FT209"]),
        ([USER, {**EMPTY, "weight": 0}], ["FT209", "FT601"]),
        ([USER, {**EMPTY, "refusal": "No."}], []),
        ([LONG, ANSWER], ["FT604"]),
        ([USER, MASKED, LONG, ANSWER], ["FT604"]),
        ([USER, ANSWER, LONG, ANSWER], ["FT501"]),
        ([USER, ANSWER, LONG], ["FT503"]),
        ([USER, ANSWER, LONG, MASKED], ["FT503", "FT603"]),
        ([LONG], ["FT201", "FT503"]),
        ([LONG, MASKED], ["FT503", "FT601"]),
        ([ENDLESS, ANSWER], ["FT502"]),
        ([USER, ANSWER, ENDLESS, ANSWER], ["FT502"]),
        ([USER, ANSWER, ENDLESS], ["FT503"]),
    ],
)
def test_who_speaks(messages: list[Any], expected: list[str]) -> None:
    assert codes(*messages) == expected


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([USER, CALL, RESULT, MASKED], []),
        ([USER, MASKED, USER, CALL, RESULT, MASKED], []),
        ([USER, {**CALL, "content": "Let me look."}, RESULT, MASKED], []),
        ([USER, ANSWER, USER, {**CALL, "weight": 0}, RESULT], []),
        ([USER, CALL, RESULT, ANSWER, USER, MASKED], ["FT603"]),
        ([USER, CALL, RESULT, CALL | {"weight": 0}, RESULT, MASKED], ["FT603"]),
        ([USER, ANSWER, USER, {**CALL, "weight": 0}, RESULT, MASKED], ["FT603"]),
    ],
)
def test_a_turn_that_is_masked_for_the_sake_of_calls(messages: list[Any], expected: list[str]) -> None:
    assert [code for code in codes(*messages) if code == "FT603"] == expected


@pytest.mark.parametrize("weight", [False, 0.0, "0"])
def test_a_badly_written_weight_masks_all_the_same(weight: object) -> None:
    assert "FT601" in codes(USER, {**ANSWER, "weight": weight})


@pytest.mark.parametrize("weight", [None, "", "high", [], {}, -1, 2])
def test_an_unreadable_weight_masks_nothing(weight: object) -> None:
    assert "FT601" not in codes(USER, {**ANSWER, "weight": weight})


def test_a_hole_may_be_the_turn_that_is_learned() -> None:
    assert "FT601" not in codes(USER, MASKED, USER, {"role": "asistant?", "content": "Rain."})
    assert "FT603" not in codes(USER, ANSWER, USER, MASKED, {"content": "Rain."})


@pytest.mark.parametrize("calls", [[], None, "look", {}])
def test_broken_calls_are_not_an_empty_target_too(calls: object) -> None:
    assert ("FT602" in codes(USER, {**EMPTY, "tool_calls": calls})) is (calls is None)


def test_misnamed_calls_are_not_an_empty_target_too() -> None:
    assert codes(USER, {**EMPTY, "toolCalls": [{"id": "a"}]}) == []
