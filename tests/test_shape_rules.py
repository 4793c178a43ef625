"""The rules about shape: one mistake is said once, near misses are silent, nothing odd makes them fail."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.linting import lint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ftlint.findings import Finding

Route = tuple[str | int, ...]

GOOD: dict[str, Any] = {
    "messages": [
        {"role": "system", "content": "Keep it short."},
        {"role": "user", "name": "kim", "content": "Weather in Oslo?"},
        {
            "role": "assistant",
            "tool_calls": [
                {
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'},
                }
            ],
        },
        {"role": "tool", "tool_call_id": "call_1", "content": "3 degrees"},
        {"role": "assistant", "content": "3 degrees."},
    ],
    "tools": [
        {
            "type": "function",
            "function": {
                "name": "get_weather",
                "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
            },
        }
    ],
}

CALL: Route = ("messages", 2, "tool_calls", 0)
TEXT = {"type": "text", "text": "3 degrees"}
IMAGE = {"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}}
REFUSAL = {"type": "refusal", "refusal": "I cannot help with that."}
ODD: tuple[object, ...] = (
    None, True, False, 0, -1, 2**70, 0.5, "", " ", "x", "\x00", "<text>", [], [[]], [None], [{}], {},
    {"": None}, {"role": []}, {"type": []}, ["text"], {"text": {}}, "function", "[]", "{",
)  # fmt: skip


def around(value: dict[str, Any], route: Route) -> Any:
    inside: Any = value
    for step in route[:-1]:
        inside = inside[step]
    return inside


def put(*route: str | int, value: object) -> dict[str, Any]:
    spoiled = copy.deepcopy(GOOD)
    around(spoiled, route)[route[-1]] = value
    return spoiled


def without(*route: str | int) -> dict[str, Any]:
    spoiled = copy.deepcopy(GOOD)
    del around(spoiled, route)[route[-1]]
    return spoiled


def renamed(*route: str | int, to: str) -> dict[str, Any]:
    spoiled = copy.deepcopy(GOOD)
    inside = around(spoiled, route)
    inside[to] = inside.pop(route[-1])
    return spoiled


def routes(value: Any, route: Route = ()) -> Iterator[Route]:
    if route:
        yield route
    if isinstance(value, dict | list):
        for step, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from routes(inside, (*route, step))


def lint_lines(folder: Path, *lines: object) -> list[Finding]:
    file = folder / "lines.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    result = lint(str(file))
    assert not result.crashes
    for _, finding in result.findings:
        result.files[0].location(finding)
    return [finding for _, finding in result.findings if finding.code != "FT701"]


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def content(index: int, value: object) -> dict[str, Any]:
    return put("messages", index, "content", value=value)


ONE_MISTAKE = [
    pytest.param(without("messages"), "FT101", id="no messages"),
    pytest.param(renamed("messages", to="Messages"), "FT101", id="messages in another case"),
    pytest.param(renamed("messages", to="dialogue"), "FT101", id="messages under another name"),
    pytest.param({"text_a": "Hello", "model": "gpt-4.1"}, "FT101", id="nothing of a chat"),
    pytest.param(put("messages", value=None), "FT102", id="messages null"),
    pytest.param(put("messages", value={"0": GOOD["messages"]}), "FT102", id="messages an object"),
    pytest.param(put("messages", value=json.dumps(GOOD["messages"])), "FT102", id="messages as JSON text"),
    pytest.param(put("reasoning_effort", value="high"), "FT103", id="request parameter"),
    pytest.param(put("source", value="forum"), "FT103", id="metadata"),
    pytest.param(put("system", value="Keep it short."), "FT103", id="system on top, in a chat with tools"),
    pytest.param(renamed("messages", 2, "tool_calls", to="tool_call"), "FT104", id="calls misspelt"),
    pytest.param(renamed("messages", 1, "content", to="contnet"), "FT104", id="content misspelt"),
    pytest.param(renamed("messages", 4, "content", to="text"), "FT104", id="answer called text"),
    pytest.param(renamed("messages", 3, "tool_call_id", to="id"), "FT104", id="tool_call_id called id"),
    pytest.param(renamed(*CALL, "function", "arguments", to="args"), "FT104", id="arguments called args"),
    pytest.param(put(*CALL, "index", value=0), "FT104", id="key of a streamed call"),
    pytest.param(put("messages", 3, "name", value="get_weather"), "FT104", id="name of a tool message"),
    pytest.param(put("messages", 1, "role", value="human"), "FT105", id="foreign role"),
    pytest.param(put("messages", 3, "role", value=" Tool"), "FT105", id="role in another case"),
    pytest.param(put("messages", 2, "role", value="narrator"), "FT105", id="role that nobody knows"),
    pytest.param(put("messages", 1, "role", value=["user"]), "FT105", id="role in an array"),
    pytest.param(put("messages", 1, "role", value=None), "FT106", id="role null"),
    pytest.param(without("messages", 2, "role"), "FT106", id="no role beside calls"),
    pytest.param(renamed("messages", 1, "role", to="from"), "FT106", id="role called from"),
    pytest.param(without("messages", 0, "content"), "FT107", id="system message without content"),
    pytest.param(without("messages", 3, "content"), "FT107", id="tool result without content"),
    pytest.param(content(3, None), "FT107", id="tool result null"),
    pytest.param(content(4, None), "FT107", id="answer null"),
    pytest.param(without("messages", 4, "content"), "FT107", id="assistant says nothing"),
    pytest.param(content(3, {"degrees": 3}), "FT108", id="tool result an object"),
    pytest.param(content(4, 3.5), "FT108", id="answer a number"),
    pytest.param(content(2, False), "FT108", id="content false beside calls"),
    pytest.param(content(4, ["3 degrees"]), "FT109", id="parts that are strings"),
    pytest.param(content(3, [{"type": "output_text", "text": "x"}]), "FT109", id="part of the Responses API"),
    pytest.param(content(3, [{"type": "text"}]), "FT109", id="text part without text"),
    pytest.param(content(1, [{"type": "image_url"}]), "FT109", id="image part without an image"),
    pytest.param(content(4, [{"type": "image_url"}]), "FT109", id="broken part that is not allowed either"),
    pytest.param(content(3, [IMAGE]), "FT110", id="image in a tool result"),
    pytest.param(content(0, [TEXT, IMAGE]), "FT110", id="image in a system message"),
    pytest.param(content(1, [REFUSAL]), "FT110", id="a user refuses"),
    pytest.param(content(3, []), "FT111", id="tool result of no parts"),
    pytest.param(content(4, []), "FT111", id="answer of no parts"),
    pytest.param(content(3, [TEXT, TEXT]), "FT112", id="tool result of text parts"),
    pytest.param(put("messages", 4, "weight", value="1"), "FT115", id="weight as text"),
    pytest.param(put("messages", 4, "weight", value={}), "FT115", id="weight an object"),
    pytest.param(put("messages", 1, "weight", value=None), "FT116", id="no weight on a user message"),
    pytest.param(put("messages", 3, "weight", value="heavy"), "FT116", id="bad weight on a tool message"),
    pytest.param(put("messages", 1, "name", value="Kim L."), "FT117", id="name with a space"),
    pytest.param(put("messages", 1, "name", value="kim\n"), "FT117", id="name with a line feed"),
    pytest.param(put("messages", 1, "name", value=7), "FT100", id="name a number"),
    pytest.param(put("messages", 4, "refusal", value=7), "FT100", id="refusal a number"),
    pytest.param(put("messages", 4, value="3 degrees."), "FT100", id="message that is text"),
    pytest.param(put("parallel_tool_calls", value="no"), "FT100", id="parallel_tool_calls as text"),
    pytest.param(put("messages", 2, "role", value="user"), "FT322", id="calls of a user, without content"),
    pytest.param(put("functions", value=[{"name": "get_time"}]), "FT122", id="functions beside tools"),
    pytest.param(put("messages", 3, "role", value="function"), "FT122", id="tool result in the old role"),
]


@pytest.mark.parametrize(("example", "code"), ONE_MISTAKE)
def test_one_mistake_gives_one_finding(example: dict[str, Any], code: str, tmp_path: Path) -> None:
    found = lint_lines(
        tmp_path, GOOD, example, {**GOOD, "messages": [*GOOD["messages"][:2], *GOOD["messages"][4:]]}
    )
    said = [(f.code, f.line, f.message) for f in found if not f.code.startswith("FT7")]
    assert [(one[0], one[1]) for one in said] == [(code, 2)], said


SILENT = [
    pytest.param(GOOD, id="good"),
    pytest.param(put("messages", 2, "content", value=None), id="content null beside calls"),
    pytest.param(put("messages", 2, "function_call", value=None), id="function_call null"),
    pytest.param(put("messages", 4, "refusal", value=None), id="refusal null"),
    pytest.param(put("messages", 4, "audio", value=None), id="audio null"),
    pytest.param(content(1, [TEXT, IMAGE]), id="image in a user message"),
    pytest.param(content(4, [TEXT, TEXT]), id="answer in parts"),
    pytest.param(content(4, [REFUSAL]), id="refusal in parts"),
    pytest.param(content(0, [TEXT]), id="system message in parts"),
    pytest.param(put("messages", 0, "role", value="developer"), id="developer"),
    pytest.param(put("messages", 4, "weight", value=1), id="weight 1"),
    pytest.param(put("messages", 4, "name", value="a" * 64), id="longest name"),
    pytest.param(put("parallel_tool_calls", value=True), id="parallel_tool_calls"),
    pytest.param(
        put("messages", 4, value={"role": "assistant", "refusal": "I cannot help with that."}),
        id="refusal alone",
    ),
]


@pytest.mark.parametrize("example", SILENT)
def test_what_the_format_allows_is_silent(example: dict[str, Any], tmp_path: Path) -> None:
    assert codes(lint_lines(tmp_path, example)) == []


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_odd_values_anywhere_are_findings_not_failures(odd: object, tmp_path: Path) -> None:
    lint_lines(tmp_path, *(put(*route, value=odd) for route in routes(GOOD)))


def test_odd_keys_anywhere_are_findings_not_failures(tmp_path: Path) -> None:
    keys = ("<text>", "<parts>", "user", "", "0", "{near}", "\x1b[31m", "rôle", "a" * 500)
    objects = [route for route in routes(GOOD) if isinstance(around(GOOD, (*route, "")), dict)]
    lines = [put(*route, key, value={"a": 1}) for route in objects for key in keys]
    for finding in lint_lines(tmp_path, *lines):
        if finding.code.startswith("FT1"):
            assert "\x1b" not in f"{finding.message}{finding.help}"


def test_an_unknown_key_is_reported_at_the_key_however_it_is_called(tmp_path: Path) -> None:
    for key in ("<text>", "<parts>", "user", "content[]"):
        [finding] = lint_lines(tmp_path, put("messages", 1, key, value=[1]))
        assert (finding.code, finding.place.path, finding.place.on) == ("FT104", ("messages", 1, key), "key")


def test_a_known_role_does_not_hide_other_mistakes(tmp_path: Path) -> None:
    example = put("messages", 1, value={"role": "human", "content": 3, "mood": "good"})
    assert sorted(codes(lint_lines(tmp_path, example))) == ["FT104", "FT105", "FT108"]


@pytest.mark.parametrize(
    ("role", "help_"),
    [("gpt", '"assistant"'), ("USER", '"user"'), ("asistant", '"assistant"'), ("observation", '"tool"')],
)
def test_the_right_role_is_suggested(role: str, help_: str, tmp_path: Path) -> None:
    found = lint_lines(tmp_path, put("messages", 0, "role", value=role))
    assert [f.help for f in found if f.code == "FT105"] == [f"write {help_}"]


CUSTOM = {"id": "call_1", "type": "custom", "custom": {"name": "run", "input": "ls"}}


@pytest.mark.parametrize(
    ("example", "code", "help_"),
    [
        (
            put("messages", 1, "content", value=TEXT),
            "FT108",
            'write it as an array, [{"type": "text", "text": "3 degrees"}], or write its text alone',
        ),
        (
            put(*CALL, value=CUSTOM),
            "FT321",
            'write it as a call of a function: "type": "function", "function": {"name": …, "arguments": "…"}',
        ),
        (
            put("messages", 2, "tool_calls", value=[]),
            "FT320",
            "leave the key out, or write the calls that the results answer",
        ),
        (
            put("messages", value=json.dumps(GOOD["messages"])),
            "FT102",
            "decode it: write the array itself, not JSON text",
        ),
        (renamed("messages", 1, "role", to="Role"), "FT106", 'write "role" in its place'),
        (
            without(*CALL, "id"),
            "FT310",
            'give it an id of its own, the same as its result\'s "tool_call_id"',
        ),
    ],
)
def test_the_help_says_what_to_write(example: dict[str, Any], code: str, help_: str, tmp_path: Path) -> None:
    assert [(f.code, f.help) for f in lint_lines(tmp_path, example)] == [(code, help_)]


@pytest.mark.parametrize(
    ("weight", "help_"), [(True, "1"), (False, "0"), ("0", "0"), (1.0, "1"), (0.3, "0 or 1")]
)
def test_the_right_weight_is_suggested(weight: object, help_: str, tmp_path: Path) -> None:
    found = lint_lines(tmp_path, put("messages", 4, "weight", value=weight))
    assert [f.help for f in found if f.code == "FT115"] == [
        f"write {help_}: 0 masks the turn, 1 trains on it"
    ]


def test_the_old_form_is_said_once_for_an_example(tmp_path: Path) -> None:
    function = GOOD["tools"][0]["function"]
    messages = [
        {"role": "user", "content": "Weather in Oslo?"},
        {"role": "assistant", "content": None, "function_call": {"name": "get_weather", "arguments": "{}"}},
        {"role": "function", "name": "get_weather", "content": "3 degrees"},
        {"role": "assistant", "content": "3 degrees."},
    ]
    assert codes(lint_lines(tmp_path, {"messages": messages, "functions": [function]})) == ["FT121"]


PAIR = {
    "input": {"messages": GOOD["messages"][:2]},
    "preferred_output": [{"role": "assistant", "content": "3 degrees."}],
    "non_preferred_output": [{"role": "assistant", "content": "Cold."}],
}
CONVERSE = {
    "system": [{"text": "Keep it short."}],
    "messages": [
        {"role": "user", "content": [{"text": "Weather in Oslo?"}]},
        {"role": "assistant", "content": [{"text": "Cold."}]},
    ],
}


@pytest.mark.parametrize(
    "stray",
    [PAIR, CONVERSE, {"prompt": "Hello", "completion": "Hi"}, {"instruction": "Greet", "output": "Hi"}],
)
def test_a_stray_line_is_said_once_and_does_not_stop_the_others(
    stray: dict[str, Any], tmp_path: Path
) -> None:
    found = lint_lines(tmp_path, GOOD, stray, put("messages", 1, "role", value="human"), GOOD)
    said = [(f.code, f.line) for f in found if not f.code.startswith("FT7")]
    assert said == [("FT118", 2), ("FT105", 3)]


@pytest.mark.parametrize("line", [CONVERSE, {"instruction": "Greet", "output": "Hi"}])
def test_a_foreign_file_is_said_once(line: dict[str, Any], tmp_path: Path) -> None:
    [finding] = lint_lines(tmp_path, *[line] * 20)
    assert (finding.code, finding.line, finding.whole_file) == ("FT119", 1, True)


def test_real_files_have_no_false_finding(real_files: Path) -> None:
    expected = {
        "sft-gemini-roles": {("FT105", "error")},
        "sft-tools-parallel": {("FT104", "error")},
        "sft-legacy-functions": {("FT121", "warning")},
        "sft-japanese-train": set(),
        "sft-tools-stock": set(),
        "sft-toy-chat": set(),
        "vision-chartqa": set(),
    }
    for name, codes_and_levels in expected.items():
        result = lint(str(real_files / f"{name}.jsonl"))
        found = [finding for _, finding in result.findings if finding.code.startswith("FT1")]
        assert {(finding.code, finding.severity.value) for finding in found} == codes_and_levels, name
    assert not result.crashes


@pytest.mark.parametrize(
    "example",
    [
        {"messages": GOOD["messages"], "tools": [{"name": "x"}] * 10_000},
        {"messages": [GOOD["messages"][1], {"role": "assistant", "tool_calls": [{}] * 10_000}]},
    ],
)
def test_thousands_of_mistakes_in_one_line_are_all_found(example: dict[str, Any], tmp_path: Path) -> None:
    found = lint_lines(tmp_path, example)
    assert len(found) >= 10_000
