"""Lines of bytes to values, or to one reason."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ftlint.reading.parsing import Broken, Parsed, decode, parse_line

CODES = {"FT001", "FT003", "FT004", "FT005", "FT008", "FT009", "FT010"}


def broken(raw: bytes) -> Broken:
    result = parse_line(raw)
    assert isinstance(result, Broken)
    start, end = result.report.place.raw or (-1, -1)
    assert 0 <= start <= end <= len(decode(raw))
    assert result.code in CODES
    return result


LONG = [
    b"[",
    b'{"a":',
    b'"',
    b"1",
    b"\xff",
    b"\\",
    b"{'",
    b"''",
    b"//",
    b"[],",
    b"\xef\xbb\xbf",
    b"-",
    b'""',
    b'\\"',
    b" ",
    b"{",
]


@pytest.mark.parametrize("unit", LONG)
def test_gets_through_a_million_bytes(unit: bytes) -> None:
    many = unit * (1_000_000 // len(unit))
    broken(many)
    broken(b'{"a": "' + many)
    broken(b'{"a":' + many)


BREAKAGES = [
    # line, code, the place, a part of the message, a part of the help
    (b'{"a": 1,}', "FT001", ",", "trailing comma", "remove"),
    (b"[1]", "FT003", "[1]", "an array, not an object", "messages"),
    (b' [{"role": "user"}] ', "FT003", '[{"role": "user"}]', "an array", 'write {"messages": […]} around'),
    (b'[{"messages": []}]', "FT003", '[{"messages": []}]', "an array", "a line of its own"),
    (b'[{"a":1,"a":2}]', "FT003", '[{"a":1,"a":2}]', "an array", "messages"),
    (b'"{\\"a\\": 1}"', "FT003", '"{\\"a\\": 1}"', "a string", "this string holds a JSON object"),
    (b"null", "FT003", "null", "null", "messages"),
    (b"-1.5", "FT003", "-1.5", "a number", "messages"),
    (b'{"a":1, "b":2, "a":3}', "FT004", '"a"', 'the key "a" is already', "keep one"),
    ('{"é":1, "\\u00e9":3}'.encode(), "FT004", '"\\u00e9"', 'the key "é"', "keep one"),
    (b'{"x":[{"a":1,"a":2,"a":3}]}', "FT004", '"a"', "1 more duplicate on this line", "keep one"),
    (b'{"a": "don\x92t"}', "FT005", "\udc92", "byte 92 at byte offset 10", "iconv -f WINDOWS-1252"),
    (b'{"a": "caf\xe9 noir"}', "FT005", "\udce9", "WINDOWS-1252, where it is é", "iconv"),
    (
        '{"a": "こんにちは世界"}'.encode("cp932"),
        "FT005",
        "\udc82",
        "SHIFT_JIS, where it is こ",
        "iconv -f SHIFT_JIS",
    ),
    ('{"a": "你好世界，欢迎"}'.encode("gbk"), "FT005", "\udcc4", "GB18030, where it is 你", "iconv"),
    ('{"a": "안녕하세요 세계"}'.encode("cp949"), "FT005", "\udcbe", "EUC-KR", "iconv"),
    ('{"a": "привет мир"}'.encode("cp1251"), "FT005", "\udcef", "WINDOWS-1251", "iconv"),
    (
        '{"a": "é '.encode() + b'\xe2\x80"}',
        "FT005",
        "\udce2\udc80",
        "cut in the middle",
        "characters, not by bytes",
    ),
    (
        '{"a": "é '.encode() + b'\xff"}',
        "FT005",
        "\udcff",
        "byte FF at byte offset 10",
        "write the text again",
    ),
    (b'{"a": 1e999}', "FT008", "1e999", "read as infinity", "1.8e308"),
    (b'{"a": [1, -1.5E+0400]}', "FT008", "-1.5E+0400", "read as infinity", "1.8e308"),
    (b'{"a": 1' + b"0" * 250 + b"e99}", "FT008", "1" + "0" * 250 + "e99", "read as infinity", "1.8e308"),
    (b'{"a": ' + b"9" * 310 + b".5}", "FT008", "9" * 310 + ".5", "read as infinity", "1.8e308"),
    (b'{"a": NaN}', "FT008", "NaN", "NaN is not a JSON number", "null"),
    (b'{"a": "\\ud83d"}', "FT009", "\\ud83d", "one half of a character", "both halves"),
    (
        b'{"a": "\xed\xa0\xbd\xed\xb8\x80"}',
        "FT009",
        "\udced\udca0\udcbd\udced\udcb8\udc80",
        "CESU-8",
        "UTF-8",
    ),
    (b'{"a":' * 300 + b"1" + b"}" * 300, "FT010", "{", "more than 200 brackets", "flatten"),
    (b"\xef\xbb\xbf[1]", "FT003", "[1]", "an array", "messages"),
    (b'\xef\xbb\xbf{"a":1,"a":2}', "FT004", '"a"', "already", "keep one"),
    (b'\xef\xbb\xbf{"a":1,}', "FT001", ",", "trailing comma", "remove"),
]


@pytest.mark.parametrize(("raw", "code", "at", "message", "way"), BREAKAGES)
def test_names_the_first_broken_layer(raw: bytes, code: str, at: str, message: str, way: str) -> None:
    result = broken(raw)
    place = result.report.place.raw
    assert place is not None
    assert (result.code, decode(raw)[slice(*place)]) == (code, at)
    assert message in result.report.message
    assert way in (result.report.help or "")


def test_shows_both_places_of_a_duplicate() -> None:
    report = broken(b'\xef\xbb\xbf{"x": [{"a": 1, "a": 2}]}').report
    assert (report.place.path, report.place.on, report.place.raw) == (("x", 0, "a"), "key", (17, 20))
    assert report.labels[0].place.raw == (9, 12)


ODD = [
    (b'\xef\xbb\xbf{"a": 1}', "FT006", "\ufeff", "a byte-order mark"),
    (b'\xef\xbb\xbf\xef\xbb\xbf{"a": 1}', "FT006", "\ufeff\ufeff", "2 byte-order marks"),
    (b'{"a": "\\u0000"}', "FT012", "\\u0000", "U+0000 (NUL) in text"),
    (b'{"a\\u001B": "\\b"}', "FT012", "\\u001B", "and 1 more control character on this line"),
    (b'{"a": "\\f"}', "FT012", "\\f", "U+000C (form feed)"),
    (b'{"a": "\\\\\\b"}', "FT012", "\\b", "U+0008"),
    (b'{"a": "\x7f"}', "FT012", "\x7f", "U+007F (DEL)"),
    (b'{"a": "\\u007F"}', "FT012", "\\u007F", "U+007F (DEL)"),
]


@pytest.mark.parametrize(("raw", "code", "at", "message"), ODD)
def test_says_what_is_odd_and_goes_on(raw: bytes, code: str, at: str, message: str) -> None:
    result = parse_line(raw)
    assert isinstance(result, Parsed)
    assert result.value == json.loads(raw.decode("utf-8").lstrip("\ufeff"))
    ((found, report),) = result.reports
    assert found == code
    assert report.place.raw is not None
    assert decode(raw)[slice(*report.place.raw)] == at
    assert message in report.message


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": "\\n\\t\\r \\u000a\\u000D\\u0009 \\u00e9"}',
        b'{"a": "\\\\b \\\\f \\\\u0000"}',
        b'{"a": "1e999", "b": 0e999, "c": 1e-999, "d": "x1E+400"}',
        b'{"a": ' + b"9" * 4300 + b', "b": 0.' + b"0" * 400 + b"1}",
    ],
)
def test_finds_nothing_odd_in_plain_lines(raw: bytes) -> None:
    assert parse_line(raw) == Parsed(json.loads(raw))


def test_reports_a_mark_and_a_control_character_together() -> None:
    result = parse_line(b'\xef\xbb\xbf{"a": "\\u0001"}')
    assert isinstance(result, Parsed)
    assert [code for code, _ in result.reports] == ["FT006", "FT012"]


def test_shows_every_byte_as_one_character() -> None:
    assert decode("aé".encode() + b"\xff\xfe\xe9") == "aé\udcff\udcfe\udce9"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=4)


@given(st.binary(max_size=60))
@example(b"\xef\xbb\xbf")
def test_never_raises(raw: bytes) -> None:
    if isinstance(parse_line(raw), Broken):
        broken(raw)


@given(OBJECTS, st.booleans())
def test_reads_every_object(value: dict[str, object], ascii_only: bool) -> None:
    result = parse_line(json.dumps(value, ensure_ascii=ascii_only).encode())
    assert isinstance(result, Parsed)
    assert result.value == value


@given(OBJECTS, st.data())
def test_one_slip_of_the_hand_is_read_or_placed(value: dict[str, object], data: st.DataObject) -> None:
    text = json.dumps(value, ensure_ascii=False)
    at = data.draw(st.integers(0, len(text) - 1))
    char = data.draw(st.sampled_from(list("{}[]:,\"'\\/#*“.-+0e1 \t\rabtfnu")) | st.characters(codec="utf-8"))
    kept = data.draw(st.integers(0, 1))
    for slip in (text[:at] + text[at + 1 :], text[:at] + char + text[at + kept :]):
        raw = slip.encode()
        result = parse_line(raw)
        if isinstance(result, Broken):
            broken(raw)
        assert isinstance(result, Parsed) == acceptable(slip)


JSON_LIKE = st.lists(
    st.sampled_from([*'{}[]:,"\\ 01.e-+ \tun', '"a"', "true", "null", "\\u0041"]), max_size=14
)


@given(JSON_LIKE.map("".join))
def test_agrees_with_the_standard_library(text: str) -> None:
    line = f'{{"a": {text}}}'
    assert isinstance(parse_line(line.encode()), Parsed) == acceptable(line)


def acceptable(text: str) -> bool:
    """Say whether the standard library reads an object, without what ftlint is stricter about."""

    def distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    def finite(number: str) -> float:
        if not math.isfinite(float(number)):
            raise ValueError
        return float(number)

    def refuse(word: str) -> float:
        raise ValueError(word)

    try:
        value = json.loads(
            text.lstrip("\ufeff"), object_pairs_hook=distinct, parse_float=finite, parse_constant=refuse
        )
        json.dumps(value, ensure_ascii=False).encode()
    except ValueError:
        return False
    return isinstance(value, dict)
