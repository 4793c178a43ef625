"""`ftlint --fix` and `--diff` as a user meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from ftlint.cli.main import cli
from ftlint.fixing.rounds import Fixed, Repair

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ftlint.reading.reader import Source


def run(*words: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    env = {
        key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
    }
    command = [sys.executable, "-m", "ftlint", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, env=env, check=False, cwd=cwd)


def line(number: int, **more: object) -> str:
    messages = [
        {"role": "user", "content": f"Is room {number} free?"},
        {"role": "assistant", "content": "Yes.", **more},
    ]
    return json.dumps({"messages": messages}) + "\n"


CLEAN = "".join(line(number) for number in range(11))
SAFE = CLEAN + line(11, weight=True)
UNSAFE = SAFE + line(12, mood="glad")
FIXED = CLEAN + line(11, weight=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "train.jsonl"
    path.write_text(UNSAFE)
    return path


def test_safe_fixes_are_made_and_the_others_offered(file: Path) -> None:
    before = run(file)
    assert before.returncode == 1
    assert b"[*] 1 fixable with --fix (1 more with --fix --unsafe-fixes)." in before.stdout
    done = run(file, "--fix")
    assert done.returncode == 1
    assert file.read_text() == FIXED + line(12, mood="glad")
    assert b"Fixed 1 finding: FT115 x1." in done.stdout
    assert b"Remaining: 1 error in 1 of 13 examples." in done.stdout
    assert b"[*] 1 fixable with --fix --unsafe-fixes." in done.stdout


def test_unsafe_fixes_are_made_when_they_are_asked_for(file: Path) -> None:
    done = run(file, "--fix", "--unsafe-fixes")
    assert done.returncode == 0
    assert file.read_text() == FIXED + line(12)
    assert b"Fixed 2 findings" in done.stdout
    assert b"No findings in 13 examples." in done.stdout


def test_unsafe_fixes_alone_change_nothing(file: Path) -> None:
    assert run(file, "--unsafe-fixes").returncode == 1
    assert file.read_text() == UNSAFE


def test_diff_shows_and_changes_nothing(file: Path) -> None:
    done = run(file, "--diff")
    assert done.returncode == 1
    assert file.read_text() == UNSAFE
    assert sorted(path.name for path in file.parent.iterdir()) == ["train.jsonl"]
    assert b'"weight": true' in done.stdout
    assert b'"weight": 1' in done.stdout
    assert b"mood" not in done.stdout
    assert b"Would fix 1 finding: FT115 x1." in done.stderr


def test_fix_and_diff_together_change_nothing(file: Path) -> None:
    run(file, "--fix", "--diff")
    assert file.read_text() == UNSAFE


def test_standard_input_goes_to_standard_output(file: Path) -> None:
    done = run("-", "--fix", "--unsafe-fixes", stdin=UNSAFE.encode())
    assert done.stdout.decode() == FIXED + line(12)
    assert b"Fixed 2 findings" in done.stderr
    assert done.returncode == 0
    untouched = run("-", "--fix", stdin=CLEAN.encode())
    assert untouched.stdout.decode() == CLEAN


def test_several_files_and_the_validation_file_are_fixed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / "data" / name).write_text(SAFE)
    held = tmp_path / "held.jsonl"
    held.write_text(line(100, weight=True))
    done = run(tmp_path / "data", "--validation", held, "--fix")
    assert done.returncode == 0, done.stdout
    assert [(tmp_path / "data" / name).read_text() for name in ("a.jsonl", "b.jsonl")] == [FIXED, FIXED]
    assert held.read_text() == line(100, weight=1)


def test_json_says_what_was_fixed_and_what_can_be(file: Path) -> None:
    report = json.loads(run(file, "--output-format", "json").stdout)
    assert [finding["fix"] for finding in report["findings"]] == ["safe", "unsafe"]
    assert report["fixes"] is None
    report = json.loads(run(file, "--fix", "--output-format", "json").stdout)
    assert report["fixes"] == {"fixed": 1, "by_rule": {"FT115": 1}, "refused": []}
    assert [finding["fix"] for finding in report["findings"]] == ["unsafe"]


TWICE = json.dumps(json.dumps('{"a": 1, "a": 2}'))
REFUSED = (
    '{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "tool_calls": [{"id": "c", '
    f'"type": "function", "function": {{"name": "f", "arguments": {TWICE}}}}}]}}]}}\n'
)
"""Decoded once, the arguments have a key twice."""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (line(0) + "\n" + REFUSED, ":2: FT304 at messages[1].tool_calls[0].function.arguments: it"),
        (f"[\n{line(0)},\n{line(1)}"[:-9], ": line 4: cut off"),
    ],
    ids=["line", "file"],
)
def test_a_fix_that_was_refused_is_not_offered_again(file: Path, text: str, sentence: str) -> None:
    file.write_text(text)
    assert b"[*]" in run(file).stdout
    done = run(file, "--fix", "--ignore", "FT7").stdout.decode()
    assert "Refused 1 fix:" in done
    assert sentence in done
    assert "[*]" not in done
    report = json.loads(run(file, "--fix", "--output-format", "json").stdout)
    assert {finding["fix"] for finding in report["findings"]} == {None}


@pytest.mark.parametrize("piped", [False, True])
def test_where_ftlint_fails_nothing_is_changed(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, piped: bool
) -> None:
    """Also where it fails on the repaired text only."""
    run_repair = Repair.run

    def failing(repair: Repair, sources: Sequence[Source]) -> Fixed:
        fixed = run_repair(repair, sources)
        assert fixed.result is not fixed.before
        fixed.result.files[0].crashes.append("FT115 failed")
        return fixed

    monkeypatch.setattr(Repair, "run", failing)
    done = CliRunner().invoke(cli, ["-" if piped else str(file), "--fix"], input=SAFE)
    assert done.exit_code == 2
    assert file.read_text() == UNSAFE
    assert "nothing was changed" in done.stderr
    assert "internal error: FT115 failed" in done.stderr
    assert bool(done.stdout) is not piped


def test_a_clean_file_is_not_written(file: Path) -> None:
    file.write_text(CLEAN)
    before = file.stat()
    assert run(file, "--fix").returncode == 0
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_mode_and_link_are_kept(file: Path) -> None:
    file.chmod(0o640)
    link = file.with_name("link.jsonl")
    link.symlink_to(file.name)
    run(link, "--fix", "--unsafe-fixes")
    assert link.is_symlink()
    assert file.read_text() == FIXED + line(12)
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write it")
def test_a_read_only_file_is_refused_and_untouched(file: Path) -> None:
    file.chmod(0o444)
    done = run(file, "--fix")
    assert done.returncode == 2
    assert b"train.jsonl: " in done.stderr
    assert b"Traceback" not in done.stderr
    assert file.read_text() == UNSAFE
    assert [path.name for path in file.parent.iterdir()] == ["train.jsonl"]


def test_what_cannot_be_written_back_is_refused(file: Path) -> None:
    done = run("/dev/stdin", "--fix", stdin=UNSAFE.encode())
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_only_chosen_rules_are_fixed(file: Path) -> None:
    run(file, "--fix", "--unsafe-fixes", "--ignore", "FT115")
    assert file.read_text() == SAFE + line(12)


def test_the_first_sample_becomes_uploadable(examples: Path, tmp_path: Path) -> None:
    path = tmp_path / "traces.jsonl"
    path.write_bytes((examples / "traces-with-mistakes.jsonl").read_bytes())
    assert run(path).returncode == 1
    assert run(path, "--fix").returncode == 0
    for text in path.read_text().splitlines():
        for message in json.loads(text)["messages"]:
            for call in message.get("tool_calls", ()):
                assert isinstance(json.loads(call["function"]["arguments"]), dict)
            if message["role"] == "tool":
                assert isinstance(message["content"], str)
