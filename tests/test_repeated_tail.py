"""Lines that end in the same tools: parsed with what is remembered, they are what they are without it."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.reading.parsing import Broken, Parsed, parse_line
from ftlint.reading.repeated_tail import LONGEST, SHORTEST, TAILS, RepeatedTails

PADDING = "x" * SHORTEST
TOOLS = [{"type": "function", "function": {"name": "f", "description": PADDING}}]
TAIL = b'"tools": ' + json.dumps(TOOLS).encode()

texts = st.text(alphabet='a"\\{}[]:, é\x7f\ud83d\x01', max_size=8) | st.sampled_from(
    ["tools", '"tools": [', "\\", TAIL.decode(), "\x08", "1e999"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
objects = st.dictionaries(texts | st.sampled_from(["messages", "tools", "parallel_tool_calls"]), values)
tails = st.sampled_from([
    TAIL + b"}",
    TAIL + b" } \t",
    TAIL + b', "parallel_tool_calls": false}',
    TAIL + b', "messages": []}',
    TAIL + b', "tools": 1}',
    TAIL.replace(b"xxxx", b'xx\\"tools\\": [\\u0001', 1) + b"}",
    TAIL.replace(b'{"name"', b'{"tools": [[]], "name"') + b"}",
    TAIL.replace(b'"f"', b"1e999") + b"}",
    TAIL.replace(b'"f"', b"1" * 400) + b"}",
    TAIL.replace(b"xxxx", b"xx\x7f", 1) + b"}",
    TAIL.replace(b"xxxx", b"xx\xff", 1) + b"}",
    TAIL + b"}}",
    TAIL + b"]}",
    b'"tools": "' + PADDING.encode() + b'"}',
])  # fmt: skip


@st.composite
def heads(draw: st.DrawFn) -> bytes:
    """Write the beginning of a line: mostly of an object whose next key is to come."""
    value = {key: inner for key, inner in draw(objects).items() if key != "tools" or draw(st.booleans())}
    text = json.dumps(value, ensure_ascii=draw(st.booleans()))
    raw = text.encode("utf-8", "surrogatepass")
    kind = draw(st.sampled_from(["open", "open", "open", "nested", "string", "escaped", "cut", "mark"]))
    opened = raw[:-1] + (b", " if value else b"")
    if kind == "cut":
        return opened[: draw(st.integers(0, len(opened)))]
    return {
        "open": opened,
        "nested": b'{"input": ' + opened,
        "string": opened + b'"s": "',
        "escaped": opened + b'"s": "\\',
        "mark": b"\xef\xbb\xbf" + opened,
    }[kind]


def same(raw: bytes, memory: RepeatedTails) -> None:
    """Compare both ways to parse a line, the order of keys included."""
    known, plain = parse_line(raw, memory), parse_line(raw)
    assert known == plain
    if isinstance(known, Parsed) and isinstance(plain, Parsed):
        assert json.dumps(known.value) == json.dumps(plain.value)


@given(st.lists(st.tuples(heads(), tails), max_size=12))
def test_any_lines_are_parsed_as_without_a_memory(pieces: list[tuple[bytes, bytes]]) -> None:
    memory = RepeatedTails()
    for start in (b'{"a": 1, ', b'{"b": [2], '):  # so that every good tail is known
        for _, tail in pieces:
            same(start + tail, memory)
    for head, tail in pieces:
        same(head + tail, memory)


@given(st.data())
def test_any_cut_of_a_line_is_parsed_as_without_a_memory(data: st.DataObject) -> None:
    line = b'{"messages": [{"content": "say \\"tools\\": []"}], "n": {"tools": 1}, ' + TAIL + b"}"
    memory = RepeatedTails()
    for _ in range(3):
        same(line, memory)
    start = data.draw(st.integers(0, len(line)))
    middle = data.draw(st.binary(max_size=3) | st.sampled_from([b'"', b"{", b"\\", b'"tools": 1,']))
    same(line[:start] + middle + line[data.draw(st.integers(start, len(line))) :], memory)


def test_the_tools_of_the_third_line_are_those_of_the_second() -> None:
    memory = RepeatedTails()
    lines = [b'{"messages": [%d], ' % number + TAIL + b"}" for number in range(4)]
    parsed = [parse_line(line, memory) for line in lines]
    found = [one.value["tools"] for one in parsed if isinstance(one, Parsed)]
    assert found == [TOOLS] * 4
    assert found[1] is found[2] is found[3]
    assert memory.hold(found[3])
    assert not memory.hold(deepcopy(found[3]))


def test_a_parameter_that_is_called_tools_does_not_hide_the_key() -> None:
    tail = b'"tools": [{"function": {"parameters": {"tools": {}, "x": "%s"}}}]}' % PADDING.encode()
    memory = RepeatedTails()
    for number in range(3):
        same(b'{"messages": [%d], ' % number + tail, memory)
    assert memory.parse(b'{"messages": [], ' + tail) is not None


@pytest.mark.parametrize(
    "line",
    [
        b'{"tools": 1, ' + TAIL + b"}",
        b'{"input": {"a": 1, ' + TAIL + b"}",
        b'{"a": "\\' + TAIL + b"}",
        b'{"a": "b' + TAIL + b"}",
        b'{"a": "\xff", ' + TAIL + b"}",
        b'{"a": 1e999, ' + TAIL + b"}",
        b'{"a": 1 ' + TAIL + b"}",
        b"{\xef\xbb\xbf" + TAIL + b"}",
        b'["a", ' + TAIL + b"}",
        TAIL + b"}",
    ],
)
def test_the_same_bytes_in_a_broken_line_are_a_broken_line(line: bytes) -> None:
    memory = RepeatedTails()
    for number in range(3):
        parse_line(b'{"messages": [%d], ' % number + TAIL + b"}", memory)
    known = parse_line(line, memory)
    assert isinstance(known, Broken)
    assert known == parse_line(line)


def test_what_is_odd_in_the_head_is_said() -> None:
    memory = RepeatedTails()
    for number in range(3):
        parse_line(b'{"messages": [%d], ' % number + TAIL + b"}", memory)
    odd = b'{"messages": ["\\u0001"], ' + TAIL + b"}"
    known = parse_line(odd, memory)
    assert isinstance(known, Parsed)
    assert [code for code, _ in known.reports] == ["FT012"]
    assert known == parse_line(odd)


def test_the_memory_is_bounded() -> None:
    memory = RepeatedTails()
    held = []
    for number in range(3 * TAILS):
        for head in (b'{"a": 1, ', b'{"b": 1, '):
            parsed = parse_line(head + TAIL + b', "n": %d}' % number, memory)
        assert isinstance(parsed, Parsed)
        held.append(parsed.value["tools"])
    assert sum(map(memory.hold, held)) == TAILS
    long = b'{"a": 1, "tools": ["' + b"x" * LONGEST + b'"]}'
    for _ in range(3):
        assert isinstance(parse_line(long, memory), Parsed)
    assert memory.parse(long) is None
