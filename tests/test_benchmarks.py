"""The benchmark's own arithmetic, and that all its programs count the same."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

import ftlint

sys.path.append(str(Path(__file__).resolve().parent.parent))  # at the end: it must hide no installed ftlint
pytest.importorskip("benchmarks", reason="the benchmarks are not part of the wheel")

from benchmarks.contenders import FAIR, NAIVE, Contender
from benchmarks.floor import Floor, counters
from benchmarks.kinds import row
from benchmarks.make_data import KINDS, MB, lines
from benchmarks.measured import Run, run
from benchmarks.naive import Fair, Naive, check
from benchmarks.results import Figures, Results, disagreements
from benchmarks.start import rows
from benchmarks.table import table


def results(*seconds: float, peaks: tuple[int, ...] = (MB,), tokens: int = 7) -> Results:
    runs = [Run(each, each / 2, list(peaks), 0) for each in seconds]
    return Results(runs, {Figures(1, tokens, 2)})


def test_a_row_holds_medians_and_ratios_of_them_to_its_own_floor() -> None:
    ran = {
        "floor": results(0.5),
        "other floor": results(0.1),
        FAIR: results(8.0),
        NAIVE: results(40.0, 20.0, 30.0),
        "ftlint": results(1.0, 9.0, 2.0, peaks=(30 * MB, 20 * MB)),
    }
    cells = row(Contender("ftlint", (), "floor"), ran, 100 * MB, 5_000, "wall")
    assert cells == ("ftlint", "2.00", "1.00", "50.0", "2,500", "30", "50", "4.00x", "4.00x", "15.00x")


def test_ratios_are_of_the_clock_that_is_asked_for() -> None:
    waited = Results([Run(9.0, 1.0, [MB], 0)])
    worked = Results([Run(3.0, 2.0, [MB], 0)])
    assert waited.times(worked, "wall") == "3.00x"
    assert waited.times(worked, "cpu") == "0.50x"


def test_the_peaks_of_the_processes_are_those_of_one_run() -> None:
    both = Results(results(1.0, peaks=(50 * MB,)).runs + results(1.0, peaks=(40 * MB, 30 * MB)).runs)
    assert both.peaks == [40 * MB, 30 * MB]
    assert both.peak == 50 * MB


def test_starts_are_compared_with_the_named_command() -> None:
    times = {"ftlint": [0.3, 0.2, 0.9], "imports": [0.1, 0.2, 0.1]}
    assert rows(times, "imports") == [("ftlint", "300", "200", "3.00x"), ("imports", "100", "100", "1.00x")]


def test_programs_that_count_differently_are_named() -> None:
    assert not list(disagreements("chat", [results(1.0), results(2.0)]))
    (said,) = disagreements("chat", [results(1.0), results(2.0, tokens=8)])
    assert "(1, 7, 2), (1, 8, 2)" in said


def test_a_table_is_aligned_markdown() -> None:
    assert table(("name", "MB"), [("a", "1"), ("longer", "100")]).splitlines() == [
        "| name   |  MB |",
        "| ------ | --: |",
        "| a      |   1 |",
        "| longer | 100 |",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_all_programs_count_the_same(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b"".join(islice(lines(kind), 12)))
    tally = ftlint.lint(str(path)).files[0].tally
    wanted = tally.examples, tally.tokens, tally.trained_tokens
    for name, make in counters().items():
        if name == "splintr" and not _has_splintr():
            continue
        floor = Floor(make()).run(path)
        assert (floor["examples"], floor["tokens"], floor["trained"]) == wanted, name
    for program in (Fair(), Naive()):
        found = check(path, program)
        assert (found["examples"], found["tokens"], found["trained"]) == wanted, type(program).__name__


def _has_splintr() -> bool:
    from ftlint.tokens.fast import fast_encoder

    return fast_encoder("o200k_base") is not None


def test_a_run_tells_output_status_and_the_memory_of_the_largest_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(Path(__file__).resolve().parent.parent)
    child = "held = bytearray(b'x') * 80_000_000"
    code = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('å'); sys.exit(3)"
    )
    done = run("-X", "utf8", "-c", code)
    assert (done.status, done.output) == (3, "å\n")
    assert 80 * MB < done.peaks[0] < 200 * MB
