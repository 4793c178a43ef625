from __future__ import annotations

import json
import string
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint.findings import Place
from ftlint.text.locate import duplicate_keys, locate, occurrences
from ftlint.text.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path, Span

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SPECIAL = 'aé"\\/\b\n\t\x00\x1f\x7f\u0301漢字한😀👩\u200d👧\ud800\udfff{}[]:, \ufeff\u2028'
texts = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=12)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
styles = st.integers(0, 2**32).map(Random)


def escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    units = units.upper() if ord(char) % 2 else units
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def write_string(text: str, style: Random) -> str:
    often = style.choice([0, 0.3, 1])
    plain = style.choice([True, False])
    return '"' + "".join(write_char(char, style.random() < often, ascii_only=plain) for char in text) + '"'


def write_char(char: str, escape: bool, *, ascii_only: bool) -> str:
    if char == "/" and escape:
        return "\\/"
    if escape and char not in '"\\\b\n\t':
        return escaped(char)
    return json.dumps(char, ensure_ascii=ascii_only)[1:-1]


def write(value: Any, style: Random) -> str:
    """Write JSON in an untidy hand: any white space, any mix of characters and their escapes."""

    def gap() -> str:
        return style.choice(["", "", " ", "  ", "\t", " \n "])

    if isinstance(value, str):
        return write_string(value, style)
    if isinstance(value, list):
        return "[" + ",".join(gap() + write(item, style) + gap() for item in value) + gap() + "]"
    if isinstance(value, dict):
        members = (
            gap() + write_string(key, style) + gap() + ":" + gap() + write(item, style) + gap()
            for key, item in value.items()
        )
        return "{" + ",".join(members) + gap() + "}"
    return json.dumps(value)


@st.composite
def documents(draw: st.DrawFn, inner: st.SearchStrategy[Any] = values) -> str:
    value = draw(inner)
    match draw(st.integers(0, 3)):
        case 0:
            line = json.dumps(value, ensure_ascii=draw(st.booleans()))
        case 1:
            line = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        case 2:
            line = " ".join(json.dumps(value, indent=4).split("\n"))
        case _:
            line = write(value, draw(styles))
    return (
        draw(st.sampled_from(["", "\ufeff", " \t", "\ufeff "]))
        + line
        + draw(st.sampled_from(["", " ", "\r"]))
    )


def load(text: str) -> Any:
    return json.loads(text.removeprefix("\ufeff"), strict=False)


