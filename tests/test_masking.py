"""Masking: exactly the chosen turns are learned, and nothing but weights changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ftlint
from ftlint.masking import Lesson, Masking

if TYPE_CHECKING:
    from pathlib import Path

CALL = {"id": "c1", "type": "function", "function": {"name": "get_time", "arguments": "{}"}}
LESSONS: list[Lesson] = ["calls", "answers", "last"]


def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ftlint", "mask", *words], input=stdin, capture_output=True, check=False
    )


def conversation(**last: object) -> dict[str, object]:
    return {
        "messages": [
            {"role": "user", "content": "Hi"},
            {"role": "assistant", "content": "Hello!"},
            {"role": "user", "content": "What time is it?"},
            {"role": "assistant", "tool_calls": [CALL]},
            {"role": "tool", "tool_call_id": "c1", "content": "12:30"},
            {"role": "assistant", "content": "Half past twelve.", **last},
        ]
    }


def weights(line: bytes) -> list[object]:
    messages = json.loads(line)["messages"]
    return [message.get("weight") for message in messages if message["role"] == "assistant"]


@pytest.mark.parametrize(
    ("lesson", "expected"),
    [("calls", [0, None, 0]), ("answers", [None, 0, None]), ("last", [0, 0, None])],
)
def test_what_is_trained(lesson: Lesson, expected: list[object]) -> None:
    line = Masking(lesson).change(json.dumps(conversation()).encode(), 1)
    assert line is not None
    assert weights(line) == expected


def test_another_choice_takes_the_first_one_back() -> None:
    line = json.dumps(conversation()).encode()
    for lesson in LESSONS:
        line = Masking(lesson).change(line, 1) or b""
    assert weights(line) == [0, 0, 1]


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("last", [6, 5, 4])
def test_what_is_masked_on_purpose_is_not_found_to_be_masked(
    tmp_path: Path, lesson: Lesson, last: int
) -> None:
    """Whatever the example ends on: an answer, a result, or a call."""
    messages = conversation()["messages"][:last]  # type: ignore[index]  # a list
    line = Masking(lesson).change(json.dumps({"messages": messages}).encode(), 1)
    assert line is not None
    assert 0 in weights(line)
    path = tmp_path / "train.jsonl"
    path.write_bytes(line)
    assert list(ftlint.lint(str(path), select=["FT603"]).findings) == []


@pytest.mark.parametrize("weight", [True, 1.0, "1", None, 0, False, 0.5])
def test_weights_become_the_integers(weight: object) -> None:
    line = json.dumps(conversation(weight=weight)).encode()
    kept, masked = (Masking(lesson).change(line, 1) or b"" for lesson in ("last", "calls"))
    assert repr(weights(kept)[-1]) == "1"
    assert repr(weights(masked)[-1]) == "0"


def test_bytes_besides_weights_stay() -> None:
    line = (
        b'{ "messages":[{"role":"user","content":"\\u00e9"},{"content":"a","role":"assistant" } ],"n": 1.0}'
    )
    expected = line.replace(b'"assistant" }', b'"assistant","weight":0 }')
    assert Masking("calls").change(line, 1) == expected


def test_lines_that_cannot_be_read_are_copied(tmp_path: Path) -> None:
    good = json.dumps(conversation()).encode()
    other = b'{"prompt": "a", "completion": "b"}'
    lines = [
        b"{broken",
        b"",
        good,
        b"  ",
        other,
        b'{"messages": 3}',
        b'{"messages": [{"role": "user"}]}',
        good,
    ]
    text = b"\r\n".join(lines)
    done = run("-", "--train-only", "last", "--format", "sft", stdin=text)
    written = done.stdout.split(b"\r\n")
    assert [written[at] for at in (0, 1, 3, 4, 5, 6)] == [lines[at] for at in (0, 1, 3, 4, 5, 6)]
    assert weights(written[2]) == weights(written[7]) == [0, 0, None]
    assert b"masked 4 of 6 assistant messages in 2 of 3 examples" in done.stderr
    assert b"3 lines were not read" in done.stderr
    assert done.returncode == 1


def test_in_place_and_the_figures_show_it(tmp_path: Path, examples: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_bytes((examples / "support-agent.jsonl").read_bytes())
    path.chmod(0o640)
    before = ftlint.lint(str(path)).files[0].tally
    done = run(str(path), "--train-only", "calls")
    after = ftlint.lint(str(path))
    tally = after.files[0].tally
    assert done.returncode == 0
    assert done.stdout == b""
    assert (tally.trained, tally.calling) == (before.calling, before.calling) == (31, 31)
    assert (tally.turns, tally.assistant, tally.tokens) == (before.turns, before.assistant, before.tokens)
    assert b"masked 25 of 56 assistant messages in 24 of 24 examples" in done.stderr
    assert b"2 examples teach nothing now" in done.stderr
    assert [finding.line for _, finding in after.findings if finding.code == "FT601"] == [15, 24]
    assert b"loss-bearing turns: 56 -> 31 (calls 31 -> 31, answers 25 -> 0)" in done.stderr
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["train.jsonl"]


def test_own_masks_that_are_lifted_are_said(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(conversation(weight=0)) + "\n")
    assert (
        b"1 message was masked before, and trained now (line 1)"
        in run(str(path), "--train-only", "last").stderr
    )


def test_text_beside_calls_goes_with_them_and_is_said(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    value = conversation()
    value["messages"][3]["content"] = "Let me look."  # type: ignore[index]  # a list
    path.write_text(json.dumps(value) + "\n")
    calls, answers = (run(str(path), "--train-only", lesson, "--output", "-") for lesson in LESSONS[:2])
    assert weights(calls.stdout) == [0, None, 0]
    assert b"1 message calls tools and has text (line 1): learned as a whole" in calls.stderr
    assert weights(answers.stdout) == [None, 0, None]
    assert b"1 message calls tools and has text (line 1): masked as a whole" in answers.stderr


def test_what_was_done_already_is_said(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(conversation(weight=True)) + "\n")
    first, again = (run(str(path), "--train-only", "answers").stderr for _ in range(2))
    assert b"1 weight written as 0 or 1 (line 1)" in first
    assert b"nothing had to be changed" not in first
    assert b"masked 0 of 3 assistant messages in 0 of 1 example: nothing had to be changed" in again


def test_the_result_is_not_written_under_a_compressed_name(tmp_path: Path) -> None:
    path, other = tmp_path / "train.jsonl", tmp_path / "train.jsonl.gz"
    path.write_text(json.dumps(conversation()) + "\n")
    done = run(str(path), "--train-only", "last", "--output", str(other))
    assert done.returncode == 2
    assert b"the result is not compressed" in done.stderr
    assert not other.exists()


def test_output_leaves_the_file_alone(tmp_path: Path) -> None:
    path, other = tmp_path / "train.jsonl", tmp_path / "masked.jsonl"
    path.write_text(json.dumps(conversation()))
    text = path.read_bytes()
    assert run(str(path), "--train-only", "last", "--output", str(other)).returncode == 0
    assert path.read_bytes() == text
    assert run(str(path), "--train-only", "last", "--output", "-").stdout == other.read_bytes()
    assert weights(other.read_bytes()) == [0, 0, None]


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_private_file_gets_a_private_result(tmp_path: Path) -> None:
    path, other, piped = tmp_path / "train.jsonl", tmp_path / "masked.jsonl", tmp_path / "piped.jsonl"
    path.write_text(json.dumps(conversation()))
    usual = path.stat().st_mode
    path.chmod(0o400)
    run(str(path), "--train-only", "last", "--output", str(other))
    run("-", "--train-only", "last", "--output", str(piped), stdin=path.read_bytes())
    assert other.stat().st_mode & 0o777 == 0o600
    assert piped.stat().st_mode == usual
    assert weights(other.read_bytes()) == weights(piped.read_bytes()) == [0, 0, None]


def test_diff_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(conversation()) + "\n")
    text = path.read_bytes()
    done = run(str(path), "--train-only", "last", "--diff")
    assert done.returncode == 0
    assert path.read_bytes() == text
    assert b'"weight": 0' in done.stdout


def test_a_file_that_needs_nothing_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"messages": conversation()["messages"][2:]}))  # type: ignore[index]  # a list
    run(str(path), "--train-only", "calls")
    before = path.stat()
    run(str(path), "--train-only", "calls")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"input": {"messages": []}, "preferred_output": []}', b"only chat files (sft) have weights"),
        ('{"prompt": "a", "completion": "b"}', b"only chat files (sft) have weights"),
        ('[{"messages": []}]', b"--fix writes it as JSON Lines"),
        ('{"conversations": [{"from": "human", "value": "a"}]}', b"ShareGPT"),
        ("", b"the file is empty"),
    ],
)
def test_refused(tmp_path: Path, text: str, said: bytes) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(text)
    done = run(str(path), "--train-only", "last")
    assert done.returncode == 2
    assert said in done.stderr
    assert path.read_text() == text


@pytest.mark.parametrize("words", [["nothing.jsonl"], ["."]])
def test_files_that_are_not_there(words: list[str]) -> None:
    done = run(*words, "--train-only", "last")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write it")
def test_read_only_file(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(conversation()))
    path.chmod(0o444)
    assert run(str(path), "--train-only", "last").returncode == 2
    assert json.loads(path.read_text()) == conversation()


_TEXTS = st.text(max_size=12)
_MESSAGES = st.fixed_dictionaries(
    {"role": st.sampled_from(["user", "assistant", "system", "tool", "Assistant", "gpt", "?"])},
    optional={
        "content": st.one_of(st.none(), _TEXTS),
        "weight": st.one_of(st.none(), st.booleans(), st.integers(-1, 2), st.floats(0, 1), _TEXTS),
        "tool_calls": st.lists(st.just(CALL), max_size=2),
        "": _TEXTS,
    },
)


def without_weights(value: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    kept = [{key: item for key, item in message.items() if key != "weight"} for message in value["messages"]]
    return {**value, "messages": kept}


@given(st.lists(_MESSAGES, max_size=6), st.sampled_from(LESSONS), st.booleans(), st.booleans())
def test_only_weights_of_assistants_change(
    messages: list[dict[str, object]], lesson: Lesson, escaped: bool, compact: bool
) -> None:
    value = {"messages": messages, "tools": [{"weight": 3}]}
    style = (",", ":") if compact else (", ", ": ")
    line = json.dumps(value, ensure_ascii=escaped, separators=style).encode("utf-8", "surrogatepass")
    new = Masking(lesson).change(line, 1)
    if new is None:  # a lone surrogate
        return
    changed = json.loads(new)
    assert without_weights(changed) == without_weights(json.loads(line))
    for old, now in zip(json.loads(line)["messages"], changed["messages"], strict=True):
        assert old["role"] in ("assistant", "Assistant", "gpt") or old == now
    assert Masking(lesson).change(new, 1) == new


def test_real_files(real_files: Path, tmp_path: Path) -> None:
    for file in sorted(real_files.glob("sft-*.jsonl")):
        path = tmp_path / file.name
        path.write_bytes(file.read_bytes())
        done = run(str(path), "--train-only", "last")
        if file.name == "sft-pretty-printed.jsonl":
            assert done.returncode == 2
            continue
        assert done.returncode == 0, file.name
        lines = zip(file.read_text().splitlines(), path.read_text().splitlines(), strict=True)
        for old, new in lines:
            assert without_weights(json.loads(old)) == without_weights(json.loads(new))
            assert new.replace(', "weight": 0', "") == old
