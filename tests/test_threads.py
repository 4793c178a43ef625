"""Laws of the other formats: every report leads to a place in the line, and a shared mistake is said once."""

from __future__ import annotations

import copy
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.reading.reader import source_of_stream
from ftlint.text.words import path_text
from ftlint.view.threads import threads_of

if TYPE_CHECKING:
    from ftlint.findings import Finding, Path
    from ftlint.results import Result

JOB = choose_job()
LEVELS = choose_levels(JOB, ignore=["FT701"])

CALL: dict[str, Any] = {
    "id": "call_1",
    "type": "function",
    "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'},
}
AGAIN = {**CALL, "id": "call_2"}
TOOL: dict[str, Any] = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
TURNS = [
    {"role": "developer", "content": "Keep it short."},
    {"role": "user", "content": "Weather in Oslo?"},
    {"role": "assistant", "tool_calls": [CALL]},
    {"role": "tool", "tool_call_id": "call_1", "content": "12 °C"},
    {"role": "user", "content": "In a sentence, please."},
]
GOOD: dict[str, dict[str, Any]] = {
    "dpo": {
        "input": {"messages": TURNS, "tools": [TOOL]},
        "preferred_output": [{"role": "assistant", "content": "It is 12 °C."}],
        "non_preferred_output": [{"role": "assistant", "content": "Nice."}],
    },
    "rft": {"messages": TURNS, "tools": [TOOL], "answer": "12"},
    "completions": {"prompt": "Weather in Oslo? ->", "completion": " 12 degrees"},
}


def lint_lines(name: str, *values: object) -> Result:
    data = "".join(json.dumps(value) + "\n" for value in values).encode()
    with source_of_stream(io.BytesIO(data), "train.jsonl") as source:
        result = lint_sources([source], JOB, dict(LEVELS), name)
        for file, finding in result.findings:
            file.location(finding)
        assert not result.crashes
        return result


def findings(name: str, *values: object) -> list[Finding]:
    return [finding for _, finding in lint_lines(name, *values).findings]


def said(name: str, value: object) -> list[tuple[str, str]]:
    return [(finding.code, path_text(finding.place.path)) for finding in findings(name, value)]


@pytest.mark.parametrize("name", GOOD)
def test_good_lines_are_silent(name: str) -> None:
    assert said(name, GOOD[name]) == []


def places(value: Any, path: Path = ()) -> list[Path]:
    """List the paths to everything in a value."""
    if isinstance(value, dict):
        return [path, *(place for key, inner in value.items() for place in places(inner, (*path, key)))]
    if isinstance(value, list):
        return [
            path,
            *(place for index, inner in enumerate(value) for place in places(inner, (*path, index))),
        ]
    return [path]


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
WORDS = st.sampled_from([
    "user", "system", "assistant", "tool", "", " ", "preferred_output", "chosen", "messages", "weight",
    "preferred_completion", "rejected", "input", "<|endoftext|>", "call_1", "prompt", "text",
])  # fmt: skip