def routes(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from routes(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from routes(item, (*path, index))


def cut(line: str, span: Span) -> str:
    return line[span[0] : span[1]]


@given(documents())
def test_value_spans_hold_the_value(line: str) -> None:
    for path, value in routes(load(line)):
        text = cut(line, locate(line, Place(path)))
        assert text == text.strip(" \t\r\n\ufeff")
        assert json.loads(text, strict=False) == value


@given(documents())
def test_key_spans_hold_the_key(line: str) -> None:
    for path, value in routes(load(line)):
        text = cut(line, locate(line, Place(path, on="key")))
        named = path and isinstance(path[-1], str)
        assert json.loads(text, strict=False) == (path[-1] if named else value)


@given(documents(), st.data())
def test_inside_spans_follow_the_escapes(line: str, data: st.DataObject) -> None:
    for path, value in routes(load(line)):
        if isinstance(value, str):
            start = data.draw(st.integers(0, len(value)))
            end = data.draw(st.integers(start, len(value)))
            first, last = locate(line, Place(path, inside=(start, end)))
            assert json.loads(f'"{line[first:last]}"', strict=False) == value[start:end]
            whole = locate(line, Place(path))
            assert json.loads(line[whole[0] : first] + '"', strict=False) == value[:start]


@given(documents(documents().map(lambda text: {"arguments": [text]})))
def test_inner_spans_follow_both_layers_of_escapes(line: str) -> None:
    place = Place(("arguments", 0))
    for path, value in routes(load(load(line)["arguments"][0])):
        first, last = locate(line, Place(place.path, inner=path))
        assert load(json.loads(f'"{line[first:last]}"', strict=False)) == value
        if path and isinstance(path[-1], str):
            first, last = locate(line, Place(place.path, inner=path, on="key"))
            assert load(json.loads(f'"{line[first:last]}"', strict=False)) == path[-1]


paths = st.lists(st.sampled_from(["a", "b", "", "é", "\\"]) | st.integers(-2, 4), max_size=4).map(tuple)
spans = st.tuples(st.integers(-5, 30), st.integers(-5, 30))
places = st.builds(
    Place,
    paths,
    on=st.sampled_from(["value", "key"]),
    inner=st.none() | paths,
    inside=st.none() | spans,
    raw=st.none() | spans,
)
fragments = st.lists(
    st.sampled_from(
        ["{", "}", "[", "]", ",", ":", '"', "\\", '"a"', '"b":', '{"a":', '"[1, {\\"a\\": 2}]"', "1", " "]
    )
    | st.text(max_size=3),
    max_size=12,
).map("".join)


@given(st.text(st.characters()) | fragments, places)
def test_no_text_and_no_place_raises(line: str, place: Place) -> None:
    start, end = locate(line, place)
    assert 0 <= start <= end <= len(line)
    assert all(line[first] == '"' == line[last - 1] for first, last in occurrences(line, place.path))
    list(duplicate_keys(line))


@given(documents(), st.data())
def test_a_line_that_breaks_later_still_gives_what_came_before(line: str, data: st.DataObject) -> None:
    root = locate(line, Place())
    broken = line[: data.draw(st.integers(root[0], len(line)))]
    for path, _ in routes(load(line)):
        start, end = locate(line, Place(path))
        if path and end < len(broken):
            assert locate(broken, Place(path)) == (start, end)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(("a", "missing")), '{"b": [1, 2]}'),
        (Place(("a", "b", 2)), "[1, 2]"),
        (Place(("a", "b", -1)), "[1, 2]"),
        (Place(("a", "b", "0")), "[1, 2]"),
        (Place(("a", "b", 1, "deeper")), "2"),
        (Place(("a", "missing"), on="key"), '{"b": [1, 2]}'),
        (Place(("a", "missing"), inner=("x",)), '{"b": [1, 2]}'),
        (Place(("a",), inside=(0, 1)), '{"b": [1, 2]}'),
        (Place(("missing",)), '{"a": {"b": [1, 2]}, "c": "x"}'),
        (Place(("c",), inside=(5, 9)), ""),
        (Place(raw=(2, 5)), '"a"'),
        (Place(raw=(30, 99)), "}"),
        (Place(raw=(5, 2)), ""),
        (Place(raw=(-3, 1)), " "),
    ],
)
def test_places_that_are_not_there(place: Place, text: str) -> None:
    line = ' {"a": {"b": [1, 2]}, "c": "x"}'
    assert cut(line, locate(line, place)) == text


@pytest.mark.parametrize(
    ("line", "path", "text"),
    [
        ('{"a": 1, "b": [1, 2', ("b",), "[1, 2"),
        ('{"a": 1, "b": [1, 2', ("b", 0), "1"),
        ('{"a": 1, "b": [1, 2', ("b", 5), "[1, 2"),
        ('{"a": 1, "b": }', ("b",), '{"a": 1, "b": }'),
        ('{"a": 1, "b', ("a",), "1"),
        ('{"a": "open', ("a",), '"open'),
        ("", ("a",), ""),
        ("  ", (), ""),
        ("not json", ("a",), "not"),
    ],
)
def test_broken_lines(line: str, path: Path, text: str) -> None:
    assert cut(line, locate(line, Place(path))) == text


