"""Diffs within a line: hunks that give the new text, of whole tokens, and quickly."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.text.line_diff import NEAR, Hunk, line_diff

texts = st.text(st.sampled_from('ab1 "\\u00e9n{}[]:,é\t'), max_size=80) | st.text(max_size=60)
json_texts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=30,
).map(json.dumps)


def applied(old: str, new: str, hunks: list[Hunk]) -> str:
    parts, at = [], 0
    for hunk in hunks:
        parts += [old[at : hunk.old[0]], new[slice(*hunk.new)]]
        at = hunk.old[1]
    return "".join([*parts, old[at:]])


def shown(old: str, new: str, near: int = 0) -> list[tuple[str, str]]:
    hunks = line_diff(old, new, near)
    assert applied(old, new, hunks) == new
    return [(old[slice(*hunk.old)], new[slice(*hunk.new)]) for hunk in hunks]


@given(texts | json_texts, texts | json_texts, st.integers(0, 30))
def test_the_hunks_make_the_new_text_of_the_old(old: str, new: str, near: int) -> None:
    hunks = line_diff(old, new, near)
    assert applied(old, new, hunks) == new
    assert bool(hunks) == (old != new)
    assert all(hunk.old != hunk.new or old[slice(*hunk.old)] != new[slice(*hunk.new)] for hunk in hunks)
    for before, after in pairwise(hunks):
        assert after.old[0] - before.old[1] >= max(near, 1)
        assert old[before.old[1] : after.old[0]] == new[before.new[1] : after.new[0]]


@given(st.lists(texts, min_size=2, max_size=6), st.lists(texts, max_size=5), st.lists(texts, max_size=5))
def test_the_hunks_of_edits_here_and_there(kept: list[str], olds: list[str], news: list[str]) -> None:
    def woven(changed: list[str]) -> str:
        return "".join(part + other for part, other in zip(kept, [*changed, *[""] * len(kept)], strict=False))

    old, new = woven(olds), woven(news)
    assert applied(old, new, line_diff(old, new, 3)) == new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("same", "same", []),
        ("", "a", [("", "a")]),
        ("a", "", [("a", "")]),
        ('{"weight": true}', '{"weight": 1}', [("true", "1")]),
        ('{"weight": 10}', '{"weight": 100}', [("10", "100")]),
        ('"call_12"', '"call_13"', [("call_12", "call_13")]),
        (r'"a\u00e9b"', r'"a\u00e8b"', [(r"\u00e9", r"\u00e8")]),
        (r'"a\nb"', r'"a\tb"', [(r"\n", r"\t")]),
        (r'"a\nb"', r'"a\\nb"', [(r"\nb", r"\\nb")]),
        (r'"x\nfoo1"', r'"x\nfoo2"', [("foo1", "foo2")]),
        (
            '{"role": "bot", "content": "Good morning"}',
            '{"role": "assistant", "content": "Good evening"}',
            [("bot", "assistant"), ("morning", "evening")],
        ),
        ("[1, 2, 3, 4]", "[1, 3, 4]", [("2, ", "")]),
    ],
)
def test_hunks_are_whole_tokens(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert shown(old, new) == expected


def test_near_hunks_are_one() -> None:
    old = '"arguments": {"city": "Oslo"}, "then": "' + "much later, " * 20 + 'x": true'
    new = '"arguments": "{\\"city\\": \\"Oslo\\"}", "then": "' + "much later, " * 20 + 'x": 1'
    assert shown(old, new, NEAR) == [('{"city": "Oslo"}', '"{\\"city\\": \\"Oslo\\"}"'), ("true", "1")]


def test_changes_far_apart_in_a_long_line_are_found_each() -> None:
    parts = [f'{{"id": "call_{n}", "weight": true, "text": "a few words about {n}"}}' for n in range(600)]
    old = "[" + ", ".join(parts) + "]"
    new = old
    for n in (3, 300, 301, 597):
        new = new.replace(parts[n], parts[n].replace("true", "1"))
    assert len(old) > 30_000
    assert shown(old, new, NEAR) == [("true", "1")] * 4


HOSTILE = {
    "one character": ("a" * 3_000_000, "a" * 2_999_999),
    "backslashes": ("\\" * 3_000_001, "\\" * 3_000_000 + "x"),
    "backslashes before the end": ('"' + "\\" * 3_000_000 + '"', '"' + "\\" * 3_000_001 + '"'),
    "zeros": ("[" + "0,0, " * 9_000 + "]", "[1" + "0, 0," * 9_000 + "2]"),
    "turned around": (" ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 0, -1)))),
    "nothing alike": ("a, " * 1_000_000, "b. " * 1_000_000),
    "escapes": ("\\u00e9" * 500_000, "x" + "\\u00e9" * 499_999 + "\\u00e8"),
    "two letters": ("a b " * 6_000, "b a a b " * 3_000),
    "first and last": ("x" + "[0], " * 2_000_000 + "x", "y" + "[0], " * 2_000_000 + "y"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_no_longer_than_others(name: str) -> None:
    old, new = HOSTILE[name]
    assert applied(old, new, line_diff(old, new)) == new
