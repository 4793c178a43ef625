"""The GitHub Action's first step: an environment with ftlint, from the Action's own checkout."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from ftlint.ci.install import requirement

from .action_steps import ROOT, chat, run_step

if TYPE_CHECKING:
    from pathlib import Path

checkout = pytest.mark.skipif(
    not (ROOT / "ftlint" / "ci").is_dir(), reason="no checkout beside the tests that could be installed"
)


@checkout
def test_both_steps_as_on_github(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    for name in ("venv", "pip", "re"):
        (here / f"{name}.py").write_text("open('owned', 'w')\n")
    (here / "train.jsonl").write_text(chat(12))
    done = run_step(0, {"inputs.version": ""}, here, {"PYTHONPATH": str(here)})
    assert done.exit_code == 0, done.log
    python = done.outputs["python"]
    assert python.startswith(str(tmp_path))
    inputs = dict.fromkeys(("target", "model", "fail-on", "args", "sarif", "summary", "comment"), "")
    values = {f"inputs.{name}": value for name, value in inputs.items()}
    values |= {"inputs.files": "**/*.jsonl", "steps.install.outputs.python": python}
    checked = run_step(1, values, here, {})
    assert (checked.exit_code, checked.outputs["errors"]) == (0, "0"), checked.log
    assert not (here / "owned").exists()
    where = subprocess.check_output([python, "-I", "-c", "import ftlint; print(ftlint.__file__)"], text=True)
    assert where.startswith(str(tmp_path))


@checkout
def test_a_bad_version_installs_nothing(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    done = run_step(0, {"inputs.version": "1 --index-url http://x"}, here, {})
    assert done.exit_code == 2
    assert done.log.startswith("::error title=ftlint::version: ")
    assert done.outputs == {}


@pytest.mark.parametrize("version", ["0.1.0", "1.0rc1", "2!1.0.post1+local"])
def test_a_version_is_required_as_it_is(version: str) -> None:
    assert requirement(version, "/checkout") == f"ftlint=={version}"
    assert requirement("", "/checkout") == "/checkout"


@pytest.mark.parametrize(
    "version", ["-r x", "@ http://x", "1.0 ", "1,<2", "latest", "1\n::error::x", "../x", "1" * 101]
)
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="is no version"):
        requirement(version, "/checkout")
