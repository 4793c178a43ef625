"""Telling the formats apart: by one line, and by the first lines of a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.files import look_at
from ftlint.linting import lint
from ftlint.reading.formats import FOREIGN, METADATA_KEYS, NATIVE, REQUEST_KEYS, format_of, format_of_file
from ftlint.reading.reader import source_of_file

if TYPE_CHECKING:
    from pathlib import Path

USER = {"role": "user", "content": "Is the museum open?"}
ANSWER = {"role": "assistant", "content": "Yes, until six."}
SYSTEM = {"role": "system", "content": "Keep it short."}
CHAT: dict[str, Any] = {"messages": [USER, ANSWER]}
CALL = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}


def text(words: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": words}]


def bare(words: str) -> list[dict[str, str]]:
    return [{"text": words}]


LINES: list[tuple[str, str | None, dict[str, Any]]] = [
    ("chat", "sft", CHAT),
    ("chat, broken messages", "sft", {"messages": None}),
    ("chat, no messages in it", "sft", {"messages": []}),
    ("chat, odd messages", "sft", {"messages": [None, 3, {"role": []}, {"content": [[]]}]}),
    ("chat in parts", "sft", {"messages": [{"role": "user", "content": text("Hi")}, ANSWER]}),
    ("chat, a part without a type", "sft", {"messages": [{"role": "user", "content": bare("Hi")}, ANSWER]}),
    ("chat, foreign roles", "sft", {"messages": [USER, {"role": "model", "content": "Yes."}]}),
    ("chat without an answer", "sft", {"messages": [USER]}),
    ("chat, metadata, no answer", "sft", {"messages": [USER], "id": 7, "source": "forum"}),
    ("chat, a request, no answer", "sft", {"messages": [USER], "model": "gpt-4.1", "temperature": 0}),
    ("chat, system twice", "sft", {"system": "Short.", "messages": [SYSTEM, USER, ANSWER]}),
    ("chat with calls, system on top", "sft",
     {"system": "x", "messages": [USER, {"role": "assistant", "tool_calls": [CALL]}]}),
    ("chat with a label", "sft", {"messages": [USER, ANSWER], "label": "greeting"}),
    ("preference", "dpo", {"input": CHAT, "preferred_output": [ANSWER], "non_preferred_output": [ANSWER]}),
    ("preference, half of it", "dpo", {"preferred_output": [ANSWER]}),
    ("preference, keys of the specification", "dpo", {"input": CHAT, "preferred_completion": [ANSWER]}),
    ("preference, keys of Hugging Face", "dpo", {"input": CHAT, "chosen": [ANSWER], "rejected": [ANSWER]}),
    ("preference, input alone", "dpo", {"input": CHAT}),
    ("reinforcement", "rft", {"messages": [USER], "reference_answer": "yes"}),
    ("reinforcement with earlier turns", "rft", {"messages": [USER, ANSWER, USER], "answer": 3, "id": 1}),
    ("completions", "completions", {"prompt": "Is it open?", "completion": " Yes"}),
    ("completions and more", "completions", {"prompt": "Is it open?", "completion": " Yes", "id": 4}),
    ("ShareGPT", "sharegpt",
     {"conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hi"}]}),
    ("ShareGPT with tools", "sharegpt",
     {"conversations": [{"from": "human", "value": "Hi"}], "tools": "[]", "system": ""}),
    ("a chat called conversations", None, {"conversations": [USER, ANSWER]}),
    ("a chat called conversation", None, {"conversation": [USER, ANSWER]}),
    ("Alpaca", "alpaca", {"instruction": "Greet", "input": "", "output": "Hi"}),
    ("Alpaca with history", "alpaca", {"instruction": "Greet", "output": "Hi", "system": "x", "history": []}),
    ("Dolly", "dolly", {"instruction": "Greet", "context": "", "response": "Hi", "category": "x"}),
    ("Gemini", "gemini",
     {"contents": [{"role": "user", "parts": bare("Hi")}, {"role": "model", "parts": bare("Hi")}]}),
    ("Gemini with a system", "gemini",
     {"systemInstruction": {"parts": bare("x")}, "contents": [{"parts": bare("Hi")}]}),
    ("Converse", "bedrock", {"schemaVersion": "bedrock-conversation-2024", "messages": [USER]}),
    ("Converse without a version", "bedrock", {"messages": [{"role": "user", "content": bare("Hi")}]}),
    ("Converse with tools", "bedrock",
     {"toolConfig": {"tools": []}, "messages": [{"role": "user", "content": bare("Hi")}]}),
    ("Converse, a call", "bedrock", {"messages": [
        {"role": "user", "content": bare("Hi")},
        {"role": "assistant", "content": [{"toolUse": {"name": "f"}}]},
        {"role": "user", "content": [{"toolResult": {"toolUseId": "1"}}]}]}),
    ("Anthropic", "anthropic", {"system": "Keep it short.", "messages": [USER, ANSWER]}),
    ("Anthropic, system in blocks", "anthropic", {"system": text("x"), "messages": [USER, ANSWER]}),
    ("Anthropic, a call", "anthropic", {"messages": [USER, {"role": "assistant", "content": [
        {"type": "tool_use", "id": "toolu_1", "name": "f", "input": {}}]}]}),
    ("Anthropic, a result", "anthropic", {"messages": [{"role": "user", "content": [
        {"type": "tool_result", "tool_use_id": "toolu_1", "content": "3"}]}]}),
    ("Anthropic, an image", "anthropic", {"messages": [{"role": "user", "content": [
        {"type": "image", "source": {"type": "url", "url": "https://example.com/cat.png"}}]}, ANSWER]}),
    ("chosen and rejected", "preference", {"prompt": "Hi", "chosen": "Hello", "rejected": "What?"}),
    ("chosen and rejected, no prompt", "preference", {"chosen": [USER, ANSWER], "rejected": [USER, ANSWER]}),
    ("chosen and rejected, ShareGPT", "preference", {"conversations": [], "chosen": {}, "rejected": {}}),
    ("chosen and rejected beside messages", "preference",
     {"messages": [USER], "chosen": "a", "rejected": "b"}),
    ("KTO", "kto", {"prompt": "Hi", "completion": "Hello", "label": True}),
    ("KTO of LLaMA-Factory", "kto", {"messages": [USER, ANSWER], "kto_tag": False}),
    ("conversational completions", "conversational", {"prompt": [USER], "completion": [ANSWER]}),
    ("Axolotl", "segments",
     {"segments": [{"label": False, "text": "<s>Hi"}, {"label": True, "text": "Hi</s>"}]}),
    ("a transcript", "text", {"text": "Hi", "segments": [{"start": 0, "text": "Hi"}]}),
    ("evals, item", "evals", {"item": {"question": "Hi", "answer": "Hello"}}),
    ("evals, sample", "evals", {"input": [SYSTEM, USER], "ideal": "Yes"}),
    ("Responses API", "responses", {"input": [USER], "instructions": "x"}),
    ("Responses API, text", "responses", {"model": "gpt-4.1", "instructions": "x", "input": "Hi"}),
    ("Batch API", "batch", {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": CHAT}),
    ("text", "text", {"text": "Once upon a time"}),
    ("nothing", None, {}),
    ("questions", None, {"question": "Hi", "answer": "Hello"}),
    ("inputs", None, {"input": "Hi", "output": "Hello"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line"), [pytest.param(n, v, id=what) for what, n, v in LINES])
def test_format_of_a_line(name: str | None, line: dict[str, Any]) -> None:
    assert format_of(line) == name


def test_every_format_is_recognised_and_has_a_title() -> None:
    named = {name for _, name, _ in LINES if name is not None}
    assert named == {*NATIVE, *FOREIGN}
    assert not NATIVE.keys() & FOREIGN.keys()
    assert not REQUEST_KEYS & METADATA_KEYS


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_named_and_read_no_further(name: str, tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    lines = [line for _, named, line in LINES if named == name] * 3
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    result = lint(str(file))
    [finding] = [finding for _, finding in result.findings]
    title, way = FOREIGN[name]
    assert (finding.code, finding.help) == ("FT119", way)
    assert title in finding.message
    assert result.files[0].format == name


ODD: tuple[object, ...] = (
    None,
    True,
    3,
    0.5,
    "",
    "x",
    [],
    [None],
    [[]],
    [{}],
    {},
    {"": 1},
    {"messages": None},
)


def test_odd_values_under_any_key_are_judged_all_the_same() -> None:
    keys = sorted({key for _, _, line in LINES for key in line})
    for key in keys:
        for odd in ODD:
            for _, _, line in LINES:
                assert format_of({**line, key: odd}) in {None, *NATIVE, *FOREIGN}


RFT = {"messages": [USER], "reference_answer": "yes"}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([], "sft"),
        ([{}, {"a": 1}], "sft"),
        ([None, [CHAT], "x"], "sft"),
        ([CHAT, CHAT, {"prompt": "a", "completion": "b"}], "sft"),
        ([CHAT, {"text": "a"}, {"text": "b"}], "text"),
        ([{"text": "a"}, CHAT], "text"),
        ([RFT] * 3, "rft"),
        ([RFT] * 3 + [CHAT], "sft"),
        ([{"a": 1}, RFT], "rft"),
        ([{"input": CHAT, "preferred_output": [ANSWER]}], "dpo"),
    ],
)
def test_format_of_a_file(lines: list[object], name: str) -> None:
    assert format_of_file(lines) == name


REAL = {
    "completions-legacy": "completions",
    "dpo-chat": "dpo",
    "rft-tools": "rft",
    "sft-gemini-roles": "sft",
    "sft-japanese-train": "sft",
    "sft-legacy-functions": "sft",
    "sft-tools-parallel": "sft",
    "sft-tools-stock": "sft",
    "sft-toy-chat": "sft",
    "vision-chartqa": "sft",
}


def test_real_files(real_files: Path) -> None:
    found = {name: look_at(source_of_file(real_files / f"{name}.jsonl")) for name in REAL}
    assert {name: (kind, obstacle) for name, (kind, obstacle) in found.items()} == {
        name: (kind, None) for name, kind in REAL.items()
    }