TAKEN = st.sampled_from([TURNS, TURNS[1], [TURNS[2]], [TURNS[1]]])


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Change a good line in up to three places: a value, a key more or less, an element twice."""
    name = draw(st.sampled_from(sorted(GOOD)))
    value = copy.deepcopy(GOOD[name])
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(value)))
        if not path:
            value[draw(WORDS)] = draw(JSON | WORDS)
            continue
        around, step = at(value, path[:-1]), path[-1]
        match draw(st.sampled_from(["put", "drop", "rename", "twice"])):
            case "put":
                around[step] = copy.deepcopy(draw(JSON | WORDS | TAKEN))
            case "drop":
                del around[step]
            case "rename" if isinstance(around, dict):
                around[draw(WORDS)] = around.pop(step)
            case _ if isinstance(around, list) and isinstance(step, int):
                around.append(copy.deepcopy(around[step]))
    return name, value


@given(mutated())
def test_no_line_makes_it_raise_and_nothing_is_said_twice(line: tuple[str, dict[str, Any]]) -> None:
    name, value = line
    found = findings(name, value)
    keys = [(finding.code, finding.place, finding.message) for finding in found]
    assert len(set(keys)) == len(keys)


@given(mutated())
def test_home_leads_to_a_place_in_the_line(line: tuple[str, dict[str, Any]]) -> None:
    name, value = line
    for thread in threads_of(name, value):
        for path in places(thread.chat):
            home = thread.home(path) if thread.home else path
            there = at(value, home)
            if path and not isinstance(at(thread.chat, path), dict | list):
                assert there == at(thread.chat, path) or home[-1] != path[-1]


@given(mutated())
def test_findings_are_on_what_is_there(line: tuple[str, dict[str, Any]]) -> None:
    name, value = line
    there = set(places(value))
    for finding in findings(name, value):
        assert finding.place.path in there or finding.place.path[:-1] in there, finding
        for label in finding.labels:
            assert label.place.path in there or label.place.path[:-1] in there, finding


def planted(part: str, change: Any) -> dict[str, Any]:
    value = copy.deepcopy(GOOD["dpo"])
    change(value[part])
    return value


def set_in(path: Path, what: object) -> Any:
    def change(part: Any) -> None:
        at(part, path[:-1])[path[-1]] = what

    return change


IN_INPUT = [
    ("FT105", ("messages", 1, "role"), "human", "input.messages[1].role"),
    ("FT506", ("messages", 1, "content"), "<|endoftext|>", "input.messages[1].content"),
    ("FT307", ("messages", 2, "tool_calls", 0, "function", "arguments"), '{"city": 3}',
     "input.messages[2].tool_calls[0].function.arguments"),
    ("FT312", ("messages", 3, "tool_call_id"), "call_9", "input.messages[3].tool_call_id"),
    ("FT402", ("tools", 0), {"function": TOOL["function"]}, "input.tools[0]"),
    ("FT406", ("tools", 0, "function", "parameters", "properties", "city", "type"), "strng",
     "input.tools[0].function.parameters.properties.city.type"),
    ("FT102", ("messages",), [], "input.messages"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "what", "place"), IN_INPUT, ids=[case[0] for case in IN_INPUT])
def test_a_mistake_in_the_shared_input_is_said_once(code: str, path: Path, what: object, place: str) -> None:
    assert said("dpo", planted("input", set_in(path, what))) == [(code, place)]


def test_a_call_left_open_in_the_input_is_said_once_and_names_a_place_in_the_line() -> None:
    value = planted("input", lambda part: part["messages"].__delitem__(slice(3, 5)))
    (finding,) = findings("dpo", value)
    assert (finding.code, path_text(finding.place.path)) == ("FT313", "input.messages[2].tool_calls[0].id")
    assert finding.help is not None
    assert "before preferred_output[0]" in finding.help


OUTPUTS = ["preferred_output", "non_preferred_output"]
IN_OUTPUT = [
    ("FT105", (0, "role"), "gpt", "[0].role"),
    ("FT506", (0, "content"), "<|endoftext|>", "[0].content"),
    ("FT104", (0, "reasoning"), "Let me see.", "[0].reasoning"),
    ("FT301", (0, "tool_calls"), [{**AGAIN, "function": {**CALL["function"], "arguments": {"city": "Oslo"}}}],
     "[0].tool_calls[0].function.arguments"),
    ("FT110", (0, "content"), [{"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}],
     "[0].content[0].type"),
]  # fmt: skip


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(("code", "path", "what", "place"), IN_OUTPUT, ids=[case[0] for case in IN_OUTPUT])
def test_a_mistake_in_an_output_is_placed_there(
    output: str, code: str, path: Path, what: object, place: str
) -> None:
    assert said("dpo", planted(output, set_in(path, what))) == [(code, output + place)]


@pytest.mark.parametrize(("output", "level"), [(OUTPUTS[0], "error"), (OUTPUTS[1], "info")])
def test_what_is_not_preferred_may_call_wrongly(output: str, level: str) -> None:
    wrong = {**AGAIN, "function": {"name": "get_weather", "arguments": '{"town": "Oslo"}'}}
    answer = {"role": "assistant", "tool_calls": [wrong]}
    found = findings("dpo", planted(output, set_in((0,), answer)))
    assert {(finding.code, finding.severity.value) for finding in found} == {("FT307", level)}


def test_dataset_rules_name_places_in_the_input() -> None:
    other = copy.deepcopy(GOOD["dpo"])
    other["input"]["tools"][0]["function"]["description"] = "The weather."
    bare = {**GOOD["dpo"], "input": {"messages": TURNS[1:2]}}
    found = findings("dpo", GOOD["dpo"], other, bare, GOOD["dpo"])
    assert [(f.code, f.line, path_text(f.place.path)) for f in found] == [
        ("FT705", 2, "input.tools[0].function.description"),
        ("FT706", 3, ""),
        ("FT702", 4, ""),
    ]


def test_pairs_over_one_input_do_not_contradict_or_repeat_each_other() -> None:
    second = {**GOOD["dpo"], "preferred_output": [{"role": "assistant", "content": "12 °C in Oslo."}]}
    third = {**GOOD["dpo"], "non_preferred_output": [{"role": "assistant", "content": "No idea."}]}
    assert findings("dpo", GOOD["dpo"], second, third) == []
    assert findings("rft", GOOD["rft"], {**GOOD["rft"], "answer": "13"}) == []


def test_completions_contradict_each_other_at_the_completion() -> None:
    (finding,) = findings("completions", GOOD["completions"], {**GOOD["completions"], "completion": " Warm"})
    assert (finding.code, finding.line, finding.place.path) == ("FT703", 2, ("completion",))
