"""What commands show of files is no command of GitHub's runner."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CALL = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": {}}}
EVIL = {
    "messages": [
        {"role": "user", "content": "##[add-mask]x"},
        {"role": "gpt", "content": "##[add-mask]y"},
        {"role": "assistant", "tool_calls": [CALL]},
    ]
}
WAYS = [
    ["--diff", "train.jsonl"],
    ["--statistics", "train.jsonl"],
    ["mask", "train.jsonl", "--train-only", "calls", "--diff"],
    ["convert", "train.jsonl", "--to", "openai", "--diff"],
    ["why", "The job failed due to an invalid training file. Line 1, message 2", "train.jsonl"],
]


def shown(folder: Path, words: list[str], **environment: str) -> str:
    (folder / "train.jsonl").write_text(json.dumps(EVIL) + "\n")
    env = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    done = subprocess.run(
        [sys.executable, "-m", "ftlint", *words],
        capture_output=True,
        env=env | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        cwd=folder,
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("words", WAYS, ids=lambda words: " ".join(words[:1]))
def test_it_stands_where_the_runner_reads_no_commands(tmp_path: Path, words: list[str]) -> None:
    plain = shown(tmp_path, words)
    assert plain
    first, *between, last = shown(tmp_path, words, GITHUB_ACTIONS="true").splitlines()
    token = first.removeprefix("::stop-commands::")
    assert len(token) == 32
    assert last == f"::{token}::"
    assert between == plain.splitlines()
