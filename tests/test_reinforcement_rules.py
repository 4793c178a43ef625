"""Reinforcement files: who speaks, what graders read, and figures without a supervised loss."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from ftlint import lint
from ftlint.reporters import Look, concise_format, full_format
from ftlint.reporters.figures import summary_of
from ftlint.text.words import path_text

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.results import Result

DEVELOPER = {"role": "developer", "content": "Answer with a number."}
ASKED = {"role": "user", "content": "What is 2 + 2?"}
FOUR = {"role": "assistant", "content": "4"}
LINE: dict[str, Any] = {"messages": [DEVELOPER, ASKED], "answer": "4"}


def linted(folder: Path, *values: object, target: str = "openai", model: str = "o4-mini") -> Result:
    path = folder / "train.jsonl"
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    result = lint(str(path), target=target, model=model, format="rft", ignore=["FT701"])
    assert not result.crashes
    return result


def said(result: Result) -> list[tuple[int, str, str, str]]:
    return [(f.line, f.code, path_text(f.place.path), f.severity.value) for _, f in result.findings]


LINES: list[tuple[str, list[tuple[str, str]], dict[str, Any]]] = [
    ("good", [], LINE),
    ("nothing for a grader", [], {"messages": [ASKED]}),
    ("any key is allowed", [], {**LINE, "model": "x", "parallel_tool_calls": "yes", "item": {}}),
    ("system", [("FT821", "messages[0].role")],
     {**LINE, "messages": [{"role": "system", "content": "Short."}, ASKED]}),
    ("system written large", [("FT105", "messages[0].role"), ("FT821", "messages[0].role")],
     {**LINE, "messages": [{"role": "System", "content": "Short."}, ASKED]}),
    ("answered", [("FT822", "messages[2].role")], {**LINE, "messages": [DEVELOPER, ASKED, FOUR]}),
    ("no assistant, no answer, no weight", [],
     {**LINE, "messages": [ASKED, {**FOUR, "weight": 0}, {"role": "user", "content": "And 3 + 3?"}]}),
    ("a key of a message", [("FT104", "messages[0].id")], {**LINE, "messages": [{**ASKED, "id": 3}]}),
    ("a template mark", [("FT506", "messages[0].content")],
     {**LINE, "messages": [{"role": "user", "content": "a <|endoftext|> b"}]}),
    ("no messages", [("FT101", "")], {"answer": "4"}),
    ("a message that cannot be read", [("FT100", "messages[1]")], {**LINE, "messages": [ASKED, 3]}),
]  # fmt: skip


@pytest.mark.parametrize(("codes", "value"), [pytest.param(c, v, id=name) for name, c, v in LINES])
def test_line(codes: list[tuple[str, str]], value: dict[str, Any], tmp_path: Path) -> None:
    assert [(code, place) for _, code, place, _ in said(linted(tmp_path, value))] == codes


def test_a_key_that_tells_another_format_elsewhere(tmp_path: Path) -> None:
    fields = {"answer": "4", "system": "x", "chosen": 1, "rejected": 2}
    assert said(linted(tmp_path, LINE, LINE | {"answer": "5"}, {"messages": [ASKED], **fields})) == []


def test_where_the_last_message_has_to_be_the_users(tmp_path: Path) -> None:
    value = {**LINE, "messages": [ASKED, FOUR]}
    assert said(linted(tmp_path, value)) == [(1, "FT822", "messages[1].role", "warning")]
    assert said(linted(tmp_path, value, target="azure")) == [(1, "FT822", "messages[1].role", "error")]


def lines(*fields: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"messages": [{"role": "user", "content": f"Question {number}"}], **field}
        for number, field in enumerate(fields)
    ]


def test_a_field_that_most_lines_have(tmp_path: Path) -> None:
    result = linted(tmp_path, *lines({"a": 1, "b": 1}, {"a": 2}, {"a": 3, "b": 0}, {"b": 2}))
    assert [(line, code) for line, code, _, _ in said(result)] == [(2, "FT823"), (4, "FT823")]
    messages = [(f.message, [label.line for label in f.labels]) for _, f in result.findings]
    assert messages == [
        ('no "b", which 3 examples have', [1]),
        ('no "a", which 3 examples have', [1]),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        [{"a": 1}, {"a": 2}, {"a": None}],
        [{"a": 1}, {"a": 2}, {"a": 2, "hint": "x"}],
        [{"a": 1, "id": 1}, {"a": 2, "id": 2}, {"a": 2}],
        [{}, {}, {}],
    ],
    ids=["null is a value", "few have it", "metadata", "no field at all"],
)
def test_fields_that_need_not_be_everywhere(fields: list[dict[str, Any]], tmp_path: Path) -> None:
    assert said(linted(tmp_path, *lines(*fields))) == []


def screen(result: Result) -> str:
    written = io.StringIO()
    full_format.write(result, written, Look(color="never"))
    return written.getvalue()


def test_figures_say_that_there_is_no_supervised_loss(tmp_path: Path) -> None:
    result = linted(tmp_path, LINE, {**LINE, "answer": "four"})
    (file,) = result.files
    assert (file.tally.turns, file.tally.trained, file.tally.trained_tokens) == (4, 0, 0)
    assert file.tally.tokens > 0
    assert file.epochs is None
    text = screen(result)
    assert "no supervised loss: the grader scores what the model writes" in text
    assert "$100.00 for each hour of training" in text
    assert "epoch" not in text
    summary = summary_of(result.files, result.job)
    assert summary.cost is None
    assert summary.hourly is not None
    assert (summary.hourly.per_hour, summary.hourly.currency) == (100.0, "USD")


def test_a_model_that_is_not_trained_so_has_a_notice_and_no_price(tmp_path: Path) -> None:
    result = linted(tmp_path, LINE, model="gpt-4.1")
    (file,) = result.files
    (notice,) = file.notices
    assert notice.startswith("openai does not train gpt-4.1 by reinforcement; it did o4-mini")
    assert (file.cost, file.hourly) == (None, None)
    assert not any(line.startswith(" cost") for line in screen(result).splitlines())


def test_a_guess_is_said_where_the_model_speaks_against_it(tmp_path: Path) -> None:
    assistant = {"role": "assistant", "content": "Two?"}
    longer = {**LINE, "messages": [*LINE["messages"], assistant, *LINE["messages"]]}
    (file,) = linted(tmp_path, longer).files
    (first, _) = lint(file.name, model="gpt-4.1").files[0].notices
    assert first.startswith("read as reinforcement (rft): the first lines end on the user; if")
    assert lint(file.name, model="o4-mini").files[0].notices == []
    (file,) = linted(tmp_path, LINE).files
    guessed = lint(file.name, model="gpt-4.1")
    said = "read as reinforcement (rft): no line has an assistant message; if this is chat, use --format sft"
    assert guessed.files[0].notices[0] == said
    written = io.StringIO()
    concise_format.write(guessed, written, Look(color="never"))
    assert f"{file.name}: notice: {said}" in written.getvalue().splitlines()


def test_azure_names_the_models_that_it_trains_so(tmp_path: Path) -> None:
    (file,) = linted(tmp_path, LINE, target="azure", model="gpt-4.1").files
    (notice,) = file.notices
    assert notice.startswith("azure does not train gpt-4.1 by reinforcement; it does o4-mini")
    assert linted(tmp_path, LINE, target="azure").files[0].notices == []
