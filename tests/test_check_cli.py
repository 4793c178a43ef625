"""`ftlint check` with config, baseline, budget, and several outputs, as a user meets them."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from ftlint.cli.help_text import GROUPS


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    left_out = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR")
    env = {key: value for key, value in os.environ.items() if key not in left_out}
    return subprocess.run(
        [sys.executable, "-m", "ftlint", *words],
        capture_output=True,
        env=env | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        cwd=folder,
        check=False,
        encoding="utf-8",
    )


def line(number: int, **more: object) -> str:
    messages = [
        {"role": "user", "content": f"Is room {number} free?"},
        {"role": "assistant", "content": "Yes.", **more},
    ]
    return json.dumps({"messages": messages}) + "\n"


GOOD = "".join(line(number) for number in range(12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "train.jsonl").write_text(GOOD + line(20, weight=True) + line(21, mood="SECRET-MOOD"))
    return tmp_path


def codes(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [finding["code"] for finding in json.loads(done.stdout)["findings"]]


def test_several_outputs_in_one_run(folder: Path) -> None:
    done = run(
        folder, "train.jsonl", "--output-format", "concise", "--output-format", "sarif=out.sarif",
        "--output-format", "json=out.json",
    )  # fmt: skip
    assert done.returncode == 1
    assert "train.jsonl:13:" in done.stdout
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert len(json.loads((folder / "out.json").read_text())["findings"]) == 2


@pytest.mark.parametrize(
    "words", [("nope",), ("sarif=missing/out",), ("full", "json"), ("json=train.jsonl",)]
)
def test_an_output_that_cannot_be_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    before = (folder / "train.jsonl").read_text()
    done = run(folder, "train.jsonl", *(word for name in words for word in ("--output-format", name)))
    assert done.returncode == 2
    assert done.stderr.startswith("ftlint: ")
    assert "Traceback" not in done.stderr
    assert (folder / "train.jsonl").read_text() == before


def test_statistics_count_the_rules(folder: Path) -> None:
    done = run(folder, "train.jsonl", "--statistics")
    assert done.returncode == 1
    assert "FT115" in done.stdout
    assert "-->" not in done.stdout


def test_without_excerpts_nothing_of_the_file_is_written(folder: Path) -> None:
    for name in (
        "full",
        "concise",
        "grouped",
        "json",
        "jsonl",
        "github",
        "gitlab",
        "sarif",
        "junit",
        "markdown",
    ):
        done = run(folder, "train.jsonl", "--no-excerpts", "--output-format", name)
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert "FT104" in said
        for text in ("SECRET", "mood", "room"):
            assert text not in said, name
    assert run(folder, "train.jsonl", "--no-excerpts", "--diff").returncode == 2


def test_annotations_come_by_themselves_under_github_actions(folder: Path) -> None:
    done = run(folder, "train.jsonl", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(folder))
    assert done.returncode == 1
    assert [text for text in done.stdout.splitlines() if text.startswith("::error file=train.jsonl,line=13,")]
    asked = run(folder, "train.jsonl", "--output-format", "json", GITHUB_ACTIONS="true")
    assert len(codes(asked)) == 2


def test_the_config_is_heeded_and_the_command_line_beats_it(folder: Path) -> None:
    (folder / "ftlint.toml").write_text(
        'ignore = ["FT104"]\nfail-on = "warning"\n[rules]\nFT115 = "warning"\n'
        '[per-file-ignores]\n"other*.jsonl" = ["FT115"]\n'
    )
    done = run(folder, "train.jsonl", "--output-format", "json")
    assert codes(done) == ["FT115"]
    assert json.loads(done.stdout)["findings"][0]["severity"] == "warning"
    assert done.returncode == 1
    assert run(folder, "train.jsonl", "--fail-on", "error").returncode == 0
    assert codes(run(folder, "train.jsonl", "--isolated", "--output-format", "json")) == ["FT115", "FT104"]
    (folder / "other.jsonl").write_text((folder / "train.jsonl").read_text())
    assert codes(run(folder, "other.jsonl", "--output-format", "json")) == []


def test_excluded_files_are_passed_by_in_folders_only(folder: Path) -> None:
    (folder / "ftlint.toml").write_text('exclude = ["old*"]\n')
    (folder / "old.jsonl").write_text("{\n")
    report = json.loads(run(folder, ".", "--output-format", "json").stdout)
    assert [file["path"] for file in report["files"]] == ["train.jsonl"]
    assert run(folder, "old.jsonl").returncode == 1
    (folder / "train.jsonl").unlink()
    assert run(folder, ".").returncode == 2


def test_datasets_bring_their_validation_file(folder: Path) -> None:
    (folder / "held.jsonl").write_text(line(0) + line(50))
    (folder / "ftlint.toml").write_text('[[datasets]]\ntrain = "train.jsonl"\nvalidation = "held.jsonl"\n')
    for words in (("train.jsonl",), ("check",), (".",)):
        report = json.loads(run(folder, *words, "--output-format", "json").stdout)
        assert [(file["path"], file["role"]) for file in report["files"]] == [
            ("train.jsonl", "training"),
            ("held.jsonl", "validation"),
        ]
        assert "FT704" in [finding["code"] for finding in report["findings"]]


def test_without_words_the_datasets_of_the_config_are_checked(folder: Path) -> None:
    (folder / "held.jsonl").write_text(line(0))
    (folder / "ftlint.toml").write_text('[[datasets]]\ntrain = "train.jsonl"\nvalidation = "held.jsonl"\n')
    bare, named = run(folder), run(folder, "check")
    assert bare.returncode == 1
    assert (bare.stdout, bare.stderr) == (named.stdout, named.stderr)


@pytest.mark.parametrize("config", [None, 'target = "azure"\n', "datasets = []\n"])
def test_without_words_and_datasets_the_help_is_shown(folder: Path, config: str | None) -> None:
    if config is not None:
        (folder / "ftlint.toml").write_text(config)
    done = run(folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == run(folder, "--help").stdout


def test_a_dataset_that_is_not_there_is_said_to_be_of_the_config(folder: Path) -> None:
    (folder / "ftlint.toml").write_text('[[datasets]]\ntrain = "gone.jsonl"\nvalidation = "held.jsonl"\n')
    for words in ((), ("check",), ("--fix",)):
        done = run(folder, *words)
        assert done.returncode == 2
        said = "ftlint: gone.jsonl: no such file (ftlint.toml lists it among its datasets)\n"
        assert done.stderr == said
    assert "datasets" not in run(folder, "gone.jsonl").stderr


def test_a_report_beside_changes_is_said_to_be_left_out(folder: Path) -> None:
    done = run(folder, "train.jsonl", "--diff", "--output-format", "json")
    assert done.stdout.startswith("--- train.jsonl")
    assert "ftlint: json is left out, since --diff takes the standard output" in done.stderr
    written = run(folder, "train.jsonl", "--diff", "--output-format", "json=out.json")
    assert written.stdout == done.stdout
    assert "left out" not in written.stderr


def test_without_words_a_wrong_config_is_said(folder: Path) -> None:
    (folder / "ftlint.toml").write_text("[[datasets]]\n")
    done = run(folder)
    assert done.returncode == 2
    assert done.stderr.startswith("ftlint: ftlint.toml:1:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nmodle = "gpt-4.1"\n', ("ftlint.toml:2:", "model")),
        ('epochs = "3"\n', ("ftlint.toml:1:", "epochs")),
        ('\n\nignore = ["arguments-not-a-sting"]\n', ("ftlint.toml:3:", "arguments-not-a-string")),
        ("target = \n", ("ftlint.toml:1:",)),
    ],
)
def test_a_wrong_config_is_refused_with_its_place(folder: Path, text: str, said: tuple[str, ...]) -> None:
    (folder / "ftlint.toml").write_text(text)
    done = run(folder, "train.jsonl")
    assert done.returncode == 2
    for part in said:
        assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_are_shown_with_who_set_them(folder: Path) -> None:
    (folder / "ftlint.toml").write_text('\ntarget = "azure"\n')
    done = run(folder, "train.jsonl", "--epochs", "2", "--show-settings")
    assert done.returncode == 0
    rows = {text.split()[0]: text for text in done.stdout.splitlines() if text.strip()}
    assert "ftlint.toml:2" in rows["target"]
    assert "command line" in rows["epochs"]


def test_a_budget_is_a_gate(folder: Path) -> None:
    (folder / "train.jsonl").write_text(GOOD)
    assert run(folder, "train.jsonl").returncode == 0
    over = run(folder, "train.jsonl", "--max-tokens", "10")
    assert over.returncode == 1
    assert "Over budget: the job has " in over.stdout
    assert run(folder, "train.jsonl", "--max-cost", "0.0001").returncode == 1
    assert run(folder, "train.jsonl", "--max-cost", "100").returncode == 0
    report = json.loads(run(folder, "train.jsonl", "--max-tokens", "10", "--output-format", "json").stdout)
    assert len(report["over_budget"]) == 1


def test_a_baseline_keeps_known_findings_apart(folder: Path) -> None:
    path = folder / "train.jsonl"
    assert run(folder, "baseline", "write", "train.jsonl").returncode == 0
    known = run(folder, "train.jsonl")
    assert known.returncode == 0
    assert "No new findings in 14 examples (2 more in the baseline)." in known.stdout
    lines = [*path.read_text().splitlines(keepends=True), line(99, weight=True)]
    random.Random(3).shuffle(lines)  # noqa: S311 (any order will do)
    path.write_text("".join(lines))
    done = run(folder, "train.jsonl", "--output-format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    [finding] = report["findings"]
    assert finding["code"] == "FT115"
    assert lines[finding["line"] - 1] == line(99, weight=True)
    assert report["summary"]["suppressed"] == 2
    assert run(folder, "baseline", "update", "train.jsonl").returncode == 0
    assert run(folder, "train.jsonl").returncode == 0
    path.write_text(GOOD)
    stale = run(folder, "train.jsonl")
    assert stale.returncode == 0
    assert "ftlint baseline prune" in stale.stdout
    assert run(folder, "baseline", "prune", "train.jsonl").returncode == 0
    assert json.loads((folder / ".ftlint-baseline.json").read_text())["entries"] == []


def test_a_broken_baseline_is_refused(folder: Path) -> None:
    (folder / ".ftlint-baseline.json").write_text("{")
    done = run(folder, "train.jsonl")
    assert done.returncode == 2
    assert ".ftlint-baseline.json" in done.stderr
    assert run(folder, "train.jsonl", "--isolated").returncode == 1
    assert run(folder, "train.jsonl", "--baseline", "nowhere.json").returncode == 2


def test_fix_heeds_the_config(folder: Path) -> None:
    (folder / "ftlint.toml").write_text(
        'unsafe-fixes = true\n[per-file-ignores]\n"train.jsonl" = ["FT115"]\n'
    )
    assert run(folder, "train.jsonl", "--fix").returncode == 0
    assert (folder / "train.jsonl").read_text() == GOOD + line(20, weight=True) + line(21)


def test_init_writes_a_config_that_works(folder: Path) -> None:
    assert run(folder, "init").returncode == 0
    assert run(folder, "train.jsonl").returncode == 1
    assert Path(folder / "ftlint.toml").read_text()
    assert run(folder, "init").returncode == 2


def test_watching_checks_again_what_was_saved(folder: Path) -> None:
    path = folder / "train.jsonl"
    path.write_text(GOOD)
    command = [sys.executable, "-m", "ftlint", "train.jsonl", "--watch", "--output-format", "concise"]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout is not None
        try:
            assert _verdict(process.stdout) == "No findings in 12 examples."
            path.write_text(GOOD + line(20, mood="glad"))
            assert _verdict(process.stdout) == "Found 1 error in 1 of 13 examples."
        finally:
            process.kill()


def _verdict(lines: IO[str]) -> str:
    return next(text.strip() for text in lines if text.endswith((" examples.\n", " example.\n")))


def test_a_level_of_the_config_beats_the_cases_on_a_card(folder: Path) -> None:
    (folder / "c.jsonl").write_text('{"prompt": "", "completion": "Hi."}\n' * 12)
    code = run(folder, "c.jsonl", "--output-format", "jsonl", "--ignore", "FT702").stdout
    empty = next(json.loads(each) for each in code.splitlines() if "prompt is empty" in each)
    assert empty["severity"] == "warning"
    (folder / "ftlint.toml").write_text(f'ignore = ["FT702"]\n[rules]\n{empty["code"]} = "error"\n')
    raised = run(folder, "c.jsonl", "--output-format", "concise")
    assert "error: " + empty["code"] in raised.stdout
    assert "warning: " + empty["code"] not in raised.stdout
    assert raised.returncode == 1


def test_the_last_line_of_jsonl_says_what_is_over_budget(folder: Path) -> None:
    done = run(folder, "train.jsonl", "--max-tokens", "1", "--output-format", "jsonl")
    assert len(json.loads(done.stdout.splitlines()[-1])["over_budget"]) == 1


def test_a_budget_that_is_no_number_is_refused(folder: Path) -> None:
    done = run(folder, "train.jsonl", "--max-cost", "nan")
    assert done.returncode == 2
    assert "nan is no amount of money" in done.stderr


def test_a_word_that_is_nearly_a_command(folder: Path) -> None:
    done = run(folder, "baselin", "write")
    assert done.returncode == 2
    assert "did you mean 'baseline'?" in done.stderr
    assert "no such file" in run(folder, "nonesuch").stderr


def test_settings_name_the_baseline_that_nobody_named(folder: Path) -> None:
    run(folder, "baseline", "write", "train.jsonl")
    shown = run(folder, "train.jsonl", "--show-settings").stdout
    assert ".ftlint-baseline.json" in next(each for each in shown.splitlines() if each.startswith("baseline"))
    shown = run(folder, "train.jsonl", "--show-settings", "--isolated").stdout
    assert ".ftlint-baseline.json" not in shown


def test_a_baseline_keeps_what_was_not_looked_for(folder: Path) -> None:
    run(folder, "baseline", "write", "train.jsonl")
    file = folder / ".ftlint-baseline.json"
    before = file.read_text()
    partly = run(folder, "train.jsonl", "--select", "FT3")
    assert "not there any more" not in partly.stdout
    for way in ("write", "prune"):
        run(folder, "baseline", way, "train.jsonl", "--select", "FT3")
        assert file.read_text() == before


def test_a_baseline_knows_files_outside_its_folder_from_everywhere(folder: Path) -> None:
    (folder / "below").mkdir()
    run(folder / "below", "baseline", "write", "../train.jsonl", "--baseline", "known.json")
    assert str(folder) not in (folder / "below" / "known.json").read_text()
    assert run(folder, "train.jsonl", "--baseline", "below/known.json").returncode == 0
    whole = str(folder / "train.jsonl")
    assert run(folder / "below", whole, "--baseline", "known.json").returncode == 0


def test_the_help_page_shows_every_option_in_a_group(folder: Path) -> None:
    page = run(folder, "check", "--help").stdout
    assert all(f"\n{heading}:\n" in page for heading in (*GROUPS, "Run"))
    assert all(page.count(f"\n  {name} ") == 1 for name in ("--target", "--jobs", "--baseline", "--watch"))


def test_each_dataset_is_fixed_by_the_rules_that_it_is_checked_by(folder: Path) -> None:
    for name in ("other", "held"):
        (folder / f"{name}.jsonl").write_text(GOOD + line(20, weight=True))
    (folder / "ftlint.toml").write_text('[[datasets]]\ntrain = "train.jsonl"\nvalidation = "held.jsonl"\n')
    run(folder, "train.jsonl", "other.jsonl", "--fix")
    for name in ("train", "other", "held"):
        assert line(20, weight=1) in (folder / f"{name}.jsonl").read_text()
