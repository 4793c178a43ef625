"""Prompt/completion files: both parts, the conventions, and figures without a chat template."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ftlint import lint
from ftlint.checks.completions import separator_of, stop_of
from ftlint.text.words import path_text

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.results import Result


def linted(folder: Path, *values: object, model: str = "davinci-002") -> Result:
    path = folder / "train.jsonl"
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    result = lint(str(path), model=model, format="completions", ignore=["FT701"])
    assert not result.crashes
    return result


def said(result: Result) -> list[tuple[str, str, str]]:
    return [(f.code, path_text(f.place.path), f.severity.value) for _, f in result.findings]


LINES: list[tuple[str, list[tuple[str, str, str]], dict[str, Any]]] = [
    ("good", [], {"prompt": "Is it open? ->", "completion": " Yes\n"}),
    ("white space at the edges", [], {"prompt": "Is it open?\n\n###\n\n", "completion": " Yes END"}),
    ("no prompt", [("FT861", "", "error")], {"completion": " Yes"}),
    ("no completion", [("FT861", "", "error")], {"prompt": "Is it open?"}),
    ("another name", [("FT861", "response", "error")], {"prompt": "Is it open?", "response": " Yes"}),
    ("a typo", [("FT861", "promt", "error")], {"promt": "Is it open?", "completion": " Yes"}),
    ("a number", [("FT861", "completion", "error")], {"prompt": "2 + 2 =", "completion": 4}),
    ("null", [("FT861", "prompt", "error")], {"prompt": None, "completion": " Yes"}),
    ("an empty completion", [("FT861", "completion", "error")], {"prompt": "Is it open?", "completion": ""}),
    ("an empty prompt", [("FT861", "prompt", "warning")], {"prompt": "", "completion": " It is open."}),
    ("a blank prompt", [("FT209", "prompt", "warning")], {"prompt": " \n", "completion": " Yes"}),
    ("a blank completion", [("FT602", "completion", "warning")],
     {"prompt": "Is it open?", "completion": "\n"}),
    ("another key", [("FT103", "id", "error")], {"prompt": "Is it open?", "completion": " Yes", "id": 3}),
    ("a control token", [("FT506", "completion", "error")],
     {"prompt": "Is it open?", "completion": " Yes<|endoftext|>"}),
    ("a chat", [("FT118", "", "error")], {"messages": [{"role": "user", "content": "Hi"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("found", "value"), [pytest.param(c, v, id=name) for name, c, v in LINES])
def test_line(found: list[tuple[str, str, str]], value: dict[str, Any], tmp_path: Path) -> None:
    assert said(linted(tmp_path, value)) == found


@pytest.mark.parametrize(
    ("prompt", "mark"),
    [
        ("Is it open?", ""),
        ("Is it open? ->", " ->"),
        ("Is it open?\n\n###\n\n", "\n\n###\n\n"),
        ("Summary:\n", "\n"),
        ("C#", ""),
        ("", ""),
        ("Answer:", ""),
    ],
)
def test_separators(prompt: str, mark: str) -> None:
    assert separator_of(prompt) == mark


@pytest.mark.parametrize(
    ("completion", "mark"),
    [
        (" Yes", ""),
        (" Yes\n", "\n"),
        (" Yes END", " END"),
        (" BLEND", ""),
        (" Yes<end>", "<end>"),
        (" 3 < 4", ""),
    ],
)
def test_stop_sequences(completion: str, mark: str) -> None:
    assert stop_of(completion) == mark


def test_conventions_are_said_once_at_the_first_line_that_breaks_them(tmp_path: Path) -> None:
    kept = [{"prompt": f"Question {n} ->", "completion": f" Answer {n}\n"} for n in range(8)]
    broken = {"prompt": "Question", "completion": "Answer"}
    result = linted(tmp_path, *kept[:4], broken, *kept[4:], {**broken, "prompt": "Another"})
    found = [(f.code, f.line, path_text(f.place.path), f.message) for _, f in result.findings]
    assert sorted(found) == [
        ("FT862", 5, "completion", 'of 10 completions, 8 end in "\\n"; this one does not'),
        ("FT862", 5, "completion", "of 10 completions, 8 start with a space; this one does not"),
        ("FT862", 5, "prompt", 'of 10 prompts, 8 end in " ->"; this one does not'),
    ]


def test_only_texts_are_counted(tmp_path: Path) -> None:
    lines = [{"prompt": f"Is museum {n} open? ->", "completion": " Yes\n"} for n in range(10)]
    result = linted(tmp_path, *lines)
    (file,) = result.files
    counter = result.job.counter
    assert counter is not None
    texts = [line[key] for line in lines for key in ("prompt", "completion")]
    assert file.tally.tokens == sum(map(counter.count, texts))
    assert file.tally.bound == 0
    assert file.cost is not None


def test_a_chat_model_has_a_notice_and_no_price(tmp_path: Path) -> None:
    result = linted(tmp_path, {"prompt": "Is it open? ->", "completion": " Yes"}, model="gpt-4.1")
    (file,) = result.files
    (notice,) = file.notices
    assert notice.startswith("openai does not train gpt-4.1 on prompt/completion files; it did davinci-002")
    assert file.cost is None
