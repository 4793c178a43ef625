"""Preference files: the frame of a line, and what is said in the outputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import lint
from ftlint.text.words import path_text
from ftlint.view.preference import ALIASES, PARTS, keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.findings import Finding

USER = {"role": "user", "content": "Is the museum open?"}
YES = {"role": "assistant", "content": "Yes, until six."}
NO = {"role": "assistant", "content": "Look it up."}
PAIR: dict[str, Any] = {
    "input": {"messages": [USER]},
    "preferred_output": [YES],
    "non_preferred_output": [NO],
}


def findings(
    folder: Path, *values: object, target: str = "openai", model: str | None = None
) -> list[Finding]:
    path = folder / "train.jsonl"
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    result = lint(str(path), target=target, model=model, format="dpo", ignore=["FT701"])
    assert not result.crashes
    return [finding for _, finding in result.findings]


def said(folder: Path, value: object, **job: str) -> list[tuple[str, str]]:
    return [(f.code, path_text(f.place.path)) for f in findings(folder, value, **job)]


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in PAIR.items() if name != key}


FRAMES: list[tuple[str, list[tuple[str, str]], dict[str, Any]]] = [
    ("good", [], PAIR),
    ("tools as in OpenAI's guide", [],
     {**PAIR, "input": {"messages": [USER], "tools": [], "parallel_tool_calls": True}}),
    ("no input", [("FT801", "")], without("input")),
    ("no output", [("FT801", "")], without("non_preferred_output")),
    ("neither output", [("FT801", "")], {"input": PAIR["input"]}),
    ("messages for input", [("FT801", "messages")],
     {**without("input"), "messages": [USER], "tools": []}),
    ("input is an array", [("FT801", "input")], {**PAIR, "input": [USER]}),
    ("input is a text", [("FT801", "input")], {**PAIR, "input": "Is the museum open?"}),
    ("input has no messages", [("FT101", "input")], {**PAIR, "input": {}}),
    ("input has empty messages", [("FT102", "input.messages")], {**PAIR, "input": {"messages": []}}),
    ("output is a message", [("FT801", "preferred_output")], {**PAIR, "preferred_output": YES}),
    ("output is a text", [("FT801", "preferred_output")], {**PAIR, "preferred_output": "Yes."}),
    ("output is null", [("FT801", "preferred_output")], {**PAIR, "preferred_output": None}),
    ("output is empty", [("FT801", "non_preferred_output")], {**PAIR, "non_preferred_output": []}),
    ("keys of the specification", [("FT802", "preferred_completion"), ("FT802", "non_preferred_completion")],
     {"input": PAIR["input"], "preferred_completion": [YES], "non_preferred_completion": [NO]}),
    ("keys of Hugging Face", [("FT802", "chosen"), ("FT802", "rejected")],
     {"input": PAIR["input"], "chosen": [YES], "rejected": [NO]}),
    ("a typo", [("FT802", "non_prefered_output")],
     {**without("non_preferred_output"), "non_prefered_output": [NO]}),
    ("prompt for input", [("FT802", "prompt")], {**without("input"), "prompt": "Is the museum open?"}),
    ("old key beside the new one", [("FT103", "preferred_completion")],
     {**PAIR, "preferred_completion": [YES]}),
    ("metadata", [("FT103", "id")], {**PAIR, "id": 7}),
    ("tools beside the input", [("FT103", "tools")], {**PAIR, "tools": []}),
    ("a key in the input", [("FT103", "input.metadata")],
     {**PAIR, "input": {"messages": [USER], "metadata": {}}}),
    ("the whole conversation in an output", [("FT803", "preferred_output[0].role")],
     {**PAIR, "preferred_output": [{"role": "system", "content": "Short."}, USER, YES]}),
    ("the whole conversation in both",
     [("FT803", "non_preferred_output[0].role"), ("FT803", "preferred_output[0].role")],
     {**PAIR, "preferred_output": [USER, YES], "non_preferred_output": [USER, NO]}),
    ("only a tool result", [("FT803", "preferred_output"), ("FT312", "preferred_output[0].tool_call_id")],
     {**PAIR, "preferred_output": [{"role": "tool", "tool_call_id": "call_1", "content": "open"}]}),
    ("no role", [("FT106", "preferred_output[0]")], {**PAIR, "preferred_output": [{"content": "Yes."}]}),
    ("answered", [("FT804", "input.messages[1]")], {**PAIR, "input": {"messages": [USER, YES]}}),
    ("a greeting first", [], {**PAIR, "input": {"messages": [YES, USER]}}),
    ("the same", [("FT805", "non_preferred_output")], {**PAIR, "non_preferred_output": [YES]}),
    ("the same in a part", [("FT805", "non_preferred_output")], {**PAIR, "non_preferred_output": [
        {"content": [{"text": "Yes, until six.", "type": "text"}], "role": "assistant"}]}),
    ("another space", [], {**PAIR, "non_preferred_output": [{**YES, "content": "Yes,  until six."}]}),
    ("two answers", [("FT807", "preferred_output[1]")], {**PAIR, "preferred_output": [NO, YES]}),
    ("a weight", [("FT808", "preferred_output[0].weight")],
     {**PAIR, "preferred_output": [{**YES, "weight": 0}]}),
    ("a wrong weight", [("FT808", "non_preferred_output[0].weight")],
     {**PAIR, "non_preferred_output": [{**NO, "weight": 0.5}]}),
    ("an earlier answer with a weight", [],
     {**PAIR, "input": {"messages": [USER, {**YES, "weight": 0}, USER]}}),
    ("no answer at all", [("FT602", "preferred_output[0].content")],
     {**PAIR, "preferred_output": [{**YES, "content": ""}]}),
]  # fmt: skip


@pytest.mark.parametrize(("codes", "value"), [pytest.param(c, v, id=name) for name, c, v in FRAMES])
def test_frame(codes: list[tuple[str, str]], value: dict[str, Any], tmp_path: Path) -> None:
    assert sorted(said(tmp_path, value)) == sorted(codes)


def test_azure_takes_several_messages(tmp_path: Path) -> None:
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    tool = {"type": "function", "function": {"name": "f"}}
    value = {
        "input": {"messages": [USER], "tools": [tool]},
        "preferred_output": [
            {"role": "assistant", "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "c", "content": "until six"},
            YES,
        ],
        "non_preferred_output": [NO],
    }
    assert said(tmp_path, value) == [("FT807", "preferred_output[1]")]
    assert said(tmp_path, value, target="azure") == []


def test_calls_that_differ_in_ids_and_spaces_are_the_same(tmp_path: Path) -> None:
    def calling(call_id: str, arguments: str) -> dict[str, Any]:
        call = {"id": call_id, "type": "function", "function": {"name": "f", "arguments": arguments}}
        return {"role": "assistant", "tool_calls": [call]}

    tools = [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}]
    value = {
        "input": {"messages": [USER], "tools": tools},
        "preferred_output": [calling("a", '{"x": 1, "y": 2}')],
        "non_preferred_output": [calling("b", '{"y":2,"x":1}')],
    }
    assert said(tmp_path, value) == [("FT805", "non_preferred_output")]
    value["non_preferred_output"] = [calling("a", '{"y":3,"x":1}')]
    assert said(tmp_path, value) == []


def test_an_input_too_long_is_one_mistake(tmp_path: Path) -> None:
    long = {"role": "user", "content": " word" * 66_000}
    (finding,) = findings(tmp_path, {**PAIR, "input": {"messages": [long]}})
    assert (finding.code, path_text(finding.place.path)) == ("FT604", "input.messages[0]")


def test_figures_count_the_input_once_and_both_outputs(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps(PAIR) + "\n" for _ in range(10)), encoding="utf-8")
    (file,) = lint(str(path)).files
    tally = file.tally
    assert (file.format, tally.examples, tally.turns, tally.trained, tally.masked) == ("dpo", 10, 30, 20, 10)
    chats = tmp_path / "chats.jsonl"
    chats.write_text(json.dumps({"messages": [USER, YES, NO]}) + "\n", encoding="utf-8")
    (one,) = lint(str(chats)).files
    assert tally.tokens == tally.billed == 10 * one.tally.tokens
    assert tally.trained_tokens == 10 * one.tally.trained_tokens
    assert file.cost is not None


@given(st.permutations(PARTS), st.data())
def test_each_part_is_found_under_any_of_its_names(order: list[str], data: st.DataObject) -> None:
    names = {part: data.draw(st.sampled_from([part, *ALIASES[part]])) for part in order}
    assert keys_of(dict.fromkeys(names.values())) == names
