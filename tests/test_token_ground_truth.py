"""Counts against what providers reported: `usage.prompt_tokens`, and the bills of finished training jobs.

The full set is not part of the repository; where it is missing, the cases written out here remain.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ftlint.tokens import (
    Counter,
    example_tokens,
    prompt_tokens,
    render_tools,
    tools_tokens,
)

TRUTH = Path(__file__).parents[2] / "shared" / "data" / "token_ground_truth.json"
COUNTERS = {name: Counter(name) for name in ("o200k_base", "cl100k_base")}
OLD_SNAPSHOT = "cookbook-chat-gpt-3.5-turbo-0301"
"""The one measured model from before 2023-06; it framed messages differently and cannot be trained."""


def cases(kind: str) -> list[Any]:
    if not TRUTH.exists():
        reason = pytest.mark.skip(reason=f"{TRUTH.name} is not here")
        return [pytest.param({}, id="missing", marks=reason)]
    listed = json.loads(TRUTH.read_text(encoding="utf-8"))["cases"]
    return [
        pytest.param(case, id=case["id"])
        for case in listed
        if case["kind"] == kind and "-img-" not in case["id"] and case["id"] != OLD_SNAPSHOT
    ]


@pytest.mark.parametrize("case", cases("inference_prompt_tokens"))
def test_prompts_come_out_as_reported(case: dict[str, Any]) -> None:
    tools = [tool["function"] for tool in case.get("tools", [])]
    counted = prompt_tokens(
        case["messages"],
        COUNTERS[case["encoding"]],
        functions=case.get("functions", tools),
        legacy="functions" in case,
        tool_choice=case.get("function_call", case.get("tool_choice")),
    )
    assert counted == case["measured_tokens"]


@pytest.mark.parametrize("case", cases("training_file_trained_tokens"))
def test_training_bills_come_out_to_the_token(case: dict[str, Any]) -> None:
    counter = COUNTERS[case["encoding"]]
    functions = [tool["function"] for tool in case.get("shared_tools", [])]
    tools = tools_tokens(functions, counter)
    total = 0
    for example in case["examples"]:
        messages = example.get("messages") or [
            case["shared_system"],
            {"role": "user", "content": example["user"]},
            {"role": "assistant", "tool_calls": [example["tool_call"]]},
        ]
        counted = example_tokens(messages, tools, counter)
        total += counted.total
        assert counted.bound == 0
    assert total == case["measured_tokens_per_epoch"]
    assert total * case["n_epochs"] == case["measured_trained_tokens_total"]


SEARCH = {
    "name": "search_sources",
    "description": "Retrieve sources from the Azure AI Search index",
    "parameters": {
        "type": "object",
        "properties": {"search_query": {"type": "string"}},
        "required": ["search_query"],
    },
}
BOT = {"role": "system", "content": "You are a bot."}


def test_one_property_without_description_stands_on_one_line() -> None:
    # Measured by pamelafox/openai-messages-token-helper ("no_parameter_description"): 49.
    assert "type search_sources = (_: { search_query: string }) => any;" in render_tools([SEARCH])
    assert prompt_tokens([BOT], COUNTERS["cl100k_base"], functions=[SEARCH], tool_choice="auto") == 49


def test_choosing_a_tool_costs_its_name() -> None:
    # Measured by pamelafox ("no_parameters_tool_choice_name"): 51, and 42 with "auto".
    bare = {key: SEARCH[key] for key in ("name", "description")}
    choice = {"type": "function", "function": {"name": "search_sources"}}
    assert prompt_tokens([BOT], COUNTERS["cl100k_base"], functions=[bare], tool_choice="auto") == 42
    assert prompt_tokens([BOT], COUNTERS["cl100k_base"], functions=[bare], tool_choice=choice) == 51


def test_functions_in_the_older_field_are_indented_and_lose_nested_descriptions() -> None:
    # Measured by hmarr/openai-chat-tokens: 46.
    points = {
        "type": "array",
        "items": {"type": "string"},
        "description": "Write 3 points why this text is well written",
    }
    quality = {"type": "object", "properties": {"pros": points}}
    function = {
        "name": "function",
        "description": "description",
        "parameters": {"type": "object", "properties": {"quality": quality}},
    }
    messages = [{"role": "user", "content": "hello"}]
    counter = COUNTERS["cl100k_base"]
    assert prompt_tokens(messages, counter, functions=[function], legacy=True) == 46
    assert prompt_tokens(messages, counter, functions=[function]) > 46


def test_a_training_example_of_three_plain_messages() -> None:
    # One of the ten examples of the job that was billed for 448 tokens per epoch.
    messages = [
        {"role": "system", "content": "건방진 AI 챗봇입니다."},
        {"role": "user", "content": "안녕하세요."},
        {"role": "assistant", "content": "AI에 무슨 용무인가?"},
    ]
    counted = example_tokens(messages, 0, COUNTERS["o200k_base"])
    contents = [COUNTERS["o200k_base"].count(message["content"]) for message in messages]
    assert counted.total == sum(contents) + 13
    assert counted.messages == tuple(4 + tokens for tokens in contents)
    assert counted.bound == 0
