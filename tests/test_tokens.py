from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ftlint.tokens import (
    Counter,
    exact,
    example_tokens,
    lookup,
    message_tokens,
    prompt_tokens,
    quick,
    render_tools,
    tools_tokens,
)
from ftlint.tokens.counter import KEPT_CHARACTERS
from ftlint.tokens.rendering import MAX_DEPTH
from ftlint.tokens.vocabulary import VOCABULARIES, data_file, encoding, ranks

if TYPE_CHECKING:
    from pathlib import Path

NAMES = tuple(VOCABULARIES)
FAMILIAR = (
    (0, 0x370), (0x400, 0x530), (0x1E00, 0x1F00), (0x2010, 0x2028), (0x2030, 0x205F), (0x20A0, 0x20C0),
    (0x2100, 0x218C), (0x2190, 0x2400), (0x2500, 0x27C0),
)  # fmt: skip
"""What is counted without an encoder: from and until."""
CLOSE = (
    st.text(st.characters(max_codepoint=0x24F))
    | st.text("abAB 'sSdſ’—12\n\r\t./{}\"\x85\xa0é", max_size=60)
    | st.text("aB 'Sſ\u0301\u0300ыЯễẾªʰ½Ⅷ€→☃✓\u2044\n/", max_size=60)
    | st.text(st.sampled_from([chr(point) for start, end in FAMILIAR for point in range(start, end)]))
)
TEXTS = st.text() | CLOSE
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
WORDS = (
    "type",
    "properties",
    "items",
    "enum",
    "anyOf",
    "allOf",
    "required",
    "description",
    "name",
    "parameters",
)
KINDS = st.sampled_from(("string", "integer", "object", "array", "null", "strange", "$ref"))
SCHEMAS = st.recursive(
    JSON | KINDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5)
        | st.fixed_dictionaries(
            {"type": KINDS, "properties": st.dictionaries(st.text(max_size=5), inner, max_size=3)}
        )
    ),
    max_leaves=20,
)
FIELDS = (
    "role",
    "content",
    "name",
    "refusal",
    "tool_calls",
    "function_call",
    "function",
    "arguments",
    "text",
)
MESSAGES = st.lists(
    st.dictionaries(
        st.sampled_from(FIELDS),
        JSON | st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON)) | st.sampled_from(("system", "tool")),
    ),
    max_size=4,
)


def plain_file(name: str) -> bytes:
    """Write an encoding's ranks the way they are published."""
    lines = (b"%s %d\n" % (base64.b64encode(token), rank) for token, rank in ranks(name).items())
    return b"".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_shipped_ranks_are_the_published_ones(name: str) -> None:
    assert hashlib.sha256(plain_file(name)).hexdigest() == VOCABULARIES[name].sha256
    assert data_file(name).stat().st_size < 1_200_000


@pytest.mark.parametrize("name", NAMES)
def test_encoder_is_the_one_tiktoken_builds(name: str, tmp_path: Path) -> None:
    # tiktoken reads a file of its cache, named by the URL's hash, before it reaches for the network.
    url = f"https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
    (tmp_path / hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()).write_bytes(plain_file(name))
    code = (
        f"import tiktoken; e = tiktoken.get_encoding({name!r}); print(repr((e._pat_str, e._special_tokens)))"
    )
    environment = {**os.environ, "TIKTOKEN_CACHE_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == repr((VOCABULARIES[name].pattern, VOCABULARIES[name].special))


def test_unknown_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="o200k_base, cl100k_base"):
        Counter("gpt2")
    with pytest.raises(ValueError, match="o200k_base, cl100k_base"):
        encoding("gpt2")


