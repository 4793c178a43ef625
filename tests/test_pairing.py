"""How calls and results name each other: one mistake gives one finding, whatever it drags along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.engine import Scanner
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan, finish, merge
from ftlint.reading.reader import Line

if TYPE_CHECKING:
    from ftlint.findings import Finding

JOB = choose_job()
PAIRING = ["FT310", "FT311", "FT312", "FT313", "FT314", "FT315", "FT316", "FT320", "FT321", "FT322"]
SCANNER = Scanner(Plan(JOB, choose_levels(JOB, select=[*PAIRING, "FT105", "FT122", "FT323", "FT325"])))

USER = {"role": "user", "content": "Weather?"}
SAID = {"role": "assistant", "content": "Rain."}
SYSTEM = {"role": "system", "content": "Be brief."}


def call(*ids: Any) -> dict[str, Any]:
    """Make an assistant message with one call for each id; `...` stands for a call without id."""
    function = {"name": "look", "arguments": "{}"}
    named = [{} if i is ... else {"id": i} for i in ids]
    return {
        "role": "assistant",
        "tool_calls": [{**n, "type": "function", "function": function} for n in named],
    }


def result(call_id: Any = ..., **other: Any) -> dict[str, Any]:
    named = {} if call_id is ... else {"tool_call_id": call_id}
    return {"role": "tool", "content": "rain", **named, **other}


def old_call(name: str = "look") -> dict[str, Any]:
    return {"role": "assistant", "function_call": {"name": name, "arguments": "{}"}}


def old_result(name: str = "look") -> dict[str, Any]:
    return {"role": "function", "name": name, "content": "rain"}


def findings(*messages: Any) -> list[Finding]:
    raw = json.dumps({"messages": list(messages)}).encode()
    part = merge([SCANNER.scan([Line(0, 0, raw, b"\n")], 0)])
    assert part.crashes == []
    return list(finish(part, SCANNER.plan))


def said(*messages: Any) -> list[str]:
    """Code, level where it is not an error, and message index of each finding."""
    level = {"error": "", "warning": "W", "info": "I"}
    return [f"{f.code}{level[f.severity]}@{f.place.path[1]}" for f in findings(*messages)]


@pytest.mark.parametrize(
    "messages",
    [
        pytest.param([USER, call("a")], id="ends-on-a-call"),
        pytest.param([USER, call("a", "b"), result("a")], id="ends-partly-answered"),
        pytest.param([USER, call("a"), result("a"), SAID], id="answered"),
        pytest.param([USER, call("a", "b"), result("b"), result("a"), SAID], id="other-order"),
        pytest.param([USER, call("a"), SYSTEM, result("a"), SAID], id="system-between"),
        pytest.param([USER, call("a"), result("a"), call("b"), result("b"), SAID], id="two-steps"),
        pytest.param([USER, call("a"), result("a"), call("b")], id="ends-on-second-call"),
        pytest.param([USER, SAID, USER, call("a"), result("a")], id="ends-on-result"),
        pytest.param([USER, old_call(), old_result(), SAID], id="legacy"),
        pytest.param([USER, old_call(), old_result(), old_call(), old_result(), SAID], id="legacy-again"),
        pytest.param([USER, old_call()], id="legacy-ends-on-a-call"),
        pytest.param([USER, call("a" * 40), result("a" * 40), SAID], id="long"),
    ],
)
def test_good_conversations(messages: list[Any]) -> None:
    assert said(*messages) == []


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        # a wrong id is one finding, and not also a call without a result
        ([USER, call("a"), result("x"), SAID], ["FT312@2"]),
        ([USER, call("a", "b"), result("x"), result("b"), SAID], ["FT312@2"]),
        ([USER, call("a", "b"), result("x"), result("y"), SAID], ["FT312@2", "FT312@3"]),
        ([USER, call("a", "b"), result("x"), SAID], ["FT313@1", "FT312@2"]),
        ([USER, call("a"), result("a"), result("x"), SAID], ["FT312@3"]),
        ([USER, result("a"), SAID], ["FT312@1"]),
        ([USER, call("a"), result("x")], ["FT312@2"]),
        # no result
        ([USER, call("a"), SAID], ["FT313@1"]),
        ([USER, call("a"), USER, SAID], ["FT313@1"]),
        ([USER, call("a", "b"), result("b"), SAID], ["FT313@1"]),
        ([USER, call("a", "b"), SAID], ["FT313@1", "FT313@1"]),
        ([USER, call("a"), call("b"), result("b"), SAID], ["FT313@1"]),
        # too late: the call is not said to be unanswered
        ([USER, call("a"), USER, result("a"), SAID], ["FT314@3"]),
        ([USER, call("a"), SAID, result("a"), SAID], ["FT314@3"]),
        ([USER, call("a"), call("b"), result("a"), result("b"), SAID], ["FT314@3"]),
        ([USER, call("a", "b"), result("a"), USER, result("b"), SAID], ["FT314@4"]),
        # too early
        ([USER, result("a"), call("a"), SAID], ["FT312@1"]),
        ([USER, result("a"), call("a")], ["FT312@1"]),
        # twice
        ([USER, call("a"), result("a"), result("a"), SAID], ["FT315@3"]),
        ([USER, call("a"), result("a"), SAID, result("a"), SAID], ["FT315@4"]),
        ([USER, call("a", "b"), result("a"), result("a"), SAID], ["FT315@3"]),
        ([USER, call("a"), result("a"), call("b"), result("a"), SAID], ["FT315@4"]),
        ([USER, call("a"), result("a"), result("a"), result("a"), SAID], ["FT315@3", "FT315@4"]),
        # calls without a usable id do not make their results orphans
        ([USER, call(...), result("a"), SAID], ["FT310@1"]),
        ([USER, call(None), result("a"), SAID], ["FT310@1"]),
        ([USER, call(""), result("a"), SAID], ["FT310@1"]),
        ([USER, call(1), result("1"), SAID], ["FT310@1"]),
        ([USER, call(..., ...), result("a"), result("b"), SAID], ["FT310@1", "FT310@1"]),
        ([USER, call("a", ...), result("x"), result("a"), SAID], ["FT310@1"]),
        ([USER, call(...), result("a"), result("b"), SAID], ["FT310@1", "FT312@3"]),
        ([USER, call(...), SAID], ["FT310@1", "FT313@1"]),
        ([USER, call(...)], ["FT310@1"]),
        # results without an id stand for a call all the same
        ([USER, call("a"), result(), SAID], ["FT316@2"]),
        ([USER, call("a"), result(None), SAID], ["FT316@2"]),
        ([USER, call("a", "b"), result(""), result("b"), SAID], ["FT316@2"]),
        ([USER, call("a", "b"), result({}), SAID], ["FT313@1", "FT316@2"]),
        ([USER, call(...), result(), SAID], ["FT310@1", "FT316@2"]),
        # the same id twice
        ([USER, call("a", "a"), result("a"), result("a"), SAID], ["FT311@1"]),
        ([USER, call("a", "a"), result("a"), SAID], ["FT311@1"]),
        ([USER, call("a", "a"), result("a"), result("b"), SAID], ["FT311@1"]),
        ([USER, call("a", "a"), SAID], ["FT313@1", "FT311@1"]),
        ([USER, call("a", "a", "a")], ["FT311@1", "FT311@1"]),
        ([USER, call("a"), result("a"), call("a"), result("a"), SAID], ["FT311W@3"]),
        ([USER, call("a"), result("a"), call("a"), result("a"), call("a")], ["FT311W@3"]),
        ([USER, call("a"), USER, call("a"), result("a"), SAID], ["FT313@1", "FT311W@3"]),
        # calls that cannot be read
        ([USER, {**SAID, "tool_calls": []}, result("a"), SAID], ["FT320@1"]),
        ([USER, {**SAID, "tool_calls": None}, result("a"), SAID], ["FT320@1"]),
        ([USER, {"role": "assistant", "tool_calls": "[…]"}, result("a"), SAID], ["FT320@1"]),
        ([USER, {"role": "assistant", "tool_calls": [None]}, result("a"), SAID], ["FT321@1"]),
        (
            [USER, {"role": "assistant", "tool_calls": [*call("a")["tool_calls"], 1]}, result("b"), SAID],
            ["FT321@1"],
        ),
        # a wrong role
        ([{**USER, "tool_calls": call("a")["tool_calls"]}, result("a"), SAID], ["FT322@0"]),
        ([USER, call("a"), {**USER, "tool_call_id": "a"}, SAID], ["FT322@2"]),
        ([USER, call("a"), {**SAID, "tool_call_id": "a"}, SAID], ["FT322@2"]),
        ([USER, call("a", "b"), {**USER, "tool_call_id": "a"}, result("b"), SAID], ["FT322@2"]),
        ([USER, call("a"), result("a", role="observation"), SAID], ["FT105@2"]),
        # written as text
        ([USER, {**SAID, "content": '<tool_call>{"name": "look"}'}, result("a"), SAID], ["FT323@1"]),
        ([USER, {**SAID, "content": '<tool_call>{"name": "look"}'}, USER], ["FT323W@1"]),
        # a hole
        ([USER, "?", result("a"), SAID], []),
        ([USER, call("a"), {"content": "no role"}, SAID], []),
        ([USER, call("a"), None, USER, result("a"), SAID], []),
        # the old form
        ([USER, old_result(), SAID], ["FT325@1"]),
        ([USER, old_call(), SAID], ["FT313W@1"]),
        ([USER, old_call(), USER, SAID], ["FT313W@1"]),
        ([USER, old_call(), old_result("lookup"), SAID], ["FT325@2"]),
        ([USER, old_call(), old_result(), old_result(), SAID], ["FT325@3"]),
        # two eras: one finding, and nothing about pairs
        ([USER, old_call(), result("a"), SAID], ["FT122@1"]),
        ([USER, call("a"), old_result(), SAID], ["FT122@2"]),
    ],
)
def test_one_mistake_one_finding(messages: list[Any], expected: list[str]) -> None:
    assert said(*messages) == expected


def only(*messages: Any) -> Finding:
    [finding] = findings(*messages)
    return finding


def test_near_ids_come_first() -> None:
    first = next(
        f for f in findings(USER, call("first", "weather"), result("Weather "), USER) if f.code == "FT312"
    )
    assert first.help == 'write the id of an open call: "weather" or "first"'
    [label] = first.labels
    assert label.place.path == ("messages", 1, "tool_calls", 1, "id")


def test_sole_open_call_is_the_one_meant() -> None:
    orphan = only(USER, call("a", "b"), result("zzzz"), result("a"), SAID)
    assert orphan.help == 'write the id of the open call: "b"'
    assert [label.place.path for label in orphan.labels] == [("messages", 1, "tool_calls", 1, "id")]


def test_the_missing_result_is_shown_in_the_form_of_its_call() -> None:
    assert only(USER, call("a"), SAID).help == (
        'add {"role": "tool", "tool_call_id": "a", "content": …} before messages[2]'
    )
    legacy = only(USER, old_call(), SAID)
    assert legacy.help == 'add {"role": "function", "name": "look", "content": …} before messages[2]'
    assert legacy.message == 'the call of "look" has no result, and the conversation goes on'


def test_repeated_result_names_the_call_that_waits() -> None:
    repeated = only(USER, call("a", "b"), result("a"), result("a"), SAID)
    assert repeated.help == 'keep one; or is this the result of "b"?'


def test_misplaced_results_say_where_they_belong() -> None:
    late = only(USER, call("a"), USER, result("a"), SAID)
    assert late.help == "move it to before messages[2], right behind its call"
    early = only(USER, result("a"), call("a"), SAID)
    assert early.help == "move it to right behind messages[2]"


def test_ids_may_be_the_same_on_every_line() -> None:
    raw = json.dumps({"messages": [USER, call("call_id"), result("call_id"), SAID]}).encode()
    part = merge([SCANNER.scan([Line(n, 0, raw, b"\n") for n in range(3)], 0)])
    assert finish(part, SCANNER.plan) == []


def test_very_many_calls_are_paired_in_any_order() -> None:
    ids = [f"call_{n}" for n in range(4_000)]
    assert said(USER, call(*ids), *map(result, reversed(ids)), SAID) == []
    assert len(said(USER, call(*ids), *[result(f"other {i}") for i in ids], SAID)) == len(ids)
    assert len(said(USER, call(*["a"] * 2_000), *[result("a")] * 2_001, SAID)) == 2_000


ids: st.SearchStrategy[Any] = st.sampled_from(["a", "b", "A", "", None, 1, ..., True, [], {}])
messages = st.one_of(
    st.lists(ids, max_size=3).map(lambda found: call(*found)),
    ids.map(result),
    st.sampled_from([USER, SAID, SYSTEM, old_call(), old_result(), old_call(""), None, 1, {"role": "tool"}]),
    st.fixed_dictionaries(
        {"role": st.sampled_from(["user", "assistant", "tool", "function", "system", "gpt", None])},
        optional={
            "tool_calls": st.one_of(
                st.none(), st.text(), st.lists(st.one_of(st.none(), st.just({})), max_size=2)
            ),
            "function_call": st.sampled_from([None, "auto", {}, {"name": 1}, {"name": "look"}, []]),
            "tool_call_id": ids.filter(lambda value: value is not ...),
            "name": st.sampled_from(["look", "", None, 1]),
        },
    ),
)


@given(st.lists(messages, max_size=8))
def test_nothing_raises_and_each_place_is_said_once(conversation: list[Any]) -> None:
    found = findings(*conversation)
    assert len({(finding.code, finding.place) for finding in found}) == len(found)
