"""The command line as a user meets it: words in, screen and exit code out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {
    "messages": [
        {"role": "user", "content": "Is the museum open on Mondays?"},
        {"role": "assistant", "content": "No, it is closed on Mondays."},
    ]
}


def run(*words: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {
        key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
    }
    return subprocess.run(
        [sys.executable, "-m", "ftlint", *words],
        input=stdin,
        capture_output=True,
        env=env | environment,
        check=False,
    )


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.jsonl"
    lines = [json.loads(json.dumps(GOOD)) for _ in range(10)]
    for number, line in enumerate(lines):
        line["messages"][0]["content"] += f" ({number})"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture
def bad(good: Path) -> Path:
    path = good.with_name("bad.jsonl")
    path.write_text(good.read_text() + json.dumps({"messages": [{"role": "human", "content": "Hi"}]}) + "\n")
    return path


def test_clean_file_exits_0_and_shows_figures(good: Path) -> None:
    done = run(str(good))
    assert done.returncode == 0
    assert b"No findings in 10 examples." in done.stdout
    assert b"20 turns: 10 loss-bearing, 10 masked" in done.stdout
    assert b"= $" in done.stdout
    assert done.stderr == b""


def test_findings_exit_1(bad: Path) -> None:
    done = run(str(bad), "--output-format", "concise")
    assert done.returncode == 1
    assert b"bad.jsonl:11:" in done.stdout
    assert b"FT105 unknown-role" in done.stdout


@pytest.mark.parametrize("name", ["full", "concise", "json"])
def test_exit_code_does_not_depend_on_the_format(bad: Path, good: Path, name: str) -> None:
    assert run(str(bad), "--output-format", name).returncode == 1
    assert run(str(good), "--output-format", name).returncode == 0


def test_check_is_the_default_command(bad: Path) -> None:
    assert run("check", str(bad)).stdout == run(str(bad)).stdout


def test_fail_on(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "warned.jsonl"
    path.write_text(good.read_text() + "\n")  # a blank line is a warning
    assert run(str(path)).returncode == 0
    assert run(str(path), "--fail-on", "warning").returncode == 1
    assert run(str(good), "--fail-on", "info").returncode == 0


def test_select_and_ignore(bad: Path) -> None:
    assert run(str(bad), "--ignore", "FT1,FT2").returncode == 0
    assert run(str(bad), "--select", "unknown-role").returncode == 1
    assert run(str(bad), "--select", "ALL", "--ignore", "ALL").returncode == 0
    assert run(str(bad), "--ignore", "FT1,FT2", "--extend-select", "FT105").returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing.jsonl"], "no such file"),
        (["--model", "gpt-4.1-minni", "x.jsonl"], "gpt-4.1-mini"),
        (["--target", "opena", "x.jsonl"], "openai"),
        (["--select", "FT999", "x.jsonl"], "FT999"),
        (["--ignore", "arguments-not-a-sting", "x.jsonl"], "arguments-not-a-string"),
        (["rule", "argumets-not-a-string"], "arguments-not-a-string"),
        (["--output-format", "yaml", "x.jsonl"], "concise"),
        (["--epochs", "0", "x.jsonl"], "1<=x<=50"),
        ([""], "a path is empty"),
        (["help"], "did you mean '--help'?"),
        (["version"], "did you mean '--version'?"),
        (["rule", "FT01"], " rules; `ftlint rules FT01` lists them"),
        (["rules", "arguments-not-a-sting"], "arguments-not-a-string"),
        (["why", __file__], "the server's message comes first"),
        (["cost", __file__], "no line of it could be read as an example"),
    ],
)
def test_bad_usage_exits_2_with_a_sentence(words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_near_name_of_a_missing_file(good: Path) -> None:
    done = run(str(good.with_name("goood.jsonl")))
    assert done.returncode == 2
    assert f"did you mean {good}?" in done.stderr.decode()


def test_folder_without_matches_exits_2(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 2
    assert b".jsonl or .ndjson" in done.stderr


def test_folder_checks_all_files_below(tmp_path: Path, good: Path, bad: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "more.ndjson").write_bytes(good.read_bytes())
    (tmp_path / "notes.txt").write_text("not for ftlint")
    report = json.loads(run(str(tmp_path), "--output-format", "json").stdout)
    assert [Path(file["path"]).name for file in report["files"]] == [bad.name, "more.ndjson", good.name]
    assert report["summary"]["examples"] == 31


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root reads everything")
def test_unreadable_file_exits_2(good: Path) -> None:
    good.chmod(0)
    done = run(str(good))
    assert done.returncode == 2
    assert b"Permission denied" in done.stderr


def test_stdin(bad: Path) -> None:
    done = run("-", "--stdin-filename", "traces.jsonl", "--output-format", "concise", stdin=bad.read_bytes())
    assert done.returncode == 1
    assert b"traces.jsonl:11:" in done.stdout


def test_colour_only_when_asked_for(bad: Path) -> None:
    assert b"\x1b[" not in run(str(bad)).stdout
    assert b"\x1b[" in run(str(bad), FORCE_COLOR="1").stdout
    assert b"\x1b[" in run(str(bad), "--color", "always").stdout
    assert b"\x1b[" not in run(str(bad), "--color", "never", FORCE_COLOR="1").stdout
    assert b"\x1b[3" not in run(str(bad), NO_COLOR="1", FORCE_COLOR="1").stdout


def test_width_is_honoured(bad: Path) -> None:
    text = run(str(bad), COLUMNS="60").stdout.decode()
    excerpts = [line for line in text.splitlines() if " | " in line]
    assert excerpts
    assert max(map(len, excerpts)) <= 60


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("[]\n{}\n" * 3000)
    with subprocess.Popen(
        [sys.executable, "-m", "ftlint", str(path), "--output-format", "concise"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_rule_page_has_the_card() -> None:
    page = run("rule", "arguments-not-a-string").stdout.decode()
    assert page == run("rule", "ft301").stdout.decode()
    assert "## Why is this bad?" in page
    assert "json.dumps" in page


def test_rules_lists_every_card() -> None:
    from ftlint.rulebook import rulebook

    listed = run("rules").stdout.decode().splitlines()
    assert [line.split()[0] for line in listed] == list(rulebook().cards)


def test_rules_lists_those_that_are_meant() -> None:
    for words in (["FT6"], ["ft6"], ["nothing-to-learn,FT602", "FT603", "FT604"]):
        listed = run("rules", *words).stdout.decode().splitlines()
        assert [line.split()[0] for line in listed] == ["FT601", "FT602", "FT603", "FT604"]


def test_help_names_formats_and_exit_codes() -> None:
    for words in (["--help"], ["check", "-h"]):
        text = run(*words).stdout.decode()
        assert "ftlint train.jsonl" in text
        assert "Exit codes:" in text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_of_another_encoding_gets_escapes(bad: Path, encoding: str) -> None:
    for words in ((str(bad),), (str(bad), "--output-format", "concise"), ("rule", "FT301")):
        done = run(*words, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert done.returncode == int(words[0] != "rule")
        assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [["rules"], ["rule", "FT301"], ["--help"], ["--version"]])
def test_a_full_disk_is_a_sentence(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ftlint", *words], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"ftlint: cannot write the result")
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that can close streams")
def test_closed_streams(good: Path) -> None:
    def shell(line: str) -> subprocess.CompletedProcess[bytes]:
        command = f"{sys.executable} -m ftlint {line}"
        return subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)

    assert shell(f"{good} <&-").returncode == 0
    done = shell("- <&-")
    assert (done.returncode, done.stderr) == (2, b"ftlint: the standard input is closed\n")
    done = shell(f"{good} >&-")
    assert (done.returncode, done.stderr) == (2, b"ftlint: the standard output is closed\n")


def test_escapes_in_a_file_name_are_shown_not_sent() -> None:
    done = run("a\x1b[31mb\x07.jsonl")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert b"\x07" not in done.stderr


def test_a_file_that_is_named_twice_is_checked_once(good: Path) -> None:
    report = json.loads(run(str(good), str(good), str(good.parent), "--output-format", "json").stdout)
    assert report["summary"]["examples"] == 10


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_ctrl_c_is_not_called_findings(tmp_path: Path) -> None:
    import signal

    def heed_ctrl_c() -> None:  # a job in the background is started with it ignored
        signal.signal(signal.SIGINT, signal.default_int_handler)

    pipe = tmp_path / "endless"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [sys.executable, "-m", "ftlint", str(pipe)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=heed_ctrl_c,  # noqa: PLW1509 (this test starts no threads)
        ) as process,
        pipe.open("wb"),  # ftlint is up and reading once this has opened
    ):
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in said
