"""Several formats in one run: where they go, and what is refused."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from ftlint import lint
from ftlint.reporters import Look, statistics
from ftlint.reporters.outputs import Output, OutputError, parse_outputs, write_outputs

from .reports import result_of, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    path = tmp_path / "train.jsonl"
    path.write_text('{"messages": [{"role": "bot", "content": "Hi"}]}\n')
    return path


def test_one_run_writes_many(train: Path) -> None:
    outputs = parse_outputs(["full", "sarif=out.sarif", "json=out.json", "junit=out.xml"])
    out = io.StringIO()
    write_outputs(lint(str(train)), outputs, Look(color="always", width=100), out)
    assert "FT105" in out.getvalue()
    assert "FT105" in (train.parent / "out.xml").read_text()
    assert json.loads((train.parent / "out.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((train.parent / "out.json").read_text())["schema_version"] == 1
    assert sorted(path.name for path in train.parent.iterdir()) == [
        "out.json", "out.sarif", "out.xml", "train.jsonl",
    ]  # fmt: skip


def test_colours_are_for_the_screen(train: Path) -> None:
    write_outputs(lint(str(train)), parse_outputs(["full=out.txt"]), Look(color="always"), io.StringIO())
    assert "\x1b" not in (train.parent / "out.txt").read_text()


def test_default_and_dash() -> None:
    assert parse_outputs([]) == [Output("full")]
    assert parse_outputs(["json=-"]) == [Output("json")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["sarf=x"], "no output format is called 'sarf'; did you mean sarif?"),
        (["qqqqqq"], "no output format is called 'qqqqqq'; there are full, concise, grouped"),
        (["sarif="], "sarif=: the file's name is missing"),
        (["full", "json"], "full and json cannot both go to the standard output"),
        (["json=a.txt", "sarif=./a.txt"], "json and sarif cannot both go to a.txt"),
        (["json=no/where.json"], "json=no/where.json: there is no folder no"),
        (["json=."], "json=.: a folder; name a file in it"),
        (["json=a\0b"], "no file's name has a NUL"),
    ],
)
@pytest.mark.usefixtures("train")
def test_refusals(given: list[str], said: str) -> None:
    with pytest.raises(OutputError) as raised:
        parse_outputs(given)
    assert said in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_the_same_file_is_the_same_file(train: Path) -> None:
    (train.parent / "link.json").symlink_to("a.json")
    with pytest.raises(OutputError, match="cannot both go"):
        parse_outputs(["json=a.json", "jsonl=link.json"])


def test_checked_files_are_not_written_over(train: Path) -> None:
    before = train.read_bytes()
    with pytest.raises(OutputError, match="would be written over"):
        write_outputs(lint("train.jsonl"), [Output("json", train)], Look(), io.StringIO())
    assert train.read_bytes() == before


def test_the_file_that_has_gone_is_named(train: Path) -> None:
    result, report = lint("train.jsonl"), train.parent / "out.json"
    train.unlink()
    with pytest.raises(OutputError, match=r"out\.json: json cannot be written: train\.jsonl: No such file"):
        write_outputs(result, [Output("json", report)], Look(), io.StringIO())
    assert not report.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes")
def test_files_keep_their_mode_and_links_stay(train: Path) -> None:
    real = train.parent / "real.json"
    real.write_text("old")
    real.chmod(0o640)
    (train.parent / "link.json").symlink_to(real)
    write_outputs(lint(str(train)), parse_outputs(["json=link.json"]), Look(), io.StringIO())
    assert (train.parent / "link.json").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert json.loads(real.read_text())["schema_version"] == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110 (a device)
def test_what_cannot_be_written_is_a_sentence(train: Path) -> None:
    with pytest.raises(OutputError, match="/dev/full: json cannot be written: No space left on device"):
        write_outputs(lint(str(train)), parse_outputs(["json=/dev/full"]), Look(), io.StringIO())


def test_a_report_that_fails_leaves_the_old_one(train: Path) -> None:
    result = lint(str(train))
    old = train.parent / "out.json"
    old.write_text("old")
    train.unlink()  # the reporter has to read the line again
    with pytest.raises(OutputError, match="json cannot be written"):
        write_outputs(result, parse_outputs(["json=out.json"]), Look(), io.StringIO())
    assert old.read_text() == "old"
    assert [path.name for path in train.parent.iterdir()] == ["out.json"]


def test_statistics_count_by_rule(examples: Path) -> None:
    out = io.StringIO()
    statistics.write(lint(str(examples / "traces-with-mistakes.jsonl")), out, Look(color="never"))
    lines = [line.split() for line in out.getvalue().splitlines()]
    assert lines[0] == ["findings", "code", "name", "level", "fixable", "examples"]
    assert lines[1][:4] == ["19", "FT301", "arguments-not-a-string", "error"]
    assert lines[1][5] == "12"
    assert [line[1] for line in lines[1:4]] == ["FT301", "FT112", "FT309"]


def test_statistics_of_a_clean_file_are_the_verdict(tmp_path: Path) -> None:
    out = io.StringIO()
    statistics.write(result_of(tmp_path / "x.jsonl", []), out, Look())
    assert out.getvalue() == "No findings in 0 examples.\n"


def test_grouped_folds_and_counts(examples: Path) -> None:
    path = examples / "traces-with-mistakes.jsonl"
    lines = written(lint(str(path)), "grouped").splitlines()
    assert lines[0] == str(path)
    assert sum("arguments-not-a-string" in line for line in lines) == 1
    assert any("and 18 more FT301 in 11 examples (lines 2, 3, 4, 5, …)" in line for line in lines)
    assert "Found 19 errors and 31 warnings in 12 of 12 examples." in lines