@pytest.mark.parametrize(
    ("held", "inner", "text"),
    [
        ('{"a": "é"}', ("a",), r"\"\u00e9\""),
        ('{"a": {"b": 1}}', ("a", "missing"), r"{\"b\": 1}"),
        ('{"a": 1', ("b",), "whole"),
        ('{"a": [1', ("a",), "whole"),
        ('{"a": 1, ', ("a",), "1"),
        ("two words", ("a",), "whole"),
        ("two words", (), "whole"),
        ("", (), "whole"),
        ("{}", ("a",), "whole"),
        (" {} ", (), "{}"),
    ],
)
def test_inner_text(held: str, inner: Path, text: str) -> None:
    line = json.dumps({"arguments": held})
    found = cut(line, locate(line, Place(("arguments",), inner=inner)))
    assert found == (json.dumps(held) if text == "whole" else text)


def test_an_empty_span_stands_before_its_character() -> None:
    line = r'{"a": "x\ud83d\ude00\ny"}'
    assert [locate(line, Place(("a",), inside=(at, at))) for at in range(5)] == [
        (7, 7), (8, 8), (20, 20), (22, 22), (23, 23),
    ]  # fmt: skip


def test_a_pair_of_escapes_is_one_character_and_a_lone_half_too() -> None:
    line = r'["\ud83d\ude00\ud83d\u0041\ude00"]'
    found = [cut(line, locate(line, Place((0,), inside=(at, at + 1)))) for at in range(4)]
    assert found == [r"\ud83d\ude00", r"\ud83d", r"\u0041", r"\ude00"]


def test_the_last_of_equal_keys_counts_at_every_level() -> None:
    line = r'{"a": {"b": 1, "b": 2}, "x": 0, "\u0061": {"b": 3, "b": 4, "c": 5}, "y": 0}'
    assert cut(line, locate(line, Place(("a", "b")))) == "4"
    assert cut(line, locate(line, Place(("a",), on="key"))) == r'"\u0061"'
    assert [cut(line, span) for span in occurrences(line, ("a",))] == ['"a"', r'"\u0061"']
    assert occurrences(line, ("a", "b")) == [(43, 46), (51, 54)]
    assert occurrences(line, ("a", 0)) == occurrences(line, ()) == occurrences(line, ("z",)) == []
    gone = '{"a": {"b": 1}, "a": {"c": 2}}'
    assert cut(gone, locate(gone, Place(("a", "b")))) == '{"c": 2}'
    assert occurrences(gone, ("a", "b")) == []


def test_duplicate_keys_at_any_depth() -> None:
    line = r'[{"a": [0, {"b": 1, "\u0062": {"b": "b"}, "b": 2}], "c": {}}, {"a": 1, "A": 2, "a": 3}]'
    found = [(path, cut(line, first), cut(line, later)) for path, first, later in duplicate_keys(line)]
    assert found == [
        ((0, "a", 1, "b"), '"b"', r'"\u0062"'),
        ((0, "a", 1, "b"), '"b"', '"b"'),
        ((1, "a"), '"a"', '"a"'),
    ]
    assert [later for _, _, later in duplicate_keys(line)] == [(20, 28), (42, 45), (79, 82)]


@given(documents(), st.data())
def test_duplicate_keys_are_found_wherever_they_are_put(line: str, data: st.DataObject) -> None:
    assert list(duplicate_keys(line)) == []
    members = [path for path, _ in routes(load(line)) if path and isinstance(path[-1], str)]
    if members:
        path = data.draw(st.sampled_from(members))
        first, end = locate(line, Place(path, on="key")), locate(line, Place(path))[1]
        doubled = f"{line[:end]}, {escaped_key(str(path[-1]))}: 0{line[end:]}"
        at = end + 2
        assert list(duplicate_keys(doubled)) == [(path, first, (at, at + len(escaped_key(str(path[-1])))))]
        assert occurrences(doubled, path) == [first, (at, at + len(escaped_key(str(path[-1]))))]
        assert locate(doubled, Place(path)) == (doubled.index(": 0", at) + 2, doubled.index(": 0", at) + 3)


