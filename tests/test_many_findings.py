"""Files with more findings than are held in memory: the same reports, to the byte, and the same fixes."""

from __future__ import annotations

import io
import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint import lint
from ftlint.findings import Place, Report, Severity
from ftlint.fixing.rounds import Repair
from ftlint.folds import START, At
from ftlint.kept import Kept
from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.parts import Hit, Part, Plan, finish, merge
from ftlint.reading.reader import source_of_file
from ftlint.reporters import NAMES, Look, reporter
from ftlint.reporters.occurrences import Occurrences
from ftlint.reporters.statistics import write as write_statistics

if TYPE_CHECKING:
    from ftlint.fixing.rounds import Fixed
    from ftlint.results import Result

PLAN = Plan(choose_job(), choose_levels(choose_job()))


def chat(user: str, answer: str, **more: object) -> str:
    turns = [{"role": "user", "content": user}, {"role": "assistant", "content": answer, **more}]
    return json.dumps({"messages": turns})


LINES = [
    chat("Hi", ""),
    chat("Hi", "Ho", weight=7, extra=1),
    chat("Hi", "Ho"),
    chat("Hi", "Another answer"),
    '{"messages": [{"role": "bot", "content": 7}, {"role": "user"}]}',
    '{"messages": [',
    "",
    "{'messages': []}",
    '{"a": 1, "a": 2}',
    chat("Mail me: jo@example.org", "Ho"),
]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Write a training file, and a validation file with some of its lines."""
    train, held = tmp_path / "train.jsonl", tmp_path / "held.jsonl"
    train.write_text("\r\n".join(LINES * 6 + [chat(f"Hi {number}", "") for number in range(30)]))
    held.write_text("\n".join(LINES[:3] * 7) + "\n")
    return [str(train), str(held)]


def reports(result: Result) -> dict[str, str]:
    """Write a result in all formats, with and without what stands in the files."""
    written = {}
    for excerpts in (True, False):
        look = Look(color="never", width=100, excerpts=excerpts)
        for name in NAMES:
            reporter(name)(result, to := io.StringIO(), look)
            written[f"{name} {excerpts}"] = to.getvalue()
    write_statistics(result, to := io.StringIO(), Look())
    return {**written, "statistics": to.getvalue()}


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_all_formats_say_the_same_however_little_is_in_memory(
    files: list[str], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    train, held = files
    expected = lint(train, validation=held, select="ALL")
    assert not any(isinstance(file.findings, Kept) and file.findings.put_away for file in expected.files)
    monkeypatch.setattr("ftlint.kept.BATCH", batch)
    found = lint(train, validation=held, select="ALL")
    for one, two in zip(found.files, expected.files, strict=True):
        assert isinstance(one.findings, Kept)
        assert one.findings.put_away
        assert one.findings == two.findings
    assert len(list(found.findings)) > 150
    assert reports(found) == reports(expected)
    assert found.fails("info")
    assert [found.count(level) for level in Severity] == [expected.count(level) for level in Severity]


def test_an_example_that_has_to_go_anyway_is_no_repeat_however_little_is_in_memory(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ftlint.kept.BATCH", 2)
    train, held = files
    codes = [(one.code, one.line) for file, one in lint(train, validation=held).findings if file.name == held]
    leaked = {line for code, line in codes if code == "FT704"}
    assert len(leaked) > 10
    assert not leaked & {line for code, line in codes if code == "FT702"}


def test_many_files_with_a_few_findings_each_are_not_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10):
        (tmp_path / f"{number}.jsonl").write_text("[1]\n" * 5)
    expected = reports(lint(str(tmp_path), select=["FT003"]))
    monkeypatch.setattr("ftlint.kept.BATCH", 12)
    found = lint(str(tmp_path), select=["FT003"])
    held = [file.findings.loose for file in found.files if isinstance(file.findings, Kept)]
    assert held == [5, 5, *[0] * 8]
    assert reports(found) == expected


@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_hits_from_elsewhere_come_before_or_behind_those_of_the_line(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hit(line: int, said: str, *path: str | int) -> Hit:
        return Hit(At(0, line, line * 10), "FT100", Report(Place(path), said))

    monkeypatch.setattr("ftlint.kept.BATCH", batch)
    hits = [hit(0, "b"), hit(1, "d", "messages", 10), hit(1, "c", "messages", 2), hit(2, "f")]
    parts = [Part({0: 3}, Kept(hits)), Part({1: 1}, Kept([Hit(At(1, 0, 30), "FT100", Report(Place(), "h"))]))]
    before = [Hit(START, "FT015", Report(Place(), "a"))]
    behind = [hit(2, "g"), hit(1, "e", "messages", 10)]
    assert [finding.message for finding in finish(merge(parts), PLAN, before, behind)] == list("abcdefgh")


def test_fixes_are_the_same_however_little_is_in_memory(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (tmp_path / f"round-{number}.jsonl" for number in itertools.count())

    def fixed() -> tuple[bytes, Fixed]:
        repair = Repair(
            lambda sources: lint_sources(sources, PLAN.job, dict(PLAN.levels)),
            dict(PLAN.levels),
            lambda _: next(names),
            unsafe=True,
        )
        done = repair.run([source_of_file(Path(files[0]))])
        return done.files[0].current.path.read_bytes(), done

    data, expected = fixed()
    monkeypatch.setattr("ftlint.kept.BATCH", 2)
    again, found = fixed()
    assert again == data != Path(files[0]).read_bytes()
    assert found.fixed == expected.fixed
    assert found.fixed.total() > 10
    left = [file.findings for file in found.result.files]
    assert left == [file.findings for file in expected.result.files]
    assert left[0]


@settings(max_examples=20)
@given(st.lists(st.integers(0, 5_000)))
def test_occurrences_are_counted_exactly(numbers: list[int]) -> None:
    occurrences = Occurrences()
    seen: Counter[int] = Counter()
    for number in [*range(1_500), *numbers]:
        seen[number] += 1
        assert occurrences.count(f"text {number}") == seen[number]


def test_memory_does_not_grow_with_the_findings(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    few, many = (peak_of(tmp_path / f"{number}.jsonl", number) for number in (6_000, 30_000))
    assert many < few * 1.2


def peak_of(path: Path, findings: int) -> int:
    """Check a file in a process of its own: how much memory that took at most."""
    path.write_text("[1]\n" * findings)
    code = f"""
import resource
from ftlint import lint
from ftlint.reporters import Look, reporter
with open({os.devnull!r}, "w") as to:
    reporter("concise")(lint({str(path)!r}, select=["FT003"]), to, Look())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
"""
    done = subprocess.run([sys.executable, "-c", code + "print(peak)"], check=True, capture_output=True)
    return int(done.stdout)
