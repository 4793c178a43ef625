"""FT707: system prompts that differ by accident, and those that are meant to differ."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import lint
from ftlint.checks.prompts import CHARACTERS, DISTINCT
from ftlint.text.likeness import accident, plain

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.findings import Finding

USUAL = "You are a helpful assistant of the city museum; you don't guess."

ACCIDENTS = {
    "only white space differs": "You are a helpful assistant\n of the city museum; you don't guess. ",
    "only upper and lower case differ": "You are a Helpful assistant of the city museum; you don't guess.",
    "only punctuation differs": "You are a helpful assistant, of the city museum: you don\u2019t guess",
    "only case and punctuation differ": "you are a helpful assistant of the city museum; you don't guess!",
    '"asistant" in place of "assistant"': "You are a helpful asistant of the city museum; you don't guess.",
    '"mesuum" in place of "museum"': None,
    '"musuem" in place of "museum"': "You are a helpful assistant of the city musuem; you don't guess.",
    '"the" is missing': "You are a helpful assistant of city museum; you don't guess.",
    '"in" is added': "You are a helpful assistant of the city in museum; you don't guess.",
    '"assistant" is added': "You are a helpful assistant assistant of the city museum; you don't guess.",
}

MEANT = {
    "another word": ("You are a guide of the city museum.", "You are a guide of the toy museum."),
    "another name": ("You are the guide of Anna, be kind.", "You are the guide of Anne, be kind."),
    "another number": ("Today is Monday, use at most 10 words.", "Today is Monday, use at most 11 words."),
    "a decimal": ("You add a tax of 1.5 to the price.", "You add a tax of 15 to the price."),
    "a sign": ("You add a tax of -5 to the price.", "You add a tax of 5 to the price."),
    "a language": ("You are an expert who writes C++ code.", "You are an expert who writes C# code."),
    "two words": ("You are a helpful assistant of the museum.", "You are a helpfull asistant of the museum."),
    "a long word": (
        "You are a helpful guide of the museum.",
        "You are a very patient helpful guide of the museum.",
    ),
    "no negation in a short text": ("Do not answer.", "Do answer."),
    "formal or not": (
        "You write letters in a formal tone today.",
        "You write letters in an informal tone today.",
    ),
    "his and her": ("You help the user with his taxes.", "You help the user with her taxes."),
    "a script without spaces": (
        "あなたは店員です。月曜日の予定を答えます。",
        "あなたは店員です。火曜日の予定を答えます。",
    ),
    "all another": ("You are a helpful guide.", "Translate what the user writes into French."),
}


@pytest.mark.parametrize(("way", "other"), [pair for pair in ACCIDENTS.items() if pair[1]])
def test_accidents(way: str, other: str) -> None:
    assert accident(plain(USUAL), plain(other)) == way


@pytest.mark.parametrize(("one", "two"), MEANT.values(), ids=MEANT.keys())
def test_what_is_meant(one: str, two: str) -> None:
    assert accident(plain(one), plain(two)) is None
    assert accident(plain(two), plain(one)) is None


TEXTS = st.lists(st.sampled_from(["You", "are", "a", "helpful", "guide", "10", "not", "."])).map(" ".join)


@given(TEXTS, TEXTS)
def test_never_raises_and_is_symmetric(one: str, two: str) -> None:
    assert bool(accident(plain(one), plain(two))) == bool(accident(plain(two), plain(one)))
    assert accident(plain(one), plain(one + " ")) == "only white space differs"


def drift(tmp_path: Path, *prompts: Any, **options: Any) -> list[Finding]:
    path = tmp_path / "train.jsonl"
    lines = []
    for number, prompt in enumerate(prompts):
        first = prompt if isinstance(prompt, dict) else {"role": "system", "content": prompt}
        turns = [first, {"role": "user", "content": f"Q{number}"}, {"role": "assistant", "content": "A"}]
        lines.append(json.dumps({"messages": turns}) + "\n")
    path.write_text("".join(lines))
    result = lint(str(path), select=["FT707"], **options)
    assert not result.crashes
    return [finding for _, finding in result.findings]


def test_each_variant_is_said_once_where_it_is_first(tmp_path: Path) -> None:
    other, third = USUAL + " ", USUAL.upper()
    findings = drift(tmp_path, other, *[USUAL] * 6, other, third)
    assert [(f.line, f.labels[0].line) for f in findings] == [(1, 2), (9, 2)]
    assert (
        findings[0].message
        == "nearly the system prompt of line 2, in 2 of 8 like examples: only white space differs"
    )
    assert findings[0].place.path == ("messages", 0, "content")
    assert findings[0].labels[0].text == "the usual prompt, in 6 examples"


def test_a_prompt_is_usual_from_five_examples_on(tmp_path: Path) -> None:
    assert drift(tmp_path, *[USUAL] * 4, USUAL + " ") == []
    assert len(drift(tmp_path, *[USUAL] * 5, USUAL + " ")) == 1


def test_another_word_must_be_rare(tmp_path: Path) -> None:
    other = USUAL.replace("the ", "")
    assert len(drift(tmp_path, *[USUAL] * 6, *[other] * 2)) == 1
    assert drift(tmp_path, *[USUAL] * 6, *[other] * 3) == []
    assert len(drift(tmp_path, *[USUAL] * 6, *[USUAL + " "] * 6)) == 1


def test_parts_and_developer_messages_are_read(tmp_path: Path) -> None:
    parts = {"role": "developer", "content": [{"type": "text", "text": USUAL + " "}]}
    [finding] = drift(tmp_path, *[USUAL] * 5, parts)
    assert finding.place.path == ("messages", 0, "content", 0, "text")


def test_the_place_in_a_preference_line(tmp_path: Path) -> None:
    path = tmp_path / "dpo.jsonl"
    lines = []
    for number, prompt in enumerate([*[USUAL] * 5, USUAL + " "]):
        turns = [{"role": "system", "content": prompt}, {"role": "user", "content": f"Q{number}"}]
        outputs = {
            key: [{"role": "assistant", "content": key}]
            for key in ("preferred_output", "non_preferred_output")
        }
        lines.append(json.dumps({"input": {"messages": turns}, **outputs}) + "\n")
    path.write_text("".join(lines))
    [(_, finding)] = lint(str(path), select=["FT707"]).findings
    assert finding.place.path == ("input", "messages", 0, "content")
    assert finding.labels[0].place.path == ("input", "messages", 0, "content")


def test_a_template_is_passed_by(tmp_path: Path) -> None:
    many = [f"You help user {number} of the shop." for number in range(DISTINCT)]
    assert drift(tmp_path, *[USUAL] * 5, USUAL + " ", *many) == []
    assert len(drift(tmp_path, *[USUAL] * 5, USUAL + " ", *many[: DISTINCT - 2])) == 1
    assert drift(tmp_path, *[USUAL] * 5, USUAL + " ", "x" * CHARACTERS) == []


@pytest.mark.parametrize("odd", [None, 7, [], [7], [{"type": "text"}], "", {"a": 1}])
def test_odd_content_never_raises(tmp_path: Path, odd: object) -> None:
    assert drift(tmp_path, *[{"role": "system", "content": odd}] * 6) == []
