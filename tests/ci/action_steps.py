"""Run the steps of action.yml as GitHub's runner does: bash, environment files, expressions only in `env`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent

_EXPRESSION = re.compile(r"\$\{\{ ([a-z.-]+) \}\}")
_ENTRY = re.compile(r"([a-z-]+)<<(.+)|([a-z-]+)=(.*)")


@dataclass
class Done:
    """What a run of the Action left behind."""

    exit_code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def commands(self) -> list[str]:
        """Give the lines of the log that the runner takes for commands."""
        return [line for line in self.log.split("\n") if line.lstrip().startswith("::") or "##[" in line]


def action() -> dict[str, Any]:
    """Read action.yml."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
    return loaded


def run_step(index: int, values: dict[str, str], folder: Path, environment: dict[str, str]) -> Done:
    """Run one step in `folder`; `values` are what its expressions mean."""
    step = action()["runs"]["steps"][index]
    files = folder.parent / f"runner-of-{folder.name}"
    files.mkdir(exist_ok=True)
    for name in ("output", "summary"):
        (files / name).write_bytes(b"")
    script = files / "script.sh"
    script.write_text(step["run"])
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "GIT_"))}
    runner = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(folder),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(files / "output"),
        "GITHUB_STEP_SUMMARY": str(files / "summary"),
        "RUNNER_TEMP": str(files),
    }
    said = {name: _EXPRESSION.sub(lambda m: values[m[1]], text) for name, text in step["env"].items()}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],  # noqa: S607 (as the runner does)
        cwd=folder,
        env=own | runner | environment | said,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = (files / "output").read_bytes().decode(errors="surrogateescape")
    summary = (files / "summary").read_text(encoding="utf-8")
    return Done(done.returncode, done.stdout.decode(errors="surrogateescape"), parse_outputs(output), summary)


def check(folder: Path, environment: dict[str, str] | None = None, **inputs: str) -> Done:
    """Run the step that checks, with inputs as under `with:` (`_` for `-`), by the ftlint that is tested."""
    given = {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    values = {f"inputs.{name}": one["default"] for name, one in action()["inputs"].items()}
    assert given.keys() <= values.keys()
    values |= given | {"steps.install.outputs.python": sys.executable}
    return run_step(1, values, folder, environment or {})


def parse_outputs(text: str) -> dict[str, str]:
    """Read the file of outputs as the runner does: `name=value`, or a heredoc up to its delimiter."""
    outputs: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        entry = _ENTRY.fullmatch(line)
        assert entry, line
        if entry[3]:
            outputs[entry[3]] = entry[4]
            continue
        value = []
        while (part := next(lines)) != entry[2]:
            value.append(part)
        outputs[entry[1]] = "\n".join(value)
    return outputs


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, apart from the settings of whoever runs the tests."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"]
    done = subprocess.run(
        ["git", *who, *words],  # noqa: S607 (the git of whoever runs the tests)
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def chat(examples: int, *, role: str = "assistant", text: str = "Question") -> str:
    """Write a chat file; with another role than the assistant's, every example is wrong."""
    rows = (
        f'{{"messages": [{{"role": "user", "content": "{text} {number}?"}},'
        f' {{"role": "{role}", "content": "Answer {number}."}}]}}\n'
        for number in range(examples)
    )
    return "".join(rows)
