"""The baseline: what is known stays quiet wherever it moves to, and what is new does not."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import lint
from ftlint.baseline.applying import found_in, renewed, set_aside
from ftlint.baseline.entries import Baseline, BaselineError, Entry, read_baseline, write_baseline
from ftlint.baseline.identity import Identity

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.results import Result


def line(number: int, **more: object) -> str:
    messages = [
        {"role": "user", "content": f"Is room {number} free?"},
        {"role": "assistant", "content": "Yes.", **more},
    ]
    return json.dumps({"messages": messages})


MISTAKES = [line(number, weight=True) for number in range(5)] + [
    line(7, mood="glad"),
    "{",
    '{"a": 1, "a": 2}',
]
GOOD = [line(number) for number in range(20, 32)]


def checked(path: Path, lines: list[str]) -> Result:
    path.write_text("".join(each + "\n" for each in lines))
    return lint(str(path))


def new(result: Result) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for _, finding in result.findings]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "train.jsonl"


@pytest.fixture
def baseline(path: Path) -> Baseline:
    empty = Baseline(path.with_name("baseline.json"))
    written = renewed(checked(path, MISTAKES + GOOD), empty, add=True, prune=True)
    write_baseline(written)
    return read_baseline(empty.path)


def test_what_is_known_is_set_aside_and_counted(path: Path, baseline: Baseline) -> None:
    result = checked(path, MISTAKES + GOOD)
    found = len(new(result))
    set_aside(result, baseline)
    assert new(result) == []
    assert result.files[0].suppressed == found == len(MISTAKES)
    assert not [notice for notice in result.notices if "baseline" in notice]


def test_after_a_shuffle_only_the_new_mistake_of_a_known_kind_is_reported(
    path: Path, baseline: Baseline
) -> None:
    lines = [*MISTAKES, *GOOD, line(99, weight=True)]
    random.Random(7).shuffle(lines)  # noqa: S311 (any order will do)
    result = checked(path, lines)
    set_aside(result, baseline)
    assert new(result) == [("FT115", lines.index(line(99, weight=True)) + 1)]


def test_another_mistake_in_a_known_example_is_reported(path: Path, baseline: Baseline) -> None:
    changed = [line(0, weight=True, mood="glad"), *MISTAKES[1:], *GOOD]
    result = checked(path, changed)
    set_aside(result, baseline)
    assert ("FT104", 1) in new(result)


def test_one_more_of_what_nothing_tells_apart_is_new(path: Path, baseline: Baseline) -> None:
    result = checked(path, [*MISTAKES, *GOOD, "{"])
    set_aside(result, baseline)
    assert new(result) == [("FT001", len(MISTAKES + GOOD) + 1)]


def test_the_order_of_keys_and_spaces_say_nothing(path: Path, baseline: Baseline) -> None:
    loose = [json.dumps(dict(reversed(json.loads(text).items())), indent=None, separators=(" , ", " : "))
             if text.startswith('{"messages') else text for text in MISTAKES]  # fmt: skip
    result = checked(path, loose + GOOD)
    set_aside(result, baseline)
    assert new(result) == []


def test_what_is_stale_is_said_and_pruned(path: Path, baseline: Baseline) -> None:
    result = checked(path, MISTAKES[1:] + GOOD)
    set_aside(result, baseline)
    assert new(result) == []
    [said] = [notice for notice in result.notices if "baseline" in notice]
    assert said.startswith("1 finding of the baseline is not there any more")
    pruned = renewed(checked(path, MISTAKES[1:] + GOOD), baseline, add=False, prune=True)
    assert (baseline.counts - pruned.counts).total() == 1
    assert not pruned.counts - baseline.counts


def test_pruning_takes_nothing_in_and_updating_lets_nothing_go(path: Path, baseline: Baseline) -> None:
    other = [*MISTAKES[1:], *GOOD, line(99, weight=True)]
    pruned = renewed(checked(path, other), baseline, add=False, prune=True)
    updated = renewed(checked(path, other), baseline, add=True, prune=False)
    assert not pruned.counts - baseline.counts
    assert not baseline.counts - updated.counts
    assert (updated.counts - baseline.counts).total() == 1


def test_reasons_and_files_that_were_not_checked_are_kept(path: Path, baseline: Baseline) -> None:
    first = next(iter(baseline.entries))
    baseline.entries[first].reason = "a person says so"
    elsewhere = Identity("other.jsonl", "FT301", "00", "/messages/1")
    baseline.entries[elsewhere] = Entry(2, "later")
    after = renewed(checked(path, MISTAKES + GOOD), baseline, add=True, prune=True)
    assert after.entries[first].reason == "a person says so"
    assert after.entries[elsewhere] == Entry(2, "later")


def test_files_are_named_from_the_baseline(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    result = checked(tmp_path / "data" / "train.jsonl", MISTAKES)
    assert {identity.file for identity in found_in(result, tmp_path)} == {"data/train.jsonl"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Invalid JSON"),
        ("[]", "object"),
        ('{"version": 2, "entries": []}', "version"),
        ('{"version": 1, "entries": [{"rule": "FT301"}]}', "entries.0"),
        ('{"version": 1, "entries": [], "more": 1}', "more"),
    ],
)
def test_a_broken_baseline_is_named_with_its_fault(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(BaselineError, match=said) as raised:
        read_baseline(path)
    assert str(path) in str(raised.value)


IDENTITIES = st.builds(
    Identity,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    st.sampled_from(["FT301", "FT001"]),
    st.sampled_from(["", "ab"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
)
ENTRIES = st.dictionaries(
    IDENTITIES,
    st.builds(Entry, st.integers(1, 9), st.none() | st.text(st.characters(exclude_categories=["Cs"]))),
)


@given(ENTRIES)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, entries: Any) -> None:
    path = tmp_path_factory.mktemp("baseline") / "baseline.json"
    write_baseline(Baseline(path, entries))
    assert read_baseline(path).entries == entries
    assert Counter(path.read_text().splitlines()) is not None
    rows = json.loads(path.read_text())["entries"]
    assert len(path.read_text().splitlines()) == (len(rows) + 5 if rows else 4)


def test_names_and_keys_that_utf_8_does_not_have(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"w\xff.jsonl")
    text = line(1).replace('"content": "Yes."', '"content": "Yes.", "\\ud800": 1')
    file = tmp_path / "known.json"
    write_baseline(renewed(checked(path, [*GOOD, text]), Baseline(file), add=True, prune=True))
    result = lint(str(path))
    assert new(result)
    set_aside(result, read_baseline(file))
    assert not new(result)


def test_a_link_and_the_mode_of_the_file_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    write_baseline(Baseline(real))
    real.chmod(0o600)
    link.symlink_to(real)
    write_baseline(Baseline(link))
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600


def test_of_entries_that_stand_twice_the_reason_is_kept(tmp_path: Path) -> None:
    row = {"file": "a.jsonl", "rule": "FT115", "example": "", "pointer": ""}
    file = tmp_path / "known.json"
    file.write_text(json.dumps({"version": 1, "entries": [row, {**row, "reason": "why"}]}))
    assert list(read_baseline(file).entries.values()) == [Entry(2, "why")]


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="`ftlint baseline write` makes it"):
        read_baseline(tmp_path / "none.json")
