"""`--engine`: both give the same result, and the reference leaves the extra `fast` alone."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.linting import choose_job, lint
from ftlint.reporters import Look, reporter

if TYPE_CHECKING:
    from pathlib import Path

MODULES = "import sys; from ftlint import lint; lint({0!r}, engine={1!r}); print('splintr' in sys.modules)"


def written(path: Path, **options: Any) -> str:
    out = io.StringIO()
    reporter("json")(lint(str(path), **options), out, Look())
    return out.getvalue()


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_the_same(examples: Path, jobs: int) -> None:
    for path in examples.glob("*.jsonl"):
        assert written(path, jobs=jobs) == written(path, engine="reference", jobs=jobs)


def test_real_files_give_the_same(real_files: Path) -> None:
    for path in real_files.glob("*.jsonl"):
        assert written(path) == written(path, engine="reference")


def test_the_engine_goes_to_other_processes() -> None:
    job = pickle.loads(pickle.dumps(choose_job(engine="reference")))  # noqa: S301 (our own)
    assert job.engine == "reference"
    assert job.counter._engine == "reference"


def test_the_reference_does_not_load_the_extra(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"messages": [{"role": "user", "content": "字"}, {"role": "assistant", "content": "字"}]}'
    )
    code = MODULES.format(str(path), "reference")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_the_option_of_the_command(examples: Path) -> None:
    path = str(examples / "support-agent.jsonl")
    command = [sys.executable, "-m", "ftlint", "check", path, "--output-format", "json"]
    auto, reference = (
        subprocess.run([*command, "--engine", name], capture_output=True, check=False)
        for name in ("auto", "reference")
    )
    assert auto.returncode == reference.returncode == 0
    assert auto.stdout == reference.stdout
    wrong = subprocess.run([*command, "--engine", "slow"], capture_output=True, check=False)
    assert wrong.returncode == 2
