"""What a file is, judged by its beginning."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.findings import Place
from ftlint.reading.container import HEAD, Container, probe

EXAMPLES = [
    {
        "messages": [
            {"role": "user", "content": f"it's {n}"},
            {"role": "assistant", "content": "ok", "weight": None},
        ]
    }
    for n in range(6)
]
LINES = [json.dumps(example) for example in EXAMPLES]
PRETTY = [json.dumps(example, indent=2) for example in EXAMPLES]
MANY = EXAMPLES * 1000


def judge(data: bytes | str) -> Container:
    raw = data.encode() if isinstance(data, str) else data
    container = probe(raw[:HEAD], len(raw))
    assert (container.report is None) == (container.kind == "lines")
    if container.report is not None:
        assert container.report[1].place == Place()
        assert container.report[1].help
    return container


STILL_LINES = {
    "as it should be": "\n".join(LINES),
    "one line": LINES[0],
    "windows": "\r\n".join(LINES) + "\r\n",
    "blank lines": "\n\n" + "\n\n".join(LINES),
    "the first is broken": LINES[0][:20] + "\n" + "\n".join(LINES),
    "the first is an array": "[1, 2]\n" + "\n".join(LINES),
    "the first is an array of objects": "[{}]\n" + "\n".join(LINES),
    "arrays": "[1]\n[2]",
    "an empty array": "[]",
    "scalars": '1\nnull\n"a"',
    "joined by commas": ",\n".join(LINES),
    "all cut off": "\n".join(line[:30] for line in LINES),
    "a broken line": '{"a":',
    "prefixed": "\n".join("data: " + line for line in LINES),
    "some Python": "\n".join([LINES[0], str(EXAMPLES[1]), LINES[2]]),
    "single quotes, and broken": "{'a': 1",
    "fenced": "```json\n" + "\n".join(LINES) + "\n```",
    "many": "\n".join(map(json.dumps, MANY)),
    "one that is longer than the head": json.dumps({"messages": MANY}),
    "one that ends in a carriage return": LINES[0] + "\r",
    "carriage returns inside": LINES[0].replace(", ", ",\r"),
    "a carriage return between two of many": "\n".join([LINES[0] + "\r" + LINES[1], *LINES]),
    "white space longer than the head": "\n" * (HEAD * 2) + LINES[0],
}


@pytest.mark.parametrize("name", STILL_LINES)
def test_goes_on_line_by_line(name: str) -> None:
    assert judge(STILL_LINES[name]) == Container("lines")


WRONG = [
    # file, kind, a part of the message, a part of the help
    (PRETTY[0], "pretty", "13 lines hold 1 pretty-printed JSON object, not one object a line", "jq -c ."),
    ("\n".join(PRETTY), "pretty", "78 lines hold 6 pretty-printed JSON objects", "jq -c ."),
    ("\r\n".join(PRETTY).replace("\n", "\r\n"), "pretty", "pretty-printed", "jq"),
    ('{\n"messages": [\n{"role": "user"},\n{"role": "x"}\n]\n}', "pretty", "6 lines hold 1 pretty", "jq"),
    ('{\n  // a comment\n  "a": 1\n}', "pretty", "pretty-printed JSON", "jq"),
    ("\n".join(json.dumps(e, indent=1) for e in MANY), "pretty", "the first", "jq"),
    ("\r".join(LINES), "carriage-returns", "6 lines end in a lone CR (old Mac)", "convert them to LF"),
    ("\r".join(LINES) + "\r", "carriage-returns", "6 lines end in a lone CR (old Mac)", "convert them to LF"),
    ("\r".join(map(json.dumps, MANY)), "carriage-returns", "the first ", "convert them to LF"),
    (json.dumps(EXAMPLES), "array", "one JSON array of 6 elements", "jq -c '.[]'"),
    (json.dumps(EXAMPLES, indent=2), "array", "one JSON array of 6 elements", "jq -c '.[]'"),
    ("[\n" + ",\n".join(LINES) + "\n]\n", "array", "one JSON array of 6 elements", "jq -c '.[]'"),
    ("[\n" + ",\n".join(LINES) + ",\n]", "array", "one JSON array,", "jq -c '.[]'"),
    (json.dumps(EXAMPLES[0]["messages"]), "array", "2 elements", "one conversation"),
    (json.dumps(MANY), "array", "one JSON array,", "jq -c '.[]'"),
    (json.dumps(MANY, indent=2), "array", "one JSON array,", "jq -c '.[]'"),
    ("\n".join(map(json.dumps, LINES)), "double-encoded", "6 lines hold objects as text", "fromjson"),
    (json.dumps(LINES[0]), "double-encoded", "1 line holds", "fromjson"),
    (json.dumps(json.dumps({"a": MANY})), "double-encoded", "the first line holds", "fromjson"),
    ("\n".join(map(str, EXAMPLES)), "python", "6 lines hold Python dicts", "json.dumps"),
    (str(EXAMPLES), "python", "Python", "json.dumps"),
    ("{'a': 1,\n 'b': None}", "python", "Python", "json.dumps"),
    ("\n".join(map(str, MANY)), "python", "the first", "json.dumps"),
    ('prompt,completion\na,b\n"c, d",e\n', "csv", 'the columns "prompt", "completion"', "CSV reader"),
    ("prompt\tcompletion\na\tb\n", "csv", 'the columns "prompt", "completion"', "CSV reader"),
    ('data\n"{""a"": 1}"\n', "csv", 'the column "data"', "CSV reader"),
    ("Dear model,\nplease learn this.\n", "prose", "plain text", "one JSON object"),
    ("# Training data\n\nsome text", "prose", "Markdown", "one JSON object"),
    ("<!DOCTYPE html>\n<html></html>", "prose", "HTML", "one JSON object"),
    ("<?xml version='1.0'?>", "prose", "XML", "one JSON object"),
    ("messages:\n  - role: user\n    content: hi\n", "prose", "YAML", "one JSON object"),
    ("", "empty", "the file is empty", "one JSON object"),
    (" \r\n\n", "empty", "only white space", "one JSON object"),
    (b"\xef\xbb\xbf", "empty", "nothing but a byte-order mark", "one JSON object"),
    (gzip.compress(b"{}", mtime=0), "binary", "gzip-compressed", "decompress"),
    (b"PAR1\x15\x04", "binary", "a Parquet file", "export"),
    (b"SQLite format 3\x00", "binary", "an SQLite database", "export"),
    (bytes(range(256)) * 10, "binary", "binary", "export"),
]


@pytest.mark.parametrize(("data", "kind", "message", "way"), WRONG)
def test_says_what_the_file_is(data: bytes | str, kind: str, message: str, way: str) -> None:
    container = judge(data)
    assert container.kind == kind
    assert container.report is not None
    code, report = container.report
    assert code == ("FT013" if kind == "empty" else "FT002")
    assert message in report.message
    assert way in (report.help or "")


def test_knows_a_workbook_from_a_zip_archive() -> None:
    for name, what in (("xl/workbook.xml", "Excel"), ("train.jsonl", "zip archive")):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, "{}")
        container = judge(buffer.getvalue())
        assert container.report is not None
        assert what in container.report[1].message


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_knows_wide_encodings(codec: str, marked: bool) -> None:
    text = ("\ufeff" if marked else "") + "\n".join(LINES)
    container = judge(text.encode(codec))
    assert (container.kind, container.encoding) == (codec[:6], codec)
    assert container.report is not None
    assert container.report[0] == "FT007"
    assert ("with a" in container.report[1].message) is marked


def test_a_byte_order_mark_changes_the_codec_only() -> None:
    assert judge(b"\xef\xbb\xbf" + LINES[0].encode()) == Container("lines", "utf-8-sig")


@given(st.binary(max_size=80), st.integers(0, 1000))
def test_never_raises(head: bytes, more: int) -> None:
    probe(head, len(head) + more)


@given(
    st.lists(
        st.sampled_from([*"{}[]\"',\n\\ :-", "a", "{'a': 1}", '{"a": 1}', '"{}"', "\ud800"]), max_size=25
    )
)
def test_never_raises_on_what_looks_like_data(parts: list[str]) -> None:
    judge("".join(parts).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("unit", ["[", '{"', "{'", '"', "\n[", "{\n", "{}\n{\n", "''", "a,b\n", "-", "1"])
def test_gets_through_a_full_head(unit: str) -> None:
    judge(unit * HEAD)
