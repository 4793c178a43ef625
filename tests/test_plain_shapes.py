"""The quick yes is right: where it is given, pydantic finds nothing. And no random line makes a run fail."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ftlint.linting import lint
from ftlint.shapes.errors import shape_errors
from ftlint.shapes.models import CHAT_EXAMPLE, FIELDS, TOOL_LIST
from ftlint.shapes.plain import plainly_a_chat, plainly_a_tool_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOOLS = [
    {"type": "function", "function": {"name": "get_time"}},
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Weather in a city",
            "strict": False,
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string", "enum": ["Oslo", "Rome"]}},
            },
        },
    },
]

CALLING: dict[str, Any] = {
    "messages": [
        {"role": "developer", "content": "Keep it short."},
        {"role": "user", "name": "kim", "content": "Weather in Oslo?"},
        {
            "role": "assistant",
            "content": None,
            "weight": 0,
            "tool_calls": [
                {
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'},
                }
            ],
        },
        {"role": "tool", "tool_call_id": "call_1", "content": "3 degrees"},
        {"role": "assistant", "content": "3 degrees.", "weight": 1},
    ],
    "tools": TOOLS,
    "parallel_tool_calls": True,
}

LEGACY: dict[str, Any] = {
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": "Weather in Oslo?"}]},
        {"role": "assistant", "content": None, "function_call": {"name": "get_time", "arguments": "{}"}},
        {"role": "function", "name": "get_time", "content": "noon"},
        {"role": "assistant", "content": [{"type": "refusal", "refusal": "I cannot say."}]},
    ],
    "functions": [TOOLS[0]["function"]],
}

KEYS = sorted({*FIELDS, *(key for keys in FIELDS.values() for key in keys), "from", "text", "<parts>"})
WORDS = st.sampled_from(
    [
        *KEYS,
        "",
        " ",
        "{}",
        "[]",
        "null",
        '{"city": 3}',
        "call_1",
        "human",
        "image_url",
        "\u0000",
        "<|endoftext|>",
    ]
)
LEAVES = st.none() | st.booleans() | st.integers(-1, 2) | st.sampled_from([0.5, 1.0, 1e300, 2**80]) | WORDS
VALUES = st.recursive(
    LEAVES,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORDS, inside, max_size=3),
    max_leaves=6,
)


def containers(value: object) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for inside in value.values() if isinstance(value, dict) else value:
            yield from containers(inside)


@st.composite
def spoiled(draw: st.DrawFn, good: Any) -> Any:
    """Change a good value in one to three places: replace, remove, add, or repeat something."""
    value = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 3))):
        around = draw(st.sampled_from(list(containers(value))))
        steps = list(around) if isinstance(around, dict) else list(range(len(around)))
        action = draw(st.sampled_from(["replace", "remove", "add"])) if steps else "add"
        if action == "add" and isinstance(around, dict):
            around[draw(st.sampled_from(KEYS))] = draw(VALUES)
        elif action == "add":
            new = VALUES | st.sampled_from(around) if around else VALUES
            around.insert(draw(st.integers(0, len(around))), copy.deepcopy(draw(new)))
        elif action == "remove":
            del around[draw(st.sampled_from(steps))]
        else:
            around[draw(st.sampled_from(steps))] = draw(VALUES)
    return value


def test_good_examples_are_plainly_good() -> None:
    assert plainly_a_chat(CALLING)
    assert plainly_a_tool_list(TOOLS)
    assert not plainly_a_chat(LEGACY), "rare forms are left to pydantic"
    assert shape_errors(CHAT_EXAMPLE, LEGACY) == []


ODD: tuple[object, ...] = (
    *(None, True, False, 0, 1, -1, 2, 2**80, 0.0, 1.0, "", "x", "0", "user", "assistant", "tool", "function"),
    *([], [None], [{}], ["x"], [[]], {}, {"": None}, {"role": "user"}, {"name": "x", "arguments": "{}"}),
)


def changed_once(good: Any) -> Iterator[Any]:
    """Change a good value in every single place: any odd value, any known key, and one thing less."""
    for number, around in enumerate(containers(good)):
        steps = list(around) if isinstance(around, dict) else list(range(len(around)))
        changes = [(step, odd) for step in steps for odd in ODD]
        if isinstance(around, dict):
            changes += [(key, odd) for key in KEYS if key not in around for odd in ODD]
        for step, odd in changes:
            value = copy.deepcopy(good)
            list(containers(value))[number][step] = odd
            yield value
        for step in steps:
            value = copy.deepcopy(good)
            del list(containers(value))[number][step]
            yield value


def test_no_single_change_is_plain_and_wrong() -> None:
    chat = {key: value for key, value in CALLING.items() if key != "tools"}
    plain = [value for value in changed_once(chat) if plainly_a_chat(value)]
    assert plain
    assert [value for value in plain if shape_errors(CHAT_EXAMPLE, value)] == []
    lists = [tools for tools in changed_once(TOOLS) if plainly_a_tool_list(tools)]
    assert lists
    assert [tools for tools in lists if shape_errors(TOOL_LIST, {"tools": tools})] == []


@settings(max_examples=200)
@given(spoiled(CALLING))
def test_a_plain_chat_has_no_shape_errors(value: dict[str, object]) -> None:
    if plainly_a_chat(value):
        assert shape_errors(CHAT_EXAMPLE, value) == []


@settings(max_examples=100)
@given(spoiled(TOOLS))
def test_a_plain_tool_list_has_no_shape_errors(tools: list[object]) -> None:
    if plainly_a_tool_list(tools):
        assert shape_errors(TOOL_LIST, {"tools": tools}) == []


@pytest.mark.parametrize("good", [CALLING, LEGACY], ids=["tools", "functions"])
def test_no_random_line_makes_a_run_fail(good: dict[str, object], tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"

    @settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(spoiled(good), min_size=1, max_size=4))
    def run(lines: list[object]) -> None:
        file.write_text("".join(json.dumps(line) + "\n" for line in [good, *lines]), encoding="utf-8")
        result = lint(str(file))
        assert result.crashes == []
        for _, finding in result.findings:
            result.files[0].location(finding)

    run()
