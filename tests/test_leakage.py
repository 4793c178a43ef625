"""FT704: a validation file beside training files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from ftlint import InputError, Severity, lint
from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.reading.reader import source_of_stream
from ftlint.reporters import Look, reporter

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint import Result

Json = dict[str, Any]


def chat(*turns: str, **more: Any) -> Json:
    roles = ("user", "assistant")
    return {"messages": [{"role": roles[i % 2], "content": turn} for i, turn in enumerate(turns)], **more}


def preference(asked: str, good: str, bad: str) -> Json:
    return {
        "input": {"messages": [{"role": "user", "content": asked}]},
        "preferred_output": [{"role": "assistant", "content": good}],
        "non_preferred_output": [{"role": "assistant", "content": bad}],
    }


def calling(call_id: str, arguments: str) -> Json:
    call = {"id": call_id, "type": "function", "function": {"name": "book", "arguments": arguments}}
    tools = [{"type": "function", "function": {"name": "book"}}]
    turns = [{"role": "user", "content": "Two"}, {"role": "assistant", "tool_calls": [call]}]
    return {"messages": turns, "tools": tools}


@pytest.fixture
def compare(tmp_path: Path) -> Any:
    """Lint a validation file against training files, all made of values."""

    def run(*trained: list[Json], held: list[Json], **options: Any) -> Result:
        for number, values in enumerate([*trained, held]):
            text = "".join((json.dumps(value) if value else "") + "\n" for value in values)
            name = "held.jsonl" if number == len(trained) else f"train{number}.jsonl"
            (tmp_path / name).write_text(text)
        paths = [str(tmp_path / f"train{number}.jsonl") for number in range(len(trained))]
        result = lint(*paths, validation=str(tmp_path / "held.jsonl"), **options)
        assert not result.crashes
        return result

    return run


def leaked(result: Result) -> list[tuple[int, str]]:
    return [
        (f.line, f.message) for file, f in result.findings if f.code == "FT704" and file.role == "validation"
    ]


LEAKS = {
    "whole": (chat("Hi", "Ho"), chat("Hi", "Ho"), "this example"),
    "input": (chat("Hi", "Ho"), chat("Hi", "Hu"), "the input of this example"),
    "call id and spaces": (calling("a", '{"n":1}'), calling("b", '{ "n": 1 }'), "this example"),
    "other arguments": (calling("a", '{"n":1}'), calling("a", '{"n":2}'), "the input of this example"),
    "last target": (chat("a", "b", "c", "d"), chat("a", "b", "c", "e"), "the input of this example"),
    "preference": (preference("a", "b", "c"), preference("a", "b", "c"), "this example"),
    "other outputs": (preference("a", "b", "c"), preference("a", "c", "b"), "the input of this example"),
    "other grader": (chat("a", answer=1), chat("a", answer=2), "the input of this example"),
    "completion": (
        {"prompt": "a", "completion": "b"},
        {"prompt": "a", "completion": "c"},
        "the input of this example",
    ),
}


@pytest.mark.parametrize(("one", "two", "what"), LEAKS.values(), ids=LEAKS.keys())
def test_leaks(compare: Any, one: Json, two: Json, what: str) -> None:
    other = {"messages": chat("Something", "else")["messages"]}
    other = other if "messages" in one and "answer" not in one else one
    result = compare([other, one], held=[two])
    line = 1 if other is one else 2
    assert leaked(result) == [(1, f"{what} is in the training file, line {line}")]


OTHERS = {
    "another question": (chat("a", "b"), chat("c", "b")),
    "only begins alike": (chat("a", "b"), chat("a", "b", "c", "d")),
    "other tools": (calling("a", "{}"), {**calling("a", "{}"), "tools": []}),
    "nothing is asked": (
        {"messages": [{"role": "system", "content": "x"}, {"role": "assistant", "content": "a"}]},
        {"messages": [{"role": "system", "content": "x"}, {"role": "assistant", "content": "b"}]},
    ),
    "a hole": (
        {"messages": [7, *chat("a", "b")["messages"]]},
        {"messages": [8, *chat("a", "b")["messages"]]},
    ),
}


@pytest.mark.parametrize(("one", "two"), OTHERS.values(), ids=OTHERS.keys())
def test_no_leaks(compare: Any, one: Json, two: Json) -> None:
    assert leaked(compare([one], held=[two])) == []


def test_several_training_files_are_named(compare: Any) -> None:
    held = [chat("a", "b"), chat("c", "x"), chat("e", "f")]
    result = compare([{}, chat("a", "b")], [chat("c", "d"), chat("a", "b")], held=held)
    messages = [message for _, message in leaked(result)]
    assert [line for line, _ in leaked(result)] == [1, 2]
    assert messages[0].endswith('train0.jsonl", line 2')
    assert len(messages[1]) < 120
    [first, second] = [f.labels[0] for _, f in result.findings if f.code == "FT704"]
    assert (first.file, first.line, first.text) == (result.files[0].name, 2, "the same example")
    assert (second.file, second.line, second.text) == (result.files[1].name, 1, "the same input")


def test_a_leaked_duplicate_is_one_finding(compare: Any) -> None:
    result = compare([chat("a", "b"), chat("a", "b")], held=[chat("a", "b"), chat("c", "d"), chat("a", "b")])
    found = [(file.role, f.code, f.line) for file, f in result.findings if f.code in ("FT702", "FT704")]
    assert found == [("training", "FT702", 2), ("validation", "FT704", 1), ("validation", "FT704", 3)]
    result = compare([chat("a", "b")], held=[chat("c", "d"), chat("c", "d")])
    assert [f.code for file, f in result.findings if file.role == "validation"] == ["FT702"]


def test_without_the_rule_nothing_is_compared(compare: Any) -> None:
    result = compare([chat("a", "b")], held=[chat("a", "b"), chat("a", "b")], ignore=["FT704"])
    assert [f.code for file, f in result.findings if file.role == "validation"] == ["FT702"]


def test_a_validation_file_is_checked_and_not_charged(compare: Any) -> None:
    result = compare([chat("a", "b")], held=[{"messages": [{"role": "user", "content": "x"}]}])
    train, held = result.files
    assert [f.code for f in train.findings] == ["FT701"]
    assert [f.code for f in held.findings if f.severity is Severity.ERROR] == ["FT201"]
    assert (held.role, held.epochs, held.cost) == ("validation", None, None)
    assert held.tally.tokens
    report = _json(result)
    assert [file["role"] for file in report["files"]] == ["training", "validation"]
    assert report["summary"]["examples"] == 1
    assert report["summary"]["errors"] == 2
    assert report["summary"]["cost"] == report["files"][0]["summary"]["cost"]
    assert report["files"][1]["summary"]["cost"] is None


def test_json_names_the_file_of_the_leak(compare: Any) -> None:
    result = compare([chat("a", "b")], held=[chat("a", "b")])
    [finding] = [entry for entry in _json(result)["findings"] if entry["code"] == "FT704"]
    name = result.files[0].name
    assert finding["related"] == [{"file": name, "line": 1, "message": "the same example"}]


def test_the_screen_names_the_other_file_and_asks_no_price(compare: Any) -> None:
    out = io.StringIO()
    reporter("full")(compare([chat("a", "b")], held=[chat("a", "b")]), out, Look(color="never", width=100))
    text = out.getvalue()
    assert "train0.jsonl:1: the same example" in text
    assert "held.jsonl: validation, chat, for gpt-4.1" in text
    assert text.count(" cost ") == 1


def test_a_validation_file_in_the_folder_is_no_training_file(tmp_path: Path) -> None:
    for name in ("train", "held"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(chat("a", "b")) + "\n")
    result = lint(str(tmp_path), validation=str(tmp_path / "held.jsonl"))
    assert [(file.source.path.name, file.role) for file in result.files] == [
        ("train.jsonl", "training"),
        ("held.jsonl", "validation"),
    ]
    with pytest.raises(InputError, match="there is no training file"):
        lint(str(tmp_path / "held.jsonl"), validation=str(tmp_path / "held.jsonl"))
    with pytest.raises(InputError, match="this folder has 2"):
        lint(str(tmp_path / "train.jsonl"), validation=str(tmp_path))
    with pytest.raises(InputError, match="no such file"):
        lint(str(tmp_path / "train.jsonl"), validation=str(tmp_path / "no.jsonl"))


def test_the_command_line(tmp_path: Path) -> None:
    for name in ("train", "held"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(chat("a", "b")) + "\n")
    command = [sys.executable, "-m", "ftlint", "train.jsonl", "--ignore", "FT701", "--fail-on", "warning"]
    run = subprocess.run(
        [*command, "--validation", "held.jsonl"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "FT704" in run.stdout
    run = subprocess.run(
        [*command, "--validation", "-"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        input='{"messages": []}\n',
    )
    assert "FT102" in run.stdout
    run = subprocess.run(
        [*command, "--validation", "no.jsonl"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (2, "ftlint: no.jsonl: no such file\n")


def test_a_file_that_is_no_json_lines_is_compared_with_nothing(tmp_path: Path) -> None:
    job = choose_job()
    line = json.dumps(chat("a", "b")).encode()
    with (
        source_of_stream(io.BytesIO(b"[" + line + b"]"), "array.jsonl") as array,
        source_of_stream(io.BytesIO(line), "held.jsonl") as held,
    ):
        for one, two in ((array, held), (held, array)):
            result = lint_sources([one], job, choose_levels(job), validation=two)
            assert "FT002" in {f.code for _, f in result.findings}
            assert leaked(result) == []


def _json(result: Result) -> Json:
    out = io.StringIO()
    reporter("json")(result, out, Look())
    report: Json = json.loads(out.getvalue())
    return report