def test_importing_and_counting_a_little_leaves_the_encoder_alone() -> None:
    code = (
        "import sys; from ftlint.tokens import Counter; assert 'tiktoken' not in sys.modules;"
        "print(Counter('o200k_base').count('Hello, world!'), 'tiktoken' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "4 False\n"


@pytest.mark.parametrize(
    ("name", "text", "tokens"),
    [
        ("o200k_base", "", 0),
        ("o200k_base", "hello world", 2),
        ("cl100k_base", "hello world", 2),
        ("o200k_base", "<|endoftext|>", 7),
        ("o200k_base", "안녕하세요.", 3),
        ("o200k_base", "\ud800", 1),
    ],
)
def test_known_counts(name: str, text: str, tokens: int) -> None:
    assert Counter(name).count(text) == tokens
    assert exact.count(encoding(name), text) == tokens


@pytest.mark.parametrize("name", NAMES)
@given(texts=st.lists(TEXTS, max_size=8))
def test_count_is_the_encoders_and_does_not_change(name: str, texts: list[str]) -> None:
    counter = Counter(name)
    expected = [len(encoding(name).encode_ordinary(text)) for text in texts]
    for _ in range(3):
        assert [counter.count(text) for text in texts] == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_file_of_ranks_is_made_of_the_vocabulary(name: str) -> None:
    assert lookup.table_file(name).read_bytes() == lookup.pack(ranks(name))
    familiar = (point for point in range(0x3000) if quick._FAMILIAR.fullmatch(chr(point)))
    assert all(lookup.BYTES.issuperset(chr(point).encode()) for point in familiar)


@pytest.mark.parametrize("name", NAMES)
def test_ranks_are_looked_up_and_few_are_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "KEPT", 1000)
    table = lookup.Lookup(lookup.table_file(name).read_bytes())
    for token, rank in ranks(name).items():
        assert table[token] == (rank if lookup.BYTES.issuperset(token) else lookup.NEVER)
        longer = token + b"~"
        assert table[longer] == ranks(name).get(longer, lookup.NEVER)
        assert len(table) <= 1000


@pytest.mark.parametrize("name", NAMES)
@given(text=CLOSE)
@example(text="x's ſ 'ſ I'LL\x85\xa0 ªº ²½ Ǆǅǆ\r\n\r\n /\n/ " + "  " * 40 + "y")
@settings(max_examples=300)
def test_quick_count_is_exact_where_it_gives_one(name: str, text: str) -> None:
    assert quick.count(name, text) in (None, len(encoding(name).encode_ordinary(text)))


@pytest.mark.parametrize("name", NAMES)
def test_quick_count_reads_each_character_as_the_encoder_does(name: str) -> None:
    known = 0
    for point in range(0x3000):
        text = "aB {0}x{0}{0}Y {0} \n{0}1{0}\n\n".format(chr(point))
        counted = quick.count(name, text)
        known += counted is not None
        assert counted in (None, len(encoding(name).encode_ordinary(text))), hex(point)
    assert known == sum(end - start for start, end in FAMILIAR) - 4


@pytest.mark.parametrize("name", NAMES)
@given(
    words=st.lists(
        st.sampled_from(("ab", "C", "'s", "1", " ", "\n", "\r\n", "  ", "/", "{", "é", "字", "\u0301"))
    )
)
@settings(max_examples=300)
def test_cutting_at_borders_changes_nothing(name: str, words: list[str]) -> None:
    text = "".join(words)
    encoder = encoding(name)
    for start, end in pairwise([0, *(m.start() for m in exact._BORDER.finditer(text)), len(text)]):
        parts = (text[:start], text[start:end], text[end:])
        counted = sum(len(encoder.encode_ordinary(part)) for part in parts)
        assert counted == len(encoder.encode_ordinary(text))


@pytest.mark.parametrize("name", NAMES)
def test_long_text_with_borders_is_counted_exactly(name: str) -> None:
    text = "\n".join(
        f"Line {i}: the number is {i * i}, and  so it's on\t{{'k': [{i}]}}" for i in range(4_000)
    )
    assert exact.count(encoding(name), text, stretch=1_000) == len(encoding(name).encode_ordinary(text))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("unit", ["a", "aB", " ", "\t", "\n", "=", "字", "\u200b"])
