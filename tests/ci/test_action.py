"""The GitHub Action: its step that checks, run by bash with environment files as on GitHub."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown_it import MarkdownIt

from .action_steps import ROOT, action, chat, check

if TYPE_CHECKING:
    from pathlib import Path

OUTPUTS = {"errors", "warnings", "infos", "tokens", "cost", "exit-code", "sarif", "comment"}

HOSTILE_NAMES = [
    "a;touch owned.jsonl",
    "$(touch owned).jsonl",
    "`touch owned`.jsonl",
    "-rf.jsonl",
    "--output-format=json=owned.jsonl",
    "new\nline\n::error::owned.jsonl",
    "errors=0\nexit-code<<X\n0\nX.jsonl",
    "%0A::error::x.jsonl",
    "##[error]x.jsonl",
    "<img src=x>|`x`@here.jsonl",
    "'\"\\ &.jsonl",
    "[x]*?.jsonl",
    "\udcff.jsonl",
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Give an empty folder that a workflow could run in."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


def test_no_expression_stands_in_a_script() -> None:
    steps = action()["runs"]["steps"]
    for step in steps:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    assert len(steps) == 2


def test_every_input_is_handed_over_and_every_output_comes_from_the_step() -> None:
    loaded = action()
    handed = "".join(text for step in loaded["runs"]["steps"] for text in step["env"].values())
    for name in loaded["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in handed
    said = {name: output["value"] for name, output in loaded["outputs"].items()}
    assert said == {name: f"${{{{ steps.check.outputs.{name} }}}}" for name in OUTPUTS}


def test_the_page_about_the_action_names_all_inputs_and_outputs() -> None:
    page = (ROOT / "docs" / "github-action.md").read_text()
    for name in [*action()["inputs"], *action()["outputs"]]:
        assert f"| `{name}` |" in page


@pytest.mark.skipif(not (ROOT / ".github").is_dir(), reason="the workflow is only in a checkout")
def test_the_workflow_of_this_repository_runs_the_checks_and_uses_the_action() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    assert "${{" not in "".join(step.get("run", "") for step in steps)
    assert ".ci/run" in [step.get("run") for step in steps]
    [used] = [step["with"] for step in steps if step.get("uses") == "./"]
    assert used.keys() <= action()["inputs"].keys()
    assert (ROOT / used["files"]).is_file()
    for step in steps:
        assert re.fullmatch(r"\./|[\w/-]+@[0-9a-f]{40}", step.get("uses", "./"))


def test_clean_files_pass(here: Path) -> None:
    (here / "data").mkdir()
    (here / "data" / "train.jsonl").write_text(chat(12))
    done = check(here, comment="true")
    assert done.exit_code == 0, done.log
    assert done.commands == []
    assert "No findings in 12 examples." in done.log
    assert done.outputs.keys() == OUTPUTS
    assert [done.outputs[name] for name in ("errors", "warnings", "infos", "exit-code")] == [
        "0",
        "0",
        "0",
        "0",
    ]
    assert int(done.outputs["tokens"]) > 100
    assert float(done.outputs["cost"]) > 0
    assert done.outputs["sarif"] == ""
    assert done.summary.startswith("## ✅ ftlint: No findings in 12 examples.\n")
    assert "$25.00 per 1M" in done.summary
    assert done.outputs["comment"] == f"<!-- ftlint -->\n{done.summary[:-1]}"


def test_findings_fail_the_step_and_all_is_written_nevertheless(here: Path) -> None:
    (here / "train.jsonl").write_text(chat(12) + chat(2, role="model"))
    done = check(here, sarif="found.sarif")
    assert done.exit_code == 1, done.log
    assert [line.split(",title=")[0] for line in done.commands if line.startswith("::error")] == [
        f"::error file=train.jsonl,line={line},endLine={line},col=68,endColumn=75" for line in (13, 14)
    ]
    assert (done.outputs["errors"], done.outputs["warnings"]) == ("2", "2")
    assert done.outputs["exit-code"] == "1"
    assert done.outputs["comment"] == ""
    assert "| FT105 | unknown-role | error | 2 | 2 |" in done.summary
    assert done.outputs["sarif"] == "found.sarif"
    assert len(json.loads((here / "found.sarif").read_text())["runs"][0]["results"]) == 4


def test_inputs_reach_the_check(here: Path) -> None:
    (here / "train.jsonl").write_text(chat(12) + "\n")
    assert check(here).exit_code == 0
    assert check(here, fail_on="warning").exit_code == 1
    assert check(here, fail_on="warning", args="--ignore 'FT011'").exit_code == 0
    done = check(here, model="gpt-4.1-mini", target="openai", args="--epochs 2", summary="false")
    assert done.summary == ""
    cheap, dear = float(done.outputs["cost"]), float(check(here, args="--epochs 2").outputs["cost"])
    assert 0 < cheap < dear


def test_what_no_input_says_is_as_in_the_config(here: Path) -> None:
    (here / "ftlint.toml").write_text(
        'model = "gpt-4.1-mini"\nfail-on = "warning"\n'
        '[[datasets]]\ntrain = "train.jsonl"\nvalidation = "held.jsonl"\n'
    )
    (here / "train.jsonl").write_text(chat(12))
    (here / "held.jsonl").write_text(chat(1) + chat(11, text="Held"))
    done = check(here, files="")
    assert done.exit_code == 1, done.log
    assert any("title=FT704 " in line for line in done.commands)
    assert "gpt-4.1-mini at openai" in done.summary
    assert check(here, files="", fail_on="error").exit_code == 0


def test_a_format_among_the_arguments_takes_the_place_of_the_annotations(here: Path) -> None:
    (here / "train.jsonl").write_text(chat(12, role="model"))
    done = check(here, args="--output-format concise --output-format=junit=found.xml")
    assert done.exit_code == 1
    assert "train.jsonl:1:68: error: FT105" in done.log
    assert (here / "found.xml").is_file()
    assert done.outputs["errors"] == "12"


def test_training_data_can_be_kept_out(here: Path) -> None:
    (here / "train.jsonl").write_text(chat(12, role="my-secret-role"))
    done = check(here, comment="true", args="--no-excerpts")
    assert done.outputs["errors"] == "12"
    assert "my-secret-role" not in done.log + done.summary + done.outputs["comment"]


def test_several_patterns(here: Path) -> None:
    (here / "my data").mkdir()
    for name in ("a.jsonl", "b.ndjson", "my data/c.jsonl", "d.txt"):
        (here / name).write_text(chat(12, text=name))
    done = check(here, files="a.jsonl\n**/*.ndjson  'my data/*.jsonl'")
    assert "No findings in 36 examples in 3 files." in done.log


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, "**/*.jsonl"),
        ({"files": ""}, "list datasets in the config"),
        ({"files": "missing.jsonl"}, "missing.jsonl: no such file"),
        ({"files": "-"}, "no such file"),
        ({"files": "it's.jsonl"}, "no closing quotation"),
        ({"args": '--ignore "FT1'}, "no closing quotation"),
        ({"args": "--ingore FT1", "files": "notes.txt"}, "--ignore"),
        ({"args": "-- more.jsonl", "files": "notes.txt"}, "more.jsonl: no such file"),
        ({"summary": "yes"}, "summary: write true or false"),
        ({"model": "gpt-4.1-minni", "files": "notes.txt"}, "gpt-4.1-mini"),
        ({"fail_on": "never", "files": "notes.txt"}, "never"),
        ({"sarif": "no/folder/x.sarif", "files": "notes.txt"}, "no/folder"),
    ],
)
def test_what_cannot_be_checked_exits_2_and_says_why(here: Path, inputs: dict[str, str], said: str) -> None:
    (here / "notes.txt").write_text(chat(12))
    done = check(here, {}, **inputs)
    assert done.exit_code == 2
    assert "Traceback" not in done.log
    assert any(line.startswith("::error title=ftlint::") and said in line for line in done.commands)
    assert done.summary.startswith("## ❌ ftlint: nothing was checked\n")
    assert done.outputs.keys() == OUTPUTS
    assert done.outputs["exit-code"] == "2"
    assert done.outputs["errors"] == done.outputs["cost"] == ""


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_names(here: Path, name: str) -> None:
    (here / name).write_text(chat(12) + chat(1, role="model"))
    done = check(here, comment="true")
    assert done.exit_code == 1, done.log
    assert [path.name for path in here.iterdir()] == [name]
    assert done.outputs.keys() == OUTPUTS
    assert done.outputs["errors"] == "1"
    error, *others = done.commands
    assert re.match(r"::error file=[^,:\n]+,line=13,endLine=13,col=68,endColumn=75,title=FT105 ", error)
    assert all(re.match(r"::warning file=[^,:\n]+,line=13,", line) for line in others)
    for page in (done.summary, done.outputs["comment"]):
        html = MarkdownIt("gfm-like", {"linkify": False}).render(page.removeprefix("<!-- ftlint -->\n"))
        assert not re.search("<(?!/?(h2|h3|ul|li|p|code|strong|pre|table|thead|tbody|tr|th|td)\\b)", html)


@pytest.mark.parametrize(
    "name", ["files", "args", "model", "target", "fail_on", "sarif", "summary", "comment"]
)
@pytest.mark.parametrize(
    "value", ["$(touch owned);touch owned", '"; touch owned; "`touch owned`\n::error::x']
)
def test_hostile_inputs_are_not_run(here: Path, name: str, value: str) -> None:
    (here / "train.jsonl").write_text(chat(12))
    done = check(here, {}, **{name: value})
    assert "Traceback" not in done.log
    assert {path.name for path in here.iterdir()} <= {"train.jsonl", value}  # a SARIF file may have any name
    assert done.outputs.keys() == OUTPUTS
    assert not [line for line in done.commands if not line.startswith("::error title=ftlint::")]


def test_hostile_contents(here: Path) -> None:
    evil = "\n::error::x\n##[error]x\nEOF\nexit-code=0\n</details><img src=x>@here ```\n|\x1b[2J%0A"
    evil += "\n::stop-commands::x"
    rows = [{"messages": [{"role": evil, "content": evil}], evil: evil} for _ in range(3)]
    (here / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + evil)
    done = check(here, comment="true")
    assert done.exit_code == 1
    assert done.outputs.keys() == OUTPUTS
    assert done.outputs["exit-code"] == "1"
    own = re.compile(r"::(error|warning|notice) file=train\.jsonl,line=\d+,[^:]*title=FT\d{3} [a-z-]+::")
    assert all(own.match(line) for line in done.commands)
    assert "\x1b" not in done.log + done.summary
    assert "##[error]" not in "".join(line for line in done.log.split("\n") if not line.startswith("::"))


def test_nothing_in_the_workspace_is_imported(here: Path) -> None:
    for name in ("ftlint", "click", "json", "sitecustomize", "rich"):
        (here / f"{name}.py").write_text("open('owned', 'w')\n")
    (here / "train.jsonl").write_text(chat(12))
    done = check(here, {"PYTHONPATH": str(here), "PYTHONSTARTUP": str(here / "json.py")})
    assert done.exit_code == 0, done.log
    assert not (here / "owned").exists()


def test_by_hand_without_a_runner(here: Path) -> None:
    (here / "train.jsonl").write_text(chat(12))
    own = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    done = subprocess.run(
        [sys.executable, "-I", "-m", "ftlint.ci.action"],
        cwd=here,
        env=own | {"FTLINT_INPUT_FILES": "train.jsonl"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
