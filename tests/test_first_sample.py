"""The shipped sample of traces: object arguments, tool results in parts, no tools, placeholder ids."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ftlint import Severity, lint

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sample(examples: Path) -> Path:
    return examples / "traces-with-mistakes.jsonl"


def ftlint(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "ftlint", *words], capture_output=True, check=False)


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def calls_of(example: dict[str, object]) -> list[dict[str, object]]:
    messages = example["messages"]
    assert isinstance(messages, list)
    return [call["function"] for message in messages for call in message.get("tool_calls", [])]


def test_every_mistake_is_found_and_nothing_cascades(sample: Path) -> None:
    examples = lines_of(sample)
    calls = sum(len(calls_of(example)) for example in examples)
    results = sum(m["role"] == "tool" for example in examples for m in example["messages"])  # type: ignore[attr-defined]  # a list
    found = Counter(finding.code for _, finding in lint(str(sample)).findings)
    assert found == {"FT301": calls, "FT112": results, "FT309": len(examples)}


def test_caret_is_on_the_object(sample: Path) -> None:
    result = lint(str(sample), select=["FT301"])
    text = sample.read_text(encoding="utf-8").splitlines()
    seen = []
    for file, finding in result.findings:
        where = file.location(finding)
        seen.append(json.loads(text[where.line - 1][where.column - 1 : where.end_column - 1]))
    assert seen == [call["arguments"] for example in lines_of(sample) for call in calls_of(example)]


def test_repaired_by_hand_it_is_clean_and_results_are_masked(
    sample: Path, examples: Path, tmp_path: Path
) -> None:
    tools = lines_of(examples / "support-agent.jsonl")[0]["tools"]
    repaired = []
    for example in lines_of(sample):
        for function in calls_of(example):
            function["arguments"] = json.dumps(function["arguments"])
        for message in example["messages"]:  # type: ignore[attr-defined]  # a list
            if message["role"] == "tool":
                message["content"] = message["content"][0]["text"]
        repaired.append(json.dumps({**example, "tools": tools}, ensure_ascii=False))
    path = tmp_path / "repaired.jsonl"
    path.write_text("\n".join(repaired) + "\n", encoding="utf-8")

    result = lint(str(path))
    assert [(f.code, f.message) for _, f in result.findings if f.severity is not Severity.INFO] == []
    tally = result.files[0].tally
    assert tally.trained == tally.assistant
    assert tally.masked == tally.turns - tally.assistant
    assert tally.results > 0
    assert tally.result_tokens > 0
    assert tally.both == len(repaired)


@pytest.mark.parametrize(
    ("lesson", "learned"), [("calls", (17, 17)), ("answers", (12, 0)), ("last", (12, 0))]
)
def test_repaired_and_masked_it_teaches_what_was_chosen(
    sample: Path, tmp_path: Path, lesson: str, learned: tuple[int, int]
) -> None:
    path = tmp_path / "train.jsonl"
    path.write_bytes(sample.read_bytes())
    assert ftlint(str(path), "--fix").returncode == 0
    before = lint(str(path)).files[0].tally
    assert ftlint("mask", str(path), "--train-only", lesson).returncode == 0

    result = lint(str(path))
    assert [f.code for _, f in result.findings if f.severity is Severity.ERROR] == []
    tally = result.files[0].tally
    assert (tally.trained, tally.calling) == learned
    assert (before.trained, before.calling) == (29, 17)
    assert (tally.turns, tally.assistant, tally.results) == (before.turns, 29, before.results)
    assert tally.tokens == before.tokens
    assert tally.trained_tokens < before.trained_tokens
