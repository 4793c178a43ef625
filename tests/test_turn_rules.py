"""Rules about turns: one mistake gives one finding, near misses none, and no value breaks a check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint.engine import Scanner
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan, finish, merge
from ftlint.reading.reader import Line

if TYPE_CHECKING:
    from ftlint.findings import Finding

JOB = choose_job()
SCANNER = Scanner(Plan(JOB, choose_levels(JOB, select=["FT2", "FT5", "FT6"])))

SYSTEM = {"role": "system", "content": "Be brief."}
DEVELOPER = {"role": "developer", "content": "Be brief."}
USER = {"role": "user", "content": "Weather in Oslo?"}
ANSWER = {"role": "assistant", "content": "Rain."}
CALL = {
    "role": "assistant",
    "tool_calls": [{"id": "a", "type": "function", "function": {"name": "look", "arguments": "{}"}}],
}
RESULT = {"role": "tool", "tool_call_id": "a", "content": "rain"}
TOOLS = [
    {"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}
]


def findings(*messages: Any) -> list[Finding]:
    example = {"messages": list(messages), "tools": TOOLS}
    part = merge([SCANNER.scan([Line(0, 0, json.dumps(example).encode(), b"\n")], 0)])
    assert part.crashes == []
    return list(finish(part, SCANNER.plan))


def codes(*messages: Any, family: str = "FT2") -> list[str]:
    return sorted(finding.code for finding in findings(*messages) if finding.code.startswith(family))


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([SYSTEM], ["FT201"]),
        ([USER, RESULT], ["FT201"]),
        ([SYSTEM, ANSWER], ["FT202"]),
        ([ANSWER], ["FT202"]),
        ([ANSWER, USER, ANSWER], ["FT208"]),
        ([USER, SYSTEM, ANSWER], ["FT203"]),
        ([SYSTEM, USER, ANSWER, SYSTEM, USER, ANSWER], ["FT204"]),
        ([USER, SYSTEM, DEVELOPER, SYSTEM, ANSWER], ["FT204"]),
        ([USER, ANSWER, USER, USER], ["FT205", "FT207"]),
        ([USER, ANSWER, ANSWER, ANSWER], ["FT206"]),
        ([USER, ANSWER, CALL, RESULT, ANSWER], ["FT206"]),
        ([USER, USER, USER, ANSWER], ["FT207"]),
        ([USER, ANSWER, USER, {"role": "user", "content": ""}], ["FT205", "FT209"]),
    ],
)
def test_one_mistake_gives_one_finding(messages: list[Any], expected: list[str]) -> None:
    assert codes(*messages) == expected


@pytest.mark.parametrize(
    "messages",
    [
        [USER, CALL],
        [USER, CALL, RESULT, ANSWER],
        [USER, CALL, RESULT, CALL, RESULT, ANSWER],
        [DEVELOPER, USER, ANSWER],
        [{**ANSWER, "weight": 0}, USER, ANSWER],
        [USER, {**CALL, "content": ""}],
        [USER, {**CALL, "content": None}],
        [
            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://a.no/b.png"}}]},
            ANSWER,
        ],
        [{**USER, "name": "a"}, {**USER, "name": "b"}, ANSWER],
    ],
)
def test_near_misses(messages: list[Any]) -> None:
    assert codes(*messages) == []


@pytest.mark.parametrize(
    ("messages", "silent"),
    [
        ([USER, CALL, ANSWER], "FT206"),  # the call is unanswered: another rule says so
        ([USER, ANSWER, RESULT], "FT205"),  # the result is an orphan
        ([USER, ANSWER, {"role": "user", "content": " "}], "FT205"),  # the blank message is said already
        ([USER, {"role": "assistant", "content": ""}, ANSWER], "FT206"),  # so is the empty turn
        ([USER, {"role": "user", "content": "\n"}, ANSWER], "FT207"),
        ([USER, {**USER, "tool_calls": CALL["tool_calls"]}, ANSWER], "FT207"),  # no user calls tools
        ([{**USER, "tool_calls": CALL["tool_calls"]}, USER, ANSWER], "FT207"),
        ([{"role": "system", "content": ""}, SYSTEM, USER, ANSWER], "FT204"),
        ([USER, {"role": "system", "content": ""}, ANSWER], "FT203"),
        ([USER, {"role": "assistant", "content": None}], "FT209"),
        ([{"role": "user", "content": None}, ANSWER], "FT209"),
        ([{"role": "user", "content": []}, ANSWER], "FT209"),
        ([USER, {"role": "assistant", "content": ""}], "FT210"),
    ],
)
def test_mistakes_that_another_rule_speaks_for(messages: list[Any], silent: str) -> None:
    assert silent not in codes(*messages)


@pytest.mark.parametrize("hole", [3, "text", {"role": "narrator", "content": "x"}, {"content": "x"}, None])
@pytest.mark.parametrize(
    "messages", [[USER], [SYSTEM, ANSWER], [USER, ANSWER, ANSWER], [USER, USER, ANSWER], [USER, ANSWER, USER]]
)
def test_order_is_not_judged_around_a_hole(hole: Any, messages: list[Any]) -> None:
    assert codes(*messages, hole) == []


def test_foreign_roles_are_read_through() -> None:
    assert codes({"role": "human", "content": "Hi"}, {"role": "gpt", "content": "Hello"}) == []


def test_a_legacy_result_is_a_result() -> None:
    call = {"role": "assistant", "function_call": {"name": "look", "arguments": "{}"}}
    result = {"role": "function", "name": "look", "content": "rain"}
    assert codes(USER, call, result, ANSWER) == []
    assert codes(USER, call, result) == ["FT205"]
    assert codes(USER, call, {**result, "content": ""}, ANSWER) == ["FT209"]


def test_the_merged_message_is_shown() -> None:
    [finding] = [f for f in findings(USER, ANSWER, CALL) if f.code == "FT206"]
    assert finding.help == 'write one message: {"role": "assistant", "content": "Rain.", "tool_calls": …}'
    [finding] = [f for f in findings(USER, {**ANSWER, "weight": 0}, ANSWER) if f.code == "FT206"]
    assert finding.help is not None
    assert finding.help.startswith("make them one turn")


def test_edges_are_marked_inside_the_text() -> None:
    both = {"role": "assistant", "content": " \nRain. "}
    [finding] = [f for f in findings(USER, both) if f.code == "FT210"]
    assert finding.place.inside == (0, 2)
    assert finding.message == r'the learned text starts with " \n" and ends in " "'
    parts = [{"type": "text", "text": "Rain."}, {"type": "text", "text": "Snow. "}]
    [finding] = [f for f in findings(USER, {"role": "assistant", "content": parts}) if f.code == "FT210"]
    assert finding.place.path == ("messages", 1, "content", 1, "text")
    assert finding.place.inside == (5, 6)
    assert codes(USER, {**both, "weight": 0}, USER, ANSWER) == []


ANY = st.one_of(st.none(), st.booleans(), st.integers(), st.sampled_from(["", " ", "a", "<|im_end|>"]))
PART = st.one_of(ANY, st.dictionaries(st.sampled_from(["type", "text", "refusal"]), ANY, max_size=2))
CALL_LIKE = st.dictionaries(st.sampled_from(["id", "name", "arguments", "function"]), ANY, max_size=3)
ODD = st.one_of(ANY, st.lists(PART, max_size=2), st.lists(CALL_LIKE, max_size=2), CALL_LIKE)
ROLE = st.sampled_from(["system", "user", "assistant", "tool", "function", "GPT"])
KEYS = ("content", "weight", "tool_calls", "function_call", "refusal", "name", "tool_call_id")
MESSAGE = st.one_of(
    ODD, st.fixed_dictionaries({"role": st.one_of(ODD, ROLE)}, optional=dict.fromkeys(KEYS, ODD))
)


@settings(deadline=None)
@given(st.lists(MESSAGE, max_size=6))
def test_no_value_makes_a_check_raise(messages: list[Any]) -> None:
    findings(*messages)
