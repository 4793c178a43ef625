"""Files that other people wrote: no false error, and what is wrong with them is found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ftlint import Severity, lint

if TYPE_CHECKING:
    from pathlib import Path

ERRORS = {
    "completions-legacy.jsonl": {},
    "dpo-chat.jsonl": {},
    "rft-tools.jsonl": {},
    "sft-gemini-roles.jsonl": {"FT105": 44},
    "sft-japanese-train.jsonl": {},
    "sft-japanese-validation.jsonl": {},
    "sft-legacy-functions.jsonl": {},
    "sft-pretty-printed.jsonl": {"FT002": 1},
    "sft-tools-parallel.jsonl": {"FT104": 1, "FT701": 1},
    "sft-tools-stock.jsonl": {},
    "sft-toy-chat.jsonl": {"FT701": 1},
    "vision-chartqa.jsonl": {},
}
WARNINGS = {
    "sft-legacy-functions.jsonl": {"FT121": 10, "FT410": 20},
    "sft-tools-parallel.jsonl": {"FT309": 5, "FT706": 1},
    "sft-toy-chat.jsonl": {"FT202": 1},
}


def counted(path: Path, severity: Severity) -> dict[str, int]:
    found = lint(str(path)).findings
    return dict(Counter(finding.code for _, finding in found if finding.severity is severity))


@pytest.mark.parametrize("name", ERRORS)
def test_errors(real_files: Path, name: str) -> None:
    assert counted(real_files / name, Severity.ERROR) == ERRORS[name]


@pytest.mark.parametrize("name", ERRORS)
def test_warnings(real_files: Path, name: str) -> None:
    assert counted(real_files / name, Severity.WARNING) == WARNINGS.get(name, {})


def test_the_japanese_pair_has_ten_leaked_rows(real_files: Path) -> None:
    train, held = (str(real_files / f"sft-japanese-{name}.jsonl") for name in ("train", "validation"))
    found = [(file.role, finding) for file, finding in lint(train, validation=held).findings]
    leaked = [finding for role, finding in found if role == "validation" and finding.code == "FT704"]
    assert [finding.line for finding in leaked] == list(range(1, 11))
    assert all(
        finding.message.startswith("this example is in the training file, line ") for finding in leaked
    )
    assert {finding.severity for _, finding in found} == {Severity.WARNING, Severity.INFO}


def test_formats_are_recognised(real_files: Path) -> None:
    formats = {name: lint(str(real_files / name)).files[0].format for name in ERRORS}
    assert formats["completions-legacy.jsonl"] == "completions"
    assert formats["dpo-chat.jsonl"] == "dpo"
    assert formats["rft-tools.jsonl"] == "rft"
    assert formats["vision-chartqa.jsonl"] == "sft"
    assert formats["sft-gemini-roles.jsonl"] == "sft"


@pytest.mark.parametrize("target", ["openai", "azure"])
@pytest.mark.parametrize("name", ["dpo-chat.jsonl", "rft-tools.jsonl"])
def test_preference_and_reinforcement_files_are_clean(real_files: Path, name: str, target: str) -> None:
    result = lint(str(real_files / name), target=target)
    assert [finding.code for _, finding in result.findings] == []
