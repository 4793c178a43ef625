"""The extra `fast`: the counts are those of the reference, token by token, whatever the text."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ftlint.tokens import Counter, exact
from ftlint.tokens.fast import FastEncoder, fast_encoder
from ftlint.tokens.special import REFUSED, TEMPLATES
from ftlint.tokens.vocabulary import VOCABULARIES, encoding, ranks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("splintr", reason="the extra `fast` is not installed")

NAMES = tuple(VOCABULARIES)

UNITS = st.sampled_from(
    (
        *("'s", "'S", "'LL", "'ll", "ſ", "'ſ", "d", "Dž", "K", "İ", "ı", "ß", "ﬀ"),
        *("a", "aB", "Ab", "ABC", "1", "1234", "²", "½", "٣", "๔", "Ⅷ", "㊿", "𝟘"),
        *(" ", "  ", "\t", "\n", "\r\n", "\r", " \n", "\x0b", "\x1c", "\x85", "\xa0"),
        *("\u2003", "\u2028", "\u3000"),
        *("\u180e", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufffd", "\x00", "\x7f", "\xad"),
        *(".", "/", "//", "...", "{", '"', "\\", "=" * 70, "-" * 40, "<|", "|>"),
        *("<|endoftext|>", "<|im_start|>"),
        *("字", "字字字", "かな", "カナ", "한글", "ㅎ", "\u1100\u1161", "ไทย", "العربية"),
        *("עברית", "हिन्दी", "ქართული"),
        *("\u0301", "e\u0301\u0327", "\u20e3", "\ufe0f", "👩‍👩‍👧", "🏳️‍🌈", "🇩🇪", "👍🏽"),
        *("\U000e0067", "\U0010ffff", "\ue000"),
        *("\u0378", "\u0530", "\U0001fbff", "\U00030000", "\U000323af", "\U0001e900", "\U00011f00"),
        *("\u1c89", "\ua7cb"),
        *("\ud800", "\udc00", "\ud83d\ude00"),
    )
)  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.lists(UNITS, max_size=30).map("".join),
    st.lists(UNITS | st.text(max_size=3), max_size=20).map("".join),
    st.tuples(UNITS, st.integers(1, 400), UNITS).map(lambda run: run[0] * run[1] + run[2]),
)


def fast(name: str) -> FastEncoder:
    encoder = fast_encoder(name)
    assert encoder is not None
    return encoder


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def test_counting_much_uses_it() -> None:
    counter = Counter("o200k_base")
    assert counter.count("字") == 1
    assert counter._encoder is fast("o200k_base")
    reference = Counter("o200k_base", "reference")
    assert reference.count("字") == 1
    assert reference._encoder is encoding("o200k_base")


@pytest.mark.parametrize("name", NAMES)
def test_its_vocabulary_is_ours(name: str) -> None:
    tokenizer = fast(name)._tokenizer
    assert [token for token, rank in ranks(name).items() if tokenizer.decode_token_bytes(rank) != token] == []
    assert tokenizer.vocab_size >= len(ranks(name))


@pytest.mark.parametrize("name", NAMES)
def test_its_special_tokens_are_plain_text(name: str) -> None:
    known = fast(name)._tokenizer.special_tokens()
    assert all(token.startswith("<|") for token in known)
    for token in (*known, *REFUSED.tokens, *(token for family in TEMPLATES for token in family.tokens)):
        for text in (token, f"a{token}b", f" {token}\n{token}", token[:-1], token[1:]):
            assert list(fast(name).encode_ordinary(text)) == encoding(name).encode_ordinary(text), text


@pytest.mark.parametrize("name", NAMES)
def test_every_character_is_read_alike(name: str) -> None:
    ours, reference = fast(name).encode_ordinary, encoding(name).encode_ordinary
    points = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    shape = "{0}\n\na{0}b {0}{0} A{0}1\n".format
    for start in range(0, len(points), 128):
        lines = [shape(chr(point)) for point in points[start : start + 128]]
        text = "".join(lines)
        if list(ours(text)) != reference(text):
            raise AssertionError([line for line in lines if list(ours(line)) != reference(line)] or lines)


@pytest.mark.parametrize("name", NAMES)
@given(text=TEXTS)
@example(text="")
@example(text="S'ſ'VEl s'ſ'VEY f'ſ'lls")
@example(text="\ud800")
@example(text="a\udfff<|endoftext|>\ud83d\ude00 \ud83d")
@settings(max_examples=1500)
def test_tokens_are_those_of_the_reference(name: str, text: str) -> None:
    assert list(fast(name).encode_ordinary(text)) == encoding(name).encode_ordinary(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "unit", ["a", "A", " ", "\t", "\n", " \n", "\xa0", "=", "字", "é", "\u200b", "\u0301", "😀"]
)
def test_long_runs_are_counted_alike(name: str, unit: str) -> None:
    text = unit * 60_000
    assert list(fast(name).encode_ordinary(text)) == encoding(name).encode_ordinary(text)


@pytest.mark.parametrize("text", [" " * 1_200_000, "\ud800" + " x" * 300_000, "a\n" * 600_000])
def test_texts_that_are_cut_are_counted_alike(text: str) -> None:
    count = partial(exact.count, text=text)
    assert count(fast("o200k_base")) == count(encoding("o200k_base"))


@pytest.mark.parametrize("name", NAMES)
def test_real_files_are_counted_alike(name: str, real_files: Path, examples: Path) -> None:
    seen = 0
    for path in (*real_files.glob("*.jsonl"), *examples.glob("*.jsonl")):
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            seen += 1
            assert list(fast(name).encode_ordinary(line)) == encoding(name).encode_ordinary(line)
            try:
                value = json.loads(line)
            except ValueError:
                continue
            for item in strings(value):
                assert list(fast(name).encode_ordinary(item)) == encoding(name).encode_ordinary(item)
    assert seen > 200
