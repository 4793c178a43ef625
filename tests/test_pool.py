"""Several processes: they find what one finds, whatever becomes of them."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from ftlint.linting import choose_job, choose_levels, lint
from ftlint.parts import Part, Plan, finish, merge
from ftlint.pool import Pool
from ftlint.processes import cpus
from ftlint.reading.reader import read_lines, source_of_file
from ftlint.reporters import Look, reporter

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.results import Result

JOB = choose_job()
PLAN = Plan(JOB, choose_levels(JOB))
PIECE = 4096


def example(number: int, text: str = "") -> bytes:
    call = {"id": f"call_{number}", "type": "function", "function": {"name": "find", "arguments": "{}"}}
    parameters = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
    tool = {"type": "function", "function": {"name": "find", "parameters": parameters}}
    messages = [
        {"role": "user", "content": f"Where is order {number}? {text}"},
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": f"call_{number}", "content": "on its way"},
        {"role": "assistant", "content": "It is on its way."},
    ]
    return json.dumps({"messages": messages, "tools": [tool]}).encode() + b"\n"


def write(path: Path, size: int, text: str = "") -> None:
    """Write a file of at least so many bytes: mistakes and repeats all over it, and in all its pieces."""
    chance = random.Random(5)  # noqa: S311 (always the same)
    odd = [b"\n", b"[1]\n", b'{"messages": \n', b"\xff\n", b"{}\r\n"]
    with path.open("wb") as file:
        while file.tell() < size:
            draw = chance.random()
            repeated = chance.randrange(20) if draw < 0.3 else file.tell()
            file.write(chance.choice(odd) if draw > 0.9 else example(repeated, text))
        file.write(b'{"messages": []}')


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Write a file of some fifty pieces."""
    path = tmp_path / "train.jsonl"
    write(path, 50 * PIECE)
    return path


def in_one_process(path: Path) -> Part:
    from ftlint.engine import scan
    from ftlint.reading.reader import chunks_of

    source = source_of_file(path)
    chunks = enumerate(chunks_of(source, 0, PIECE))
    return merge(scan(source, chunk, number, PLAN) for number, chunk in chunks)


def in_processes(path: Path, pool: Pool) -> Part:
    return merge(part for _, part in pool.scan(source_of_file(path), PLAN))


@pytest.mark.parametrize("jobs", [2, 3])
def test_as_many_processes_as_one_likes_find_the_same(small: Path, jobs: int) -> None:
    with Pool(jobs, PIECE) as pool:
        found = in_processes(small, pool)
        assert len(multiprocessing.active_children()) == jobs
        again = in_processes(small, pool)  # with the same processes
    expected = in_one_process(small)
    assert found == again == expected
    assert len(finish(found, PLAN)) > 100
    assert multiprocessing.active_children() == []


def test_the_pieces_come_in_their_order_and_are_the_file(small: Path) -> None:
    source = source_of_file(small)
    with Pool(3, PIECE) as pool:
        chunks = [chunk for chunk, _ in pool.scan(source, PLAN)]
    raw = b"".join(line.raw + line.ending for chunk in chunks for line in read_lines(source, chunk))
    assert raw == small.read_bytes()


def test_no_more_processes_than_pieces_and_none_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_bytes(example(1))
    with Pool(8, PIECE) as pool:
        assert in_processes(path, pool).tally.examples == 1
        assert len(multiprocessing.active_children()) == 1
        path.write_bytes(b"")
        assert in_processes(path, pool) == Part()


def written(result: Result) -> dict[str, str]:
    reports = {}
    for name in ("json", "full", "grouped"):
        to = io.StringIO()
        reporter(name)(result, to, Look(color="never", width=100))
        reports[name] = to.getvalue()
    return reports


def test_reports_are_the_same_to_the_byte(tmp_path: Path) -> None:
    large, small = tmp_path / "large.jsonl", tmp_path / "small.jsonl"
    write(large, 17 << 20, "so it goes, " * 1_500)
    write(small, 1 << 16)
    told = []
    for jobs in (1, 2, 3):
        result = lint(str(large), str(small), jobs=jobs)
        told.append(written(result))
        assert result.files[0].findings
    assert told[0] == told[1] == told[2]


def test_a_small_file_starts_no_process(small: Path) -> None:
    code = f"""
import sys
from ftlint.linting import lint
lint({str(small)!r}, jobs=4)
assert "multiprocessing" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("killed", [1, 2])
def test_processes_that_are_killed(small: Path, killed: int, caplog: pytest.LogCaptureFixture) -> None:
    with Pool(2, PIECE) as pool:
        parts = []
        for number, (_, part) in enumerate(pool.scan(source_of_file(small), PLAN)):
            parts.append(part)
            if number == 3:
                for child in multiprocessing.active_children()[:killed]:
                    assert child.pid is not None
                    os.kill(child.pid, signal.SIGKILL)
        assert merge(parts) == in_one_process(small)
        said = [record.getMessage() for record in caplog.records]
        assert (
            said
            == [f"ftlint: a process that checked {small} ended early (signal 9); another goes on"] * killed
        )
        caplog.clear()
        assert in_processes(small, pool) == in_one_process(small)  # with new processes
        assert caplog.records == []


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_process_that_is_killed_in_the_middle_of_a_run(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    write(path, 9 << 20, "so it goes, " * 1_500)
    expected = written(lint(str(path)))
    over = Event()
    killed: list[int] = []

    def kill_the_first() -> None:
        while not killed and not over.is_set():
            for child in multiprocessing.active_children()[:1]:
                if child.pid is not None:
                    os.kill(child.pid, signal.SIGKILL)
                    killed.append(child.pid)

    killer = Thread(target=kill_the_first)
    killer.start()
    try:
        result = lint(str(path), jobs=2)
    finally:
        over.set()
        killer.join()
    assert killed
    assert written(result) == expected


def test_what_one_process_raises_is_raised(small: Path) -> None:
    source = source_of_file(small)
    with Pool(2, PIECE) as pool:
        parts = pool.scan(source, PLAN)
        next(parts)
        small.unlink()
        with pytest.raises(FileNotFoundError):
            list(parts)


INTERRUPTED = """
import signal, sys
from pathlib import Path
from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.reading.reader import source_of_file
signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where tests run in the background
def tell(_):
    print("a piece is done", flush=True)
try:
    source = source_of_file(Path(sys.argv[1]))
    print("begun", flush=True)
    lint_sources([source], choose_job(), choose_levels(choose_job()), progress=tell, jobs=2)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("moment", ["begun\n", "a piece is done\n"])
def test_an_interrupt_ends_all_and_says_nothing(tmp_path: Path, moment: str) -> None:
    path = tmp_path / "train.jsonl"
    write(path, 24 << 20, "so it goes, " * 200)
    arguments = [sys.executable, "-c", INTERRUPTED, str(path)]
    run = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert run.stdout is not None
    while run.stdout.readline() != moment:
        assert run.poll() is None
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, errors = run.communicate()  # which also waits for all that hold the other ends
    assert (run.returncode, errors) == (130, "")


def test_the_processors_are_those_that_may_be_used() -> None:
    assert 1 <= cpus() <= (os.cpu_count() or 1)
    if hasattr(os, "sched_setaffinity"):
        one = min(os.sched_getaffinity(0))
        code = (
            f"import os; os.sched_setaffinity(0, [{one}]); from ftlint.processes import cpus; print(cpus())"
        )
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"1\n"
