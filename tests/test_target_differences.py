"""The same file at different providers: each weighs it as its documents and its server do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ftlint import lint

if TYPE_CHECKING:
    from pathlib import Path

TARGETS = ("openai", "azure", "mistral", "hf")

LEVELS: dict[str, tuple[str | None, ...]] = {
    # a byte-order mark: Azure's documents ask for one
    "FT006": ("error", "info", "error", "warning"),
    # two assistant messages in a row: "contains invalid schema" at Azure
    "FT206": ("warning", "error", "warning", "warning"),
    # arguments as an object: right for chat templates alone
    "FT301": ("error", "error", "error", None),
    # placeholder ids: Mistral wants 9 letters and digits
    "FT317": (None, None, "error", None),
    # arguments as text: wrong for chat templates alone
    "FT326": (None, None, None, "warning"),
    # "title", "default": null and the like in schemas: "contains invalid schema" at Azure
    "FT414": ("info", "warning", "info", "info"),
}


def call(arguments: object) -> dict[str, Any]:
    return {
        "role": "assistant",
        "tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": arguments}}
        ],
    }


def example(*messages: dict[str, Any], title: bool = False) -> dict[str, Any]:
    where: dict[str, Any] = {"type": "string", "description": "a place"}
    if title:
        where |= {"title": "Where", "default": None}
    parameters = {"type": "object", "properties": {"where": where}}
    tool = {"type": "function", "function": {"name": "look", "description": "look", "parameters": parameters}}
    return {"messages": list(messages), "tools": [tool]}


def user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": text}


RESULT = {"role": "tool", "tool_call_id": "call_1", "content": "a cat"}
LINES = [
    example(user("one"), call('{"where": "left"}'), RESULT, {"role": "assistant", "content": "A cat."}),
    example(user("two"), call({"where": "right"}), RESULT, {"role": "assistant", "content": "The cat."}),
    example(user("three"), {"role": "assistant", "content": "I look."}, call('{"where": "up"}')),
    example(user("four"), call('{"where": "down"}'), title=True),
    *(
        example(user(f"what is {number}?"), {"role": "assistant", "content": str(number)})
        for number in range(9)
    ),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "train.jsonl"
    text = "".join(json.dumps(line) + "\n" for line in LINES)
    path.write_text(text, encoding="utf-8-sig", newline="")
    return path


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_file_is_weighed_as_the_provider_does(target: str, file: Path) -> None:
    result = lint(str(file), target=target)
    assert not result.crashes
    found: dict[str, set[str]] = {}
    for _, finding in result.findings:
        found.setdefault(finding.code, set()).add(finding.severity)
    expected = {code: {level} for code, levels in LEVELS.items() if (level := levels[TARGETS.index(target)])}
    assert {code: found[code] for code in found.keys() & LEVELS.keys()} == expected


def test_what_is_an_error_anywhere_else_is_none_for_a_file_of_the_trl_documents(tmp_path: Path) -> None:
    def turn(content: str) -> list[dict[str, Any]]:
        made = {"name": "control_light", "arguments": {"room": "living room", "state": "on"}}
        return [
            user(content),
            {"role": "assistant", "tool_calls": [{"type": "function", "function": made}]},
            {"role": "tool", "name": "control_light", "content": "The lights are on."},
            {"role": "assistant", "content": "Done!", "thinking": "They are on."},
        ]

    properties = {name: {"type": "string", "description": name} for name in ("room", "state")}
    tool = {
        "type": "function",
        "function": {
            "name": "control_light",
            "description": "Controls the lights in a room.",
            "parameters": {"type": "object", "properties": properties, "required": ["room", "state"]},
            "return": {"type": "string", "description": "the new state"},
        },
    }
    path = tmp_path / "trl.jsonl"
    lines = [{"messages": turn(f"Lights on, {n}."), "tools": [tool], "source": "x"} for n in range(3)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert [finding.code for _, finding in lint(str(path), target="hf").findings] == []
    assert {"FT103", "FT301", "FT310", "FT316"} <= {f.code for _, f in lint(str(path)).findings}


def test_together_wants_turns_to_alternate_and_allows_weights_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    line = {
        "messages": [
            {"role": "user", "content": "one", "weight": 0},
            user("two"),
            {"role": "assistant", "content": "three", "weight": 1},
        ]
    }
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert [finding.code for _, finding in lint(str(path), target="together").findings] == ["FT207"]
    assert "FT116" in {finding.code for _, finding in lint(str(path)).findings}


def test_ids_that_a_target_takes_are_said_with_the_figures(file: Path) -> None:
    from ftlint.reporters.figures_block import figures_block

    shown = {}
    for target in ("openai", "mistral"):
        result = lint(str(file), target=target)
        shown[target] = "\n".join(line.plain for line in figures_block(result.files[0], result.job))
    assert "any text will do" in shown["openai"]
    assert "mistral takes ids of exactly 9 letters and digits" in shown["mistral"]