def test_cuts_inside_a_run_cost_a_few_tokens_each(name: str, unit: str) -> None:
    text = unit * (20_000 // len(unit))
    counted = exact.count(encoding(name), text, stretch=2_000)
    assert abs(counted - len(encoding(name).encode_ordinary(text))) <= 3 * 5


def test_a_run_that_breaks_the_encoder_is_counted() -> None:
    assert Counter("o200k_base").count(" " * 1_000_000) == pytest.approx(1_000_000 / 128, abs=4)
    # Without the cuts the encoder does panic, and the halves are counted.
    whole = exact.count(encoding("o200k_base"), " " * 1_000_000, stretch=10**7)
    assert whole == pytest.approx(1_000_000 / 128, abs=4)


def test_cache_holds_on_to_what_repeats_and_stays_bounded() -> None:
    counter = Counter("o200k_base")
    prompt = "You are a helpful assistant. " * 10
    for i in range(60):
        counter.count(prompt)
        counter.count(f"{i} " * 20_000)
    assert prompt in counter._kept
    assert sum(map(len, counter._kept)) == counter._characters == len(prompt)
    for i in range(60):
        for _ in range(2):
            counter.count(f"{i} " * 40_000)
    assert len(prompt) < counter._characters <= KEPT_CHARACTERS


@given(functions=st.lists(SCHEMAS, max_size=3) | SCHEMAS)
def test_rendering_takes_any_json(functions: Any) -> None:
    for legacy in (False, True):
        text = render_tools(functions, legacy=legacy)
        assert text.startswith("namespace functions {\n\n")
        assert text.endswith("} // namespace functions")


def test_rendering_stops_at_a_depth() -> None:
    schema: dict[str, Any] = {"type": "string"}
    for i in range(5_000):
        schema = (
            {"type": "array", "items": schema} if i % 2 else {"type": "object", "properties": {"a": schema}}
        )
    text = render_tools([{"name": "deep", "parameters": {"type": "object", "properties": {"a": schema}}}])
    assert text.count("a?: ") <= MAX_DEPTH
    assert "any" in text


def test_rendering_of_a_tool() -> None:
    leg = {
        "type": "object",
        "properties": {"from": {"type": "string"}, "via": {"enum": ["OSL", 3, None]}},
        "required": ["from"],
    }
    properties = {
        "legs": {"type": "array", "items": leg, "description": "In order"},
        "class": {"anyOf": [{"type": ["string", "null"]}, {"$ref": "#/$defs/x"}]},
    }
    tool = {
        "name": "book",
        "description": "Book a flight",
        "parameters": {"type": "object", "properties": properties},
    }
    assert render_tools([tool, {"name": "now"}]).splitlines() == [
        "namespace functions {",
        "",
        "// Book a flight",
        "type book = (_: {",
        "// In order",
        'legs?: { from: string, via?: "OSL" | 3 | null }[],',
        "class?: string | null | any,",
        "}) => any;",
        "",
        "type now = () => any;",
        "",
        "} // namespace functions",
    ]


COUNTER = Counter("o200k_base")


@given(messages=MESSAGES, functions=st.lists(SCHEMAS, max_size=2))
def test_totals_add_up(messages: list[dict[str, Any]], functions: list[Any]) -> None:
    tools = tools_tokens(functions, COUNTER)
    counted = example_tokens(messages, tools, COUNTER)
    assert counted.total == counted.tools + sum(counted.messages) + 1
    assert len(counted.messages) == len(messages)
    assert counted.bound >= 0
    assert prompt_tokens(messages, COUNTER, functions=functions, tool_choice=functions) > 0


def test_messages_of_other_shapes() -> None:
    def of(**fields: object) -> int:
        return message_tokens(fields, COUNTER)

    def call(arguments: object) -> dict[str, object]:
        return {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": arguments}}

    assert of(role="user", content="hello") == 3 + 1 + 1
    assert of(role="user", content=[{"type": "text", "text": "hello"}, {"type": "image_url"}]) == 3 + 1 + 1
    assert of(role="user", name="ada", content="hello") == 3 + 1 + 1 + 1 + COUNTER.count("ada")
    assert of(role="assistant", content=None, refusal="No") == 3 + 1 + 1
    assert of(role="tool", tool_call_id="call_1", content="hello") == 3 + 1 + 1
    one = of(role="assistant", tool_calls=[call('{"at":1}')])
    assert one == 3 + 1 + 1 + COUNTER.count("look") + COUNTER.count('{"at":1}')
    assert of(role="assistant", tool_calls=[call({"at": 1})]) == one
    assert of(role="assistant", tool_calls=[call('{"at":1}')] * 2) == 2 * one - 4
    assert of(role="assistant", function_call={"name": "look", "arguments": '{"at":1}'}) == one


def test_tools_join_the_first_system_message() -> None:
    tools = tools_tokens([{"name": "now"}], COUNTER)
    user, system = {"role": "user", "content": "hello"}, {"role": "system", "content": "Hello"}
    alone = example_tokens([user], tools, COUNTER)
    joined = example_tokens([user, system, system], tools, COUNTER)
    assert alone.tools == tools == joined.tools + 4
    assert joined.messages == (5, 6, 5)


def test_bound_grows_with_what_was_not_measured() -> None:
    system: dict[str, object] = {"role": "system", "content": "a"}
    user: dict[str, object] = {"role": "user", "content": "b"}
    answer: dict[str, object] = {"role": "assistant", "content": "c"}
    calls: dict[str, object] = {
        "role": "assistant",
        "tool_calls": [{"function": {"name": "f", "arguments": "{}"}}] * 2,
    }

    def bound(*messages: dict[str, object], tools: int = 0) -> int:
        return example_tokens(messages, tools, COUNTER).bound

    assert bound(system, user, answer) == 0
    assert bound(system, user, answer, user, answer) == 2
    assert bound(system, user, answer, tools=50) == 4
    assert bound(system, user, calls, tools=50) == 4
    assert bound(user, calls, {"role": "tool", "content": "1"}, tools=50) == 12
