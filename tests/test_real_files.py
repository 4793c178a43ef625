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


def test_formats_are_recognised(real_files: Path) -> None:
    formats = {name: lint(str(real_files / name)).files[0].format for name in ERRORS}
    assert formats["completions-legacy.jsonl"] == "completions"
    assert formats["dpo-chat.jsonl"] == "dpo"
    assert formats["rft-tools.jsonl"] == "rft"
    assert formats["vision-chartqa.jsonl"] == "sft"
    assert formats["sft-gemini-roles.jsonl"] == "sft"
