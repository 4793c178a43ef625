"""The diagnosis: one cause for each broken text, at its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.reading.syntax import MAX_DEPTH, diagnose

CAUSES = [
    # text, the place, a part of the message
    ('{"a": 1,}', ",", 'trailing comma before "}"'),
    ('{"a": [1, 2, ]}', ",", 'trailing comma before "]"'),
    ('{"a": [1, }', "}", '"}" where "]" is due'),
    ('{"a": 1,, "b": 2}', ",", "a second comma"),
    ('{, "a": 1}', ",", 'a comma right after "{"'),
    ('{"a": [, 1]}', ",", 'a comma right after "["'),
    ('{"a": 1} // note', "// note", "a // comment"),
    ('{"a": /* why */ 1}', "/* why */", "a /* comment"),
    ('# {"a": 1}', '# {"a": 1}', "a # comment"),
    ("{'role': 'user', 'weight': None}", "'role'", "as Python prints it"),
    ("{\"role\": 'user}'}", "'user}'", "single quotes"),
    ("{'role': ...}", "'role'", "single quotes"),
    ('{"a": True}', "True", "True is Python; JSON writes true"),
    ('{"a": [False]}', "False", "False is Python; JSON writes false"),
    ('{"a": None}', "None", "None is Python; JSON writes null"),
    ('{"a": undefined}', "undefined", "JavaScript"),
    ('{"a": NULL}', "NULL", "upper case"),
    ("{messages: []}", "messages", "the key messages has no quotes"),
    ('{"a": 1, b: 2}', "b", "the key b has no quotes"),
    ("{ключ: 2}", "ключ", "the key ключ has no quotes"),
    ('{"a": привет}', "привет", "text without quotes"),
    ('{"a":= 1}', ":=", 'where JSON has ":"'),
    ('{"a": = 1}', "=", '"=" where a value is due'),
    ("=b:", "=", '"=" where a value is due'),
    ("{1: 2}", "1", "the key 1 has no quotes"),
    ('{"a": hello}', "hello", "text without quotes"),
    ('{“role”: "user"}', "“role”", "typographic quote"),
    ('{"role": “user”}', "“user”", "typographic quote"),
    ('{"role”: "user"}', "”", "typographic quote"),
    ('{"a": "x\ty"}', "\t", "raw tab inside a string"),
    ('{"a": "x\ny"}', "\n", "raw line break inside a string"),
    ('{"a": "x\x1by"}', "\x1b", "raw control character U+001B"),
    (r"""{"a": "it\'s"}""", r"\'", r"\' is not a JSON escape"),
    (r'{"a": "\x41"}', r"\x41", "not a JSON escape"),
    (r'{"a": "C:\dir"}', r"\d", r"\d is not a JSON escape"),
    (r'{"a": "\u12"}', r"\u12", "too short"),
    (r'{"a": "\u"}', r"\u", "without its four hex digits"),
    (r'{"a": "\u{1F600}"}', r"\u{1F600}", "JavaScript"),
    (r'{"a": "\0"}', r"\0", "not a JSON escape"),
    ('{"a": 1}{"b": 2}', "{", "a second value begins here; one line holds one object"),
    ('{"a": 1} {"b": 2}', "{", "a second value"),
    ('{"a": 1}\r{"b": 2}', "{", "a carriage return alone ends no line"),
    ('{"a": 1},', ",", "a comma after the object"),
    ('{"a": 1}, {"b": 2}', ",", "a comma, and more after it"),
    ('{"a": 1}}', "}", "closes nothing"),
    ("]", "]", "closes nothing"),
    ('{"a": 1};', ";", '";" after the object'),
    ('{"a": 1} done', "done", "text after the JSON: done"),
    (r'{"a": 1}\n', r"\n", r"\n outside a string"),
    (r"{\"a\": 1}", r"\"", "outside a string"),
    ('{"a": "hel', "l", "cut off: the line ends inside a string"),
    ('{"a": "hel\\', "\\", "cut off: the line ends inside a string"),
    ('{"a": [1, {"b": 2', "2", "cut off: 3 brackets are still open"),
    ('{"a": 1', "1", 'cut off: "{" is still open'),
    ('{"a": ', ":", 'cut off: "{" is still open'),
    ('{"a": tru', "tru", "cut off: the line ends inside a word"),
    ('{"a": -1.5e', "-1.5e", "cut off: the line ends inside a number"),
    ('{"a": [1}', "}", '"}" where "]" is due'),
    ('{"a": 1]', "]", '"]" where "}" is due'),
    ('{"a": "x" "b": 1}', '"', 'missing comma after "x"'),
    ('{"a": 1 "b": 2}', '"', "missing comma after 1"),
    ('{"a": [{} {}]}', "{", "missing comma after }"),
    ('{"a" 1}', "1", 'missing ":" after the key "a"'),
    ('{"a" "b"}', '"', 'missing ":" after the key "a"'),
    ('{"a" = 1}', "=", '"=" where JSON has ":"'),
    ('{"a" => 1}', "=>", '"=>" where JSON has ":"'),
    ('{"a"}', '"a"', 'the key "a" has no value'),
    ('{"a": , "b": 1}', ":", 'the key "a" has no value'),
    ('{"a": }', ":", 'the key "a" has no value'),
    ('{"a":: 1}', ":", "a second colon"),
    ('["a": 1]', ":", "a key in an array"),
    ('{"a": 007}', "007", "no leading zeros"),
    ('{"a": -01}', "-01", "no leading zeros"),
    ('{"a": +1}', "+1", "no plus sign"),
    ('{"a": .5}', ".5", "a digit before the point"),
    ('{"a": 1.}', "1.", "a digit after the point"),
    ('{"a": 0x1F}', "0x1F", "hexadecimal"),
    ('{"a": 1_000}', "1_000", "underscores"),
    ('{"a": 2024-01-01}', "2024-01-01", "not a number"),
    ('{"a": 1;}', ";", '";" where JSON has ","'),
    ('{"p": "called as" tik-tak-go" more"}', '"', "unescaped"),
    ('{"p": "he said "yes", and left"}', '"', "unescaped"),
    ('{"p": "it is "5" now"}', '"', "the string ends before 5"),
    ('{"p": ""hi" he said"}', '"', "the string ends before hi"),
    ('{"a": "x, "b": "y"}', ",", "missing closing quote before the comma"),
    ('{""role"": ""user""}', '""role""', "doubled, as in CSV"),
    ('"{""role"": 1}"', '"{""', "doubled, as in CSV"),
    ('"messages": []}', '"', 'missing "{" before the first key'),
    ('{"a": ...}', "...", "stands for text that was left out"),
    ('{"a": [1, …]}', "…", "stands for text that was left out"),
    ('{{"a": 1}}', "{{", "a template's mark"),
    ("{% for x in y %}", "{%", "a template's mark"),
    ('data: {"a": 1}', "data:", "text before the JSON: data:"),
    ('17\t{"a": 1}', "17", "text before the JSON: 17"),
    ("```json", "```", "Markdown"),
    ('{\u00a0"a": 1}', "\u00a0", "U+00A0 (no-break space)"),
    ('{"a": 1，"b": 2}', "，", "full-width"),
    ('{"a": @}', "@", '"@" where a value is due'),
    ("", "", "there is no JSON here"),
]


@pytest.mark.parametrize(("text", "at", "message"), CAUSES)
def test_names_the_cause_and_its_place(text: str, at: str, message: str) -> None:
    fault = diagnose(text)
    assert fault is not None
    assert fault.code == "FT001"
    assert text[slice(*fault.span)] == at
    assert message in fault.message
    assert fault.help


OTHER_CODES = [
    ('{"a": NaN}', "FT008", "NaN"),
    ('{"a": -Infinity}', "FT008", "-Infinity"),
    ('{"a": inf}', "FT008", "inf"),
    ('{"a": -nan, "b": 1}', "FT001", "-nan"),
    ('{"a": 1e999}', "FT008", "1e999"),
    ('{"a": ' + "9" * 4301 + "}", "FT008", "9" * 4301),
    (r'{"a": "\ud83d"}', "FT009", r"\ud83d"),
    (r'{"a": "\ud83d\ud83d\ude00"}', "FT009", r"\ud83d"),
    (r'{"\ude00": 1}', "FT009", r"\ude00"),
    ("[" * 300, "FT010", "["),
]


@pytest.mark.parametrize(("text", "code", "at"), OTHER_CODES)
def test_gives_the_more_exact_code(text: str, code: str, at: str) -> None:
    fault = diagnose(text)
    assert fault is not None
    assert (fault.code, text[slice(*fault.span)]) == (code, at)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        " [] ",
        r'{"a": "\ud83d\ude00 \\ud83d"}',
        "9" * 4300,
        "1e308",
        "[" * MAX_DEPTH + "{}" + "]" * MAX_DEPTH,
        "null\n",
    ],
)
def test_is_silent_about_json(text: str) -> None:
    assert diagnose(text) is None


def test_grammar_comes_before_what_cannot_be_read() -> None:
    fault = diagnose('{"a": NaN, "b": 1,}')
    assert fault is not None
    assert fault.message.startswith("trailing comma")


def test_points_at_what_is_still_open() -> None:
    fault = diagnose('{"a": [1}')
    assert fault is not None
    assert fault.labels == (((6, 7), '"[" is open'),)


def test_starts_where_it_is_told_to() -> None:
    fault = diagnose('\ufeff{"a": 1,}', 1)
    assert fault is not None
    assert fault.span == (8, 9)


REPAIRED = [
    ('{"a": 1,}', {"a": 1}),
    ("{'a': 'x', 'b': [True, None]}", {"a": "x", "b": [True, None]}),
    ('{a: "it\\\'s", b: .5}', {"a": "it's", "b": 0.5}),
    ("{“a”: “b”}", {"a": "b"}),
    ('{"a": "x\ty"} # note', {"a": "x\ty"}),
    ('{"a": [1, {"b": 2', {"a": [1, {"b": 2}]}),
    ('{"a": "said "hi" now"}', {"a": 'said "hi" now'}),
    ('{""a"": ""b""}', {"a": "b"}),
    ('{"a" 1 "b": 007}', {"a": 1, "b": 7}),
]


@pytest.mark.parametrize(("text", "meant"), REPAIRED)
def test_repairs_lead_to_what_was_meant(text: str, meant: object) -> None:
    for _ in range(20):
        fault = diagnose(text)
        if fault is None:
            break
        assert fault.repair is not None
        text = text[: fault.span[0]] + fault.repair + text[fault.span[1] :]
    assert json.loads(text) == meant


PIECES = st.sampled_from(
    [*"{}[]:,\"'\\/#*“”.-+0e1 \t\n\rabtfnuTN`;=%<\ufeff\ud800é{", '"a"', "true", "NaN", '""']
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_lie_in_the_text(text: str) -> None:
    fault = diagnose(text)
    if fault is not None:
        for start, end in (fault.span, *(span for span, _ in fault.labels)):
            assert 0 <= start <= end <= len(text)
            assert start < end or not text
        assert fault.message.isprintable()


@given(st.lists(PIECES, max_size=30).map("".join))
def test_agrees_with_the_standard_library(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        assert diagnose(text) is not None
    else:
        fault = diagnose(text)
        assert fault is None or fault.code in {"FT008", "FT009", "FT010"}