def escaped_key(key: str) -> str:
    return '"' + "".join(map(escaped, key)) + '"'


@pytest.mark.parametrize(("opening", "closing", "part"), [("[", "]", 0), ('{"a":', "}", "a")])
def test_deep_nesting(opening: str, closing: str, part: str | int) -> None:
    depth = 10_000
    line = opening * depth + "1" + closing * depth
    path = (part,) * depth
    at = len(opening) * depth
    assert locate(line, Place(path)) == (at, at + 1)
    assert locate(line, Place((*path, "deeper"))) == (at, at + 1)
    assert locate(line, Place()) == (0, len(line))
    assert locate(json.dumps({"x": line}), Place(("x",), inner=())) == (7, len(json.dumps(line)) + 5)
    assert locate(line[:at], Place(path[:-1])) == (at - len(opening), at)
    assert list(duplicate_keys(line)) == []


def test_a_long_line_of_many_members() -> None:
    row = {letter: f'say "{letter}" \\ twice\n' * 5 for letter in string.ascii_letters}
    line = json.dumps({"rows": [row] * 500, "text": "\\" * 1_000_000, "last": 7})
    assert cut(line, locate(line, Place(("last",)))) == "7"
    assert cut(line, locate(line, Place(("rows", 499, "Z"), inside=(4, 7)))) == r"\"Z\""
    assert locate(line, Place(("text",), inside=(999_999, 1_000_000)))[1] == line.rindex('", "last"')
    assert list(duplicate_keys(line)) == []


@given(documents() | fragments, st.lists(places, max_size=4), st.data())
def test_places_are_where_locate_finds_them(line: str, more: list[Place], data: st.DataObject) -> None:
    try:
        known = [path for path, _ in routes(load(line))]
    except ValueError:
        known = [()]
    for path in data.draw(st.lists(st.sampled_from(known), max_size=4)):
        inner, inside = data.draw(st.sampled_from([(None, None), (("a",), None), (None, (1, 2)), ((), None)]))
        more.append(Place(path, on=data.draw(st.sampled_from(["value", "key"])), inner=inner, inside=inside))
    where = Places(line)
    for place in more * 2:
        assert where.locate(place) == locate(line, place)


members = st.lists(st.tuples(st.sampled_from(["a", "b", "\\u0061"]), st.deferred(lambda: untidy)), max_size=4)
untidy: st.SearchStrategy[str] = (
    members.map(lambda pairs: "{" + ", ".join(f'"{key}": {value}' for key, value in pairs) + "}")
    | st.lists(st.deferred(lambda: untidy), max_size=3).map(lambda items: f"[{','.join(items)} ]")
    | st.sampled_from(["1", "-0.5e3", "true", "NaN", '"x\\ud83d\\ude00\\ny"', '"\\"a\\""'])
)
held = (
    untidy
    | untidy.map(lambda text: json.dumps({"a": text, "b": [text]}))
    | untidy.map(lambda text: text[:-1])
)


@given(held, st.lists(places, min_size=2, max_size=8))
def test_places_agree_on_repeated_keys_and_on_what_strings_hold(line: str, more: list[Place]) -> None:
    where = Places(line)
    for place in more * 2:
        assert where.locate(place) == locate(line, place)


def test_many_places_in_one_line_are_quick() -> None:
    text = json.dumps({str(number): "\n" for number in range(20_000)})
    line = json.dumps({"rows": [{"a": 1}] * 20_000, "text": text})
    where = Places(line)
    rows = [where.locate(Place(("rows", number, "a"))) for number in range(20_000)]
    assert rows == [(16 + 10 * number, 17 + 10 * number) for number in range(20_000)]
    keys = [where.locate(Place(("text",), on="key", inner=(str(number),))) for number in range(20_000)]
    assert [cut(line, span) for span in keys] == [f'\\"{number}\\"' for number in range(20_000)]
    assert all(where.locate(Place(("text",), inside=(0, end))) for end in range(20_000))
