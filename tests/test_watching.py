"""`--watch`, in a process of its own: files are saved, and the fresh result is read from its output."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Ctrl-C cannot be sent to one process elsewhere")

WATCH = """
import signal, sys
from contextlib import ExitStack
from ftlint.inputs import find_files
from ftlint.linting import choose_job, choose_levels, lint_sources, open_sources
from ftlint.reporters import Look, reporter
from ftlint.watching import watch
signal.signal(signal.SIGINT, signal.default_int_handler)
paths, job, stack = sys.argv[1:], choose_job(), ExitStack()
levels = choose_levels(job, ["FT001", "FT003", "FT011"])

def run(changed):
    names = paths if changed is None else [str(path) for path in changed]
    print("checking", "all" if changed is None else sorted(path.name for path in changed))
    return lint_sources(list(open_sources(names, None, stack)), job, levels)

def show(result):
    reporter("concise")(result, sys.stdout, Look())
    print("shown")

with stack:
    result = watch(run, lambda: find_files(paths), show, sys.stdout)
sys.exit(40 + result.fails("error") if result else 50)
"""
PATIENCE = 120
"""Seconds until a watcher that says nothing is ended, and its test fails."""


class Watcher:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.lines = process.stdout

    def shown(self, last: str = "shown") -> list[str]:
        """Read up to the next line that begins like `last`."""
        read: list[str] = []
        while not read or not read[-1].startswith(last):
            line = self.lines.readline()
            assert line, read
            read.append(line.rstrip("\n"))
        return read

    def interrupted(self) -> int:
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate()
        assert errors == ""
        return self.process.returncode


@contextmanager
def watching(*paths: Path) -> Iterator[Watcher]:
    process = subprocess.Popen(
        [sys.executable, "-c", WATCH, *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    alarm = Timer(PATIENCE, process.kill)
    alarm.start()
    try:
        yield Watcher(process)
    finally:
        alarm.cancel()
        process.kill()
        process.communicate()


def good(number: int) -> str:
    turns = [{"role": "user", "content": f"Hi {number}"}, {"role": "assistant", "content": "Ho"}]
    return json.dumps({"messages": turns}) + "\n"


GOOD = "".join(good(number) for number in range(1000))


def findings(lines: list[str]) -> list[str]:
    return [line.split("/")[-1].split(": ")[0] for line in lines if ": FT" in line]


def save_by_rename(path: Path, text: str) -> None:
    (path.parent / "swap").write_text(text)
    (path.parent / "swap").rename(path)


def test_a_save_is_shown_and_the_exit_code_is_that_of_the_last_result(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(GOOD)
    with watching(path) as watcher:
        first = watcher.shown()
        assert first[0] == "checking all"
        assert findings(first) == []
        path.write_text(GOOD + "[1]\n")
        again = watcher.shown()
        assert again[0] == "checking ['train.jsonl']"
        assert again[2].startswith("--- ")
        assert again[2].endswith(f": {path} changed ---")
        assert findings(again) == ["train.jsonl:1001:1"]
        assert watcher.interrupted() == 41


def test_a_save_by_rename_of_the_same_size(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(GOOD)
    before = path.stat()
    with watching(path) as watcher:
        watcher.shown()
        save_by_rename(path, GOOD.replace(good(7), "[1]".ljust(len(good(7)) - 1) + "\n"))
        assert len(path.read_text()) == before.st_size
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert findings(watcher.shown()) == ["train.jsonl:8:1"]
        save_by_rename(path, GOOD)
        assert findings(watcher.shown()) == []
        assert watcher.interrupted() == 40


def test_only_what_changed_is_checked_again_and_all_is_shown(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_text("[1]\n")
    two.write_text("[1]\n")
    with watching(tmp_path) as watcher:
        assert findings(watcher.shown()) == ["one.jsonl:1:1", "two.jsonl:1:1"]
        two.write_text(good(1) + "[1]\n")
        shown = watcher.shown()
        assert shown[0] == "checking ['two.jsonl']"
        assert findings(shown) == ["one.jsonl:1:1", "two.jsonl:2:1"]
        save_by_rename(tmp_path / "a new one.jsonl", "[1]\n")
        shown = watcher.shown()
        assert shown[0] == "checking ['a new one.jsonl']"
        assert findings(shown) == ["a new one.jsonl:1:1", "one.jsonl:1:1", "two.jsonl:2:1"]
        one.unlink()
        shown = watcher.shown()
        assert shown[0] == ""  # nothing had to be checked
        assert findings(shown) == ["a new one.jsonl:1:1", "two.jsonl:2:1"]


def test_a_file_that_goes_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text("[1]\n")
    with watching(path) as watcher:
        watcher.shown()
        path.unlink()
        assert watcher.shown(f"{path}: ")[-1] == f"{path}: no such file; waiting for it"
        save_by_rename(path, good(1))
        shown = watcher.shown()
        assert "checking all" in shown
        assert findings(shown) == []
        assert watcher.interrupted() == 40


def test_what_was_never_there_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "train\x1b.jsonl"
    with watching(path) as watcher:
        assert watcher.shown(str(tmp_path))[-1].endswith("train\\x1b.jsonl: no such file; waiting for it")
        save_by_rename(path, "[1]\n")
        assert findings(watcher.shown()) == ["train\\x1b.jsonl:1:1"]
        path.unlink()
        watcher.shown(str(tmp_path))
        assert watcher.interrupted() == 41


def test_an_interrupt_before_any_result(tmp_path: Path) -> None:
    with watching(tmp_path / "nothing.jsonl") as watcher:
        watcher.shown(str(tmp_path))
        assert watcher.interrupted() == 50


def test_a_terminal_is_cleared(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    path = tmp_path / "train.jsonl"
    path.write_text("[1]\n")
    terminal, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", WATCH, str(path)], stdout=theirs)
    os.close(theirs)
    alarm = Timer(PATIENCE, process.kill)
    alarm.start()
    try:
        said = b""
        while b"shown" not in said:
            said += os.read(terminal, 4096)
        assert b"\x1b[2J" not in said
        path.write_text("[1]\n\n")
        while said.count(b"shown") < 2:
            said += os.read(terminal, 4096)
        assert said.count(b"\x1b[2J") == 1
        assert b"changed ---" not in said
    finally:
        alarm.cancel()
        process.kill()
        process.wait()
        os.close(terminal)
