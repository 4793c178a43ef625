from __future__ import annotations

import json
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint.text.words import count, kind, lines, nearest, one_of, quote, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SPECIAL = 'a"\\é漢😀👩\u200d👧❤\ufe0f\u0301\u202e\x1b\x7f\x85\t\n\u200b\ud83d\U000e0041'
texts = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=30)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, 漢字 é 😀 ß \u00a0\u3000", "plain, 漢字 é 😀 ß \u00a0\u3000"),
        ("a\tb\nc\rd\x1b[0m\x00\x7f\x9b", r"a\tb\nc\rd\x1b[0m\x00\x7f\x9b"),
        ("\u202e\u2066\u200b\u200e\ufeff\u2028\u2029", r"\u202e\u2066\u200b\u200e\ufeff\u2028\u2029"),
        ("\ud83d and \U000e0041", r"\ud83d and \U000e0041"),
        (
            "👩\u200d👩\u200d👧 ❤\ufe0f 👍🏽 🇳🇴 1\ufe0f\u20e3",
            "👩\u200d👩\u200d👧 ❤\ufe0f 👍🏽 🇳🇴 1\ufe0f\u20e3",
        ),
        ("a\u200db 👩\u200db", r"a\u200db 👩\u200db"),
        ("e\u0301 \u0e01\u0e33", "e\u0301 \u0e01\u0e33"),
        ("a\ufe0f \u20dd", "a\\ufe0f \u20dd"),
        ("\u0301", r"\u0301"),
        ("a" + "\u0301" * 10, "a" + "\u0301" * 8 + r"\u0301\u0301"),
        ("🏽", r"\U0001f3fd"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(texts)
def test_visible_is_safe_and_lasting(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Zl", "Zp"} for char in shown)
    shown.encode()


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        ("a", 60, '"a"'),
        ({"a": [1, 2.5, None, True], "é": {}}, 60, '{"a": [1, 2.5, null, true], "é": {}}'),
        ('say "hi"\n\x1b\x7f\u202e', 60, r'"say \"hi\"\n\u001b\u007f\u202e"'),
        ("abcdefghij", 8, '"abcde…"'),
        ("abcdef", 8, '"abcdef"'),
        ("abc\x1bdef", 10, '"abc…"'),
        ({"key": "value", "b": 1}, 12, '{"key": "v…}'),
        ([1, 2, 3, 4], 9, "[1, 2, …]"),
        (12345678, 5, "1234…"),
        (True, 1, "true"),
        (float("inf"), 60, "Infinity"),
        ((1, 2), 60, "[1, 2]"),
        (b"x", 60, "\"b'x'\""),
    ],
)
def test_quote(value: object, limit: int, shown: str) -> None:
    assert quote(value, limit) == shown


@given(values, st.integers(5, 80))
def test_quote_keeps_to_the_limit_and_else_to_the_value(value: object, limit: int) -> None:
    shown = quote(value, limit)
    assert len(shown) <= limit
    assert visible(shown) == shown
    whole = quote(value, 10_000)
    assert json.loads(whole) == value
    assert shown == whole or shown.rstrip('"]}').endswith("…")


def test_quote_looks_at_no_more_than_it_shows() -> None:
    class Watched(list[int]):
        seen = 0

        def __getitem__(self, index: object) -> int:  # type: ignore[override]  # never asked
            raise AssertionError(index)

        def __iter__(self) -> Iterator[int]:
            for item in super().__iter__():
                self.seen += 1
                yield item

    watched = Watched(range(1_000_000))
    assert quote(watched).endswith("…]")
    assert watched.seen < 60
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert quote(deep) == "[" * 58 + "…]"
    assert len(quote("x" * 100_000_000)) == 60
    assert quote(-(10 ** (sys.int_info.default_max_str_digits + 1000))) == "-1e5300"


@pytest.mark.parametrize(
    ("name", "choices", "found"),
    [
        ("get_wether", ["get_time", "get_weather"], "get_weather"),
        ("getWeather", ["get_weather"], "get_weather"),
        ("Get Weather", ["get-weather"], "get-weather"),
        ("Assistant", ["user", "assistant"], "assistant"),
        ("asistant", ["system", "user", "assistant"], "assistant"),
        ("contetn", ["content", "role"], "content"),
        ("tool_call", ["tool_calls", "tools"], "tool_calls"),
        ("rol", ["role", "tool"], "role"),
        ("wieght", ["weight"], "weight"),
        ("gpt-4o-mni", ["gpt-4o", "gpt-4o-mini"], "gpt-4o-mini"),
        ("human", ["system", "user", "assistant", "tool"], None),
        ("bot", ["not", "tool"], None),
        ("role", ["role"], None),
        ("", ["a", "_"], None),
        ("a", [], None),
        ("x" * 100_000, ["x" * 99_999], None),
        ("X" * 100, ["x" * 100], "x" * 100),
    ],
)
def test_nearest(name: str, choices: list[str], found: str | None) -> None:
    assert nearest(name, choices) == found


def test_one_of() -> None:
    assert one_of([]) == "nothing"
    assert one_of(["a"]) == '"a"'
    assert one_of(["a", "b"]) == '"a" or "b"'
    assert one_of(["a", "b", "c\n"]) == r'"a", "b" or "c\n"'
    assert one_of(["a", "b", "c"], limit=2) == '"a", "b" and 1 more'
    assert one_of([str(n) for n in range(2000)], limit=0) == "2,000 more"


def test_count() -> None:
    assert [count(n, "example") for n in (0, 1, 1204)] == ["0 examples", "1 example", "1,204 examples"]
    assert count(2, "entry", "entries") == "2 entries"


def test_kind() -> None:
    values: list[object] = [{}, [], "", 1, 1.5, True, False, None, object()]
    assert [kind(value) for value in values] == [
        "an object", "an array", "a string", "a number", "a number", "true", "false", "null", "a value",
    ]  # fmt: skip


def test_lines() -> None:
    assert lines([]) == "no line"
    assert lines([4, 4]) == "line 4"
    assert lines([4, 5, 5, 7, 12043]) == "lines 4, 5, 7, 12043"
    assert lines([4, 5, 7, 9, 11]) == "lines 4, 5, 7, 9, …"
    assert lines(range(1, 10**9), limit=1) == "lines 1, …"
