"""What JSONTestSuite asks of a parser, in lines of our own: each bare, and as a value in an object."""

from __future__ import annotations

import json

import pytest

from ftlint.reading.parsing import Broken, Parsed, decode, parse_line

YES = [
    *rb"""
[]
{}
[[]   ]
[""]
[false]
["a"]
[null, 1, "1", {}]
[1,null,2]
[123e65]
[0e+1]
[0e1]
[ 4]
[-0.000000000000000000000000000000001]
[20e1]
[-0]
[-123]
[-1]
[1E22]
[1E-2]
[1E+2]
[123.456e78]
[0.5]
[1e-999]
[0e999]
{"asd":"sdf", "dfg":"fgh"}
{"":0}
{"foo\u0020bar": 42}
{"a":[]}
{"x":[{"id": "x"}]}
["\u0060\u012a\u12AB"]
["\uD801\udc37"]
["\ud83d\ude39\ud83d\udc8d"]
["\"\\\/\n\r\t"]
["\\u0000"]
["a/*b*/c/*d//e"]
["\\a"]
["asd "]
["\uFFFF"]
["\uDBFF\uDFFF"]
" "
null
true
-0.1
"asd"
42
""".strip().split(b"\n"),
    b"[1\t]",
    b" [1]",
    b"[2] ",
    b'["\xf4\x8f\xbf\xbf"]',
    b'["\xef\xbf\xbf"]',
    b'["\xe2\x80\xa8"]',
    b'["\xc2\x80"]',
    b"\r\n\t {} ",
    b'["\xf0\x9d\x84\x9e"]',
    b'["\xef\xbb\xbf"]',
    b"9" * 400,
    b"[" * 200 + b"]" * 200,
    b'{"a":' * 199 + b"1" + b"}" * 199,
    b"1" + b"0" * 308 + b".0",
]
"""Valid."""

NO = [
    *rb"""
["": 1]
[""],
[,1]
[1,,2]
["x",,]
["x"]]
["",]
["x"
[x
[3[4]]
[1:2]
[,
[-]
[   , ""]
[1,
[1,]
[1,,]
[*]
[
[1 true]
[fals]
[nul]
[tru]
[-01]
[-2.]
[.123]
[.-1]
[0.1.2]
[0.3e+]
[0.3e]
[0.e1]
[0E+]
[0E]
[0e]
[1.0e+]
[1.0e-]
[1.0e]
[1 000.0]
[1eE2]
[2.e+3]
[2.e-3]
[9.e+]
[1+2]
[0x1]
[0x42]
[-foo]
[- 1]
[-012]
[-.123]
[-1x]
[1ea]
[1.]
[.5]
[+1]
[++1]
[012]
[1.2a-3]
[1.8011670033376514H-308]
[-1.0.]
[- ]
{"x", null}
{"x"::"b"}
{"a":"a" 123}
{key: "v"}
{"a" b}
{:"b"}
{"a" "b"}
{"a":
{"a"
{1:1}
{9999E9999:1}
{null:null}
{"id":0,,,,,}
{'a':0}
{"id":0,}
{"a":"b"}/**/
{"a":"b"}//
{"a":"b"}/
{"a":"b"}#
{"a":"b",,"c":"d"}
{a: "b"}
{"a":"a
{"a": 1}}
{
["\u00A"]
["\u"]
["\u1"]
["\u1x"]
["\\\"]
["\"]
["\u00"]
["\a"]
["\uqqqq"]
["\x00"]
['x']
"\UA66D"
[\n]
"
abc
\u0020
<null>
[<null>]
[a]
[True]
[1]x
1]
[][]
]
{}}
{"":
{]
{,
{"a
{'
*
"x"y
nan
2@
{"a":true} "x"
aa
""".strip().split(b"\n"),
    b"[\xef\xbc\x91]",
    b"[\xd9\xa1]",
    b'["\\\x00"]',
    b'["\\\t"]',
    b'["\\\xf0\x9f\x8c\x80"]',
    b'["\x00"]',
    b'["new\nline"]',
    b'["\t"]',
    b"\xe2\x81\xa0",
    b"",
    b" ",
    b"[\x0c]",
    b"[\xc2\xa0]",
    b"[\xe2",
    b"\xef\xbb",
    b"\xe5",
    b'["\xe5"]',
    b"[1\n,",
    b"\x00",
    b"{}\x00",
    b"[" * 100_000,
    b'[{"":' * 50_000,
    b"[" * 202 + b"]" * 202,
]
"""Not valid."""

EITHER = [
    *rb"""
[1e400]
[-1e9999]
[0.4e00669999999999999999999999999999999999999999999999]
[123123e100000]
[1e-10000]
["\uD888\u1234"]
["\uDd1ea"]
["\ud800abc"]
["\uDFAA"]
[NaN]
[Infinity]
[-Infinity]
[{"a":1,"a":1}]
""".strip().split(b"\n"),
    b'["\xff"]',
    b'["\xed\xa0\x80"]',
    b'["\xc0\xaf"]',
    b'["\xf4\xbf\xbf\xbf"]',
    b'["\xfc\x83\xbf\xbf\xbf\xbf"]',
    b'["\xe6\x97\xa5\xd1\x88\xfa"]',
    b'["\x81"]',
    b'\xff\xfe[\x00"\x00\xe9\x00"\x00]\x00',
    b'\x00[\x00"\x00\xe9\x00"\x00]',
    b"\xef\xbb\xbf{}",
    b"\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf{}",
    b"9" * 5000,
    b"[" * 500 + b"]" * 500,
]
"""The standard leaves it open."""

CODES = {"FT001", "FT003", "FT004", "FT005", "FT008", "FT009", "FT010"}


def code_of(raw: bytes) -> str:
    result = parse_line(raw)
    assert isinstance(result, Broken)
    start, end = result.report.place.raw or (-1, -1)
    assert 0 <= start <= end <= len(decode(raw))
    return result.code


@pytest.mark.parametrize("raw", YES)
def test_takes_what_json_takes(raw: bytes) -> None:
    bare = parse_line(raw)
    if isinstance(bare, Broken):
        assert bare.code == "FT003"
        assert not raw.strip().startswith(b"{")
    wrapped = parse_line(b'{"a": ' + raw.strip() + b"}")
    assert isinstance(wrapped, Parsed)
    assert wrapped.value == {"a": json.loads(raw)}


@pytest.mark.parametrize("raw", NO)
def test_refuses_what_json_refuses(raw: bytes) -> None:
    for line in (raw, b'{"a": ' + raw + b"}"):
        assert code_of(line) in {"FT001", "FT005", "FT008", "FT010"}


@pytest.mark.parametrize("raw", EITHER)
def test_answers_where_the_standard_is_open(raw: bytes) -> None:
    for line in (raw, b'{"a": ' + raw + b"}"):
        assert isinstance(parse_line(line), Parsed) or code_of(line) in CODES
