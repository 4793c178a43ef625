"""Files that are not JSON Lines become JSON Lines, with their values as they were; or stay as they are."""

from __future__ import annotations

import io
import itertools
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.files import look_at
from ftlint.fixing.conversions import ConversionError, convert
from ftlint.fixing.rounds import Fixed, Repair
from ftlint.fixing.whole_files import CONVERSIONS
from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.reading.reader import Source, source_of_file

BOM = b"\xef\xbb\xbf"
BLOCKS = st.sampled_from([1, 2, 3, 5, 7, 16, 64, 1 << 20])
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\{}[],: \n'), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
OBJECTS = st.lists(st.dictionaries(TEXTS, VALUES, max_size=4), min_size=1, max_size=5)


def converted(data: bytes, kind: str, block: int = 1 << 20, longest: int = 1 << 20) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.jsonl"
        path.write_bytes(data)
        to = io.BytesIO()
        convert(Source("train.jsonl", path, len(data), longest), kind, to, block)
        return to.getvalue()


def refused(data: bytes, kind: str) -> str:
    with pytest.raises(ConversionError) as caught:
        converted(data, kind)
    return str(caught.value)


def exactly(text: bytes) -> list[object]:
    """Read lines as nested lists of pairs, numbers as they are spelled: what must not change."""
    return [
        json.loads(
            line,
            object_pairs_hook=tuple,
            parse_int=lambda spelled: ("number", spelled),
            parse_float=lambda spelled: ("number", spelled),
        )
        for line in text.decode().splitlines()
    ]


def lines(values: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


@given(OBJECTS, st.integers(0, 4) | st.sampled_from(["\t", " \t"]), st.booleans(), BLOCKS)
def test_an_array_of_any_shape(
    values: list[dict[str, object]], indent: int | str, ascii_only: bool, block: int
) -> None:
    values = [{**value, "messages": 1} for value in values]
    text = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode()
    written = converted(text, "array", block)
    assert written == converted(BOM + b"\n" + text.replace(b"\n", b"\r\n") + b" \n", "array")
    assert written == b"".join(
        json.dumps(value, ensure_ascii=ascii_only).encode() + b"\n" for value in values
    )


@given(OBJECTS, st.integers(0, 4), st.sampled_from(["", " ", "\n", ",", ",\n", " ,\r\n\t"]), BLOCKS)
def test_pretty_printed_objects(
    values: list[dict[str, object]], indent: int, between: str, block: int
) -> None:
    text = between.join(json.dumps(value, indent=indent) for value in values)
    assert converted(text.encode(), "pretty", block) == lines(values)


@given(OBJECTS, BLOCKS, st.data())
def test_the_line_breaks_go_and_all_else_stays(
    values: list[dict[str, object]], block: int, data: st.DataObject
) -> None:
    """White space is drawn anew between all tokens: what has no line break must come back as it was."""
    spaces = st.text(" \t\r\n", max_size=3)
    written = expected = ""
    for value in values:
        tokens = re.findall(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', json.dumps(value))
        for before, after in itertools.pairwise([*tokens, ""]):
            space = data.draw(spaces) if after else "\n"
            written += before + space
            broken = "\r" in space or "\n" in space
            expected += before + (space if not broken else " " if before in ",:" else "")
        expected += "\n"
    result = converted(written.encode(), "pretty", block)
    assert result == expected.encode()
    assert exactly(result) == exactly(lines(values))


@given(OBJECTS, st.sampled_from(WIDE), st.booleans(), BLOCKS)
def test_wide_encodings(values: list[dict[str, object]], codec: str, marked: bool, block: int) -> None:
    text = "".join(json.dumps({"messages": value}, ensure_ascii=True) + "\r\n" for value in values)
    wide = (("\ufeff" if marked else "") + text).encode(codec)
    assert converted(wide, codec[:6], block) == text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(WIDE), BLOCKS)
def test_any_text_in_a_wide_encoding(text: str, codec: str, block: int) -> None:
    assert converted(("\ufeff" + text).encode(codec), codec[:6], block) == text.encode()


@given(OBJECTS, st.sampled_from([None, 2]), st.booleans())
def test_objects_in_strings(values: list[dict[str, object]], indent: int | None, ascii_only: bool) -> None:
    inner = [json.dumps(value, indent=indent, ensure_ascii=ascii_only) for value in values]
    text = "".join(json.dumps(each) + "\r\n" for each in inner)
    expected = "".join(json.dumps(value, ensure_ascii=ascii_only) + "\r\n" for value in values)
    assert converted(text.encode(), "double-encoded") == expected.encode()


@given(OBJECTS, st.booleans())
def test_python(values: list[dict[str, object]], whole: bool) -> None:
    values = [{"messages": "it's", **value} for value in values]
    text = repr(values) if whole else "".join(f"{value!r}\n" for value in values)
    assert list(map(json.loads, converted(text.encode(), "python").splitlines())) == values


@given(st.binary(max_size=60) | st.text('{}[]",:\\ \r\n1a\ufeff').map(str.encode), BLOCKS)
def test_hostile_files_are_converted_or_refused_at_any_block_size(data: bytes, block: int) -> None:
    for kind in CONVERSIONS:
        results: list[bytes | None] = []
        for size in (block, 1 << 20):
            try:
                results.append(converted(data, kind, size, 40))
            except ConversionError:  # which of two faults is named first is another matter
                results.append(None)
        assert results[0] == results[1]


KEPT = [
    ('[{"a": 1.50, "b": 1E5},{"c":[ 1,2 ]}]', '{"a": 1.50, "b": 1E5}\n{"c":[ 1,2 ]}\n'),
    ('[\n {"a": "\\u00e9\\/"},\n {"a": NaN},\n]', '{"a": "\\u00e9\\/"}\n{"a": NaN}\n'),
    ('[{"a": 1, "a": 2}, {"b": "\\ud83d"}]', '{"a": 1, "a": 2}\n{"b": "\\ud83d"}\n'),
    ('[{"a":\n1\n,\n"b"\n:[\n]}]', '{"a": 1, "b":[]}\n'),
    ('[{"a": 1e999, "b": ' + "9" * 5000 + "}]", '{"a": 1e999, "b": ' + "9" * 5000 + "}\n"),
    (
        '[\n{"role":"user"},\n{"role":"assistant"}\n]',
        '{"messages":[{"role":"user"}, {"role":"assistant"}]}\n',
    ),
    (
        '\n[{"role": "user"},{"role": "assistant"}] ',
        '{"messages": [{"role": "user"},{"role": "assistant"}]}\n',
    ),
    ('[{"role": "x", "messages": []}]', '{"role": "x", "messages": []}\n'),
    ('[{"role": "user"}, {"messages": []}]', '{"role": "user"}\n{"messages": []}\n'),
    ('[{"role": "\\ud83d"}]', '{"messages": [{"role": "\\ud83d"}]}\n'),
]


@pytest.mark.parametrize(("text", "expected"), KEPT)
def test_what_an_array_holds_stays_as_it_is_written(text: str, expected: str) -> None:
    assert converted(text.encode(), "array") == expected.encode()


def test_bytes_that_are_not_utf_8_stay() -> None:
    assert converted(b'[\n{"a": "caf\xe9"}\n]', "array") == b'{"a": "caf\xe9"}\n'


REFUSED = [
    ("array", '[{"a": 1}', "line 1: cut off: the file ends inside the array"),
    ("array", '[{"a": 1},\n{"b": "x', "line 2: cut off: the file ends inside the object that begins here"),
    ("array", '[{"a": 1}]\n\n{"b": 1}', "line 3: { where the file should end: the array is closed"),
    ("array", '[{"a": 1},\n null]', "line 2: null where an object is due"),
    ("array", '[{"a": 1},,{"a": 1}]', "line 1: , where an object is due"),
    ("array", '[{"a": 1}\n{"a": 1}]', 'line 2: { where a "," is due'),
    ("array", '[{"a": 1},\n{"b":\n 2,\n}]', 'line 3: trailing comma before "}"'),
    ("array", '[{"a": [\n1}]', 'line 2: "}" where "]" is due'),
    ("array", '[{"a": "x\ny"}]', "line 1: raw line break inside a string"),
    ("array", '[{"role": 1},\n{"role": 2},\n]', 'line 2: trailing comma before "]"'),
    ("array", "[" + '{"a": ' * 300 + "1" + "}" * 300 + "]", "line 1: more than 200 brackets are open"),
    ("array", "[]", "line 1: there is no object in the file"),
    ("array", '{"a": 1}', "line 1: { where the array is due"),
    ("pretty", '{"a": 1}\n// {"b": 1}', "line 2: // where an object is due"),
    ("pretty", '{\n  // a comment\n  "a": 1\n}', "line 2: a // comment; JSON has none"),
    ("pretty", '{\n"a": 1,\n}', 'line 2: trailing comma before "}"'),
    ("pretty", '{\n"a": 1\n}\n]', "line 4: ] where an object is due"),
    ("pretty", "", "line 1: there is no object in the file"),
    ("double-encoded", '"{\\"a\\": 1"\n', "line 1: no line is a string that holds a JSON object"),
    ("python", "{'a': {1, 2}}\n", "line 1: no line is a Python dict that JSON can hold"),
    ("csv", "a,b\n", "line 1: there is no way from csv to JSON Lines"),
]


@pytest.mark.parametrize(("kind", "text", "reason"), REFUSED)
def test_refuses_what_does_not_scan_to_its_end(kind: str, text: str, reason: str) -> None:
    assert refused(text.encode(), kind) == reason


def test_an_object_that_is_too_long_is_refused() -> None:
    text = b'[{"a": 1},\n{"b": "' + b"x" * 99 + b'"}]'
    with pytest.raises(ConversionError, match="line 2: the object that begins here has more than 99 bytes"):
        converted(text, "array", 10, 99)
    with pytest.raises(ConversionError, match="one conversation of more than 50 bytes"):
        converted(b'[{"role": "user"}' + b" " * 60 + b"]", "array", 10, 50)


def test_lines_that_cannot_be_converted_stay() -> None:
    text = "\n".join(["{'a': 1}", "{'a': b'x'}", "{1: 2}", "{'a': 1, 'a': 2}", "{'a': 1e999}", "", "(1,"])
    expected = '{"a": 1}' + text[8:]
    assert converted(text.encode(), "python") == expected.encode()
    text = '"{\\"a\\": \\"\\ud83d\\"}"\n{"b": 1}\n"{}x"\n\n"{\\"a\\": 1}\\n"'
    expected = '{"a": "\\ud83d"}\n{"b": 1}\n"{}x"\n\n{"a": 1}'
    assert converted(text.encode(), "double-encoded") == expected.encode()


def test_python_that_is_the_whole_file() -> None:
    assert converted(b"{'a': 1,\n 'b': (None, True)}", "python") == b'{"a": 1, "b": [null, true]}\n'
    assert converted(b"[{'role': 'user'},\n {'role': 'x'}]", "python") == (
        b'{"messages": [{"role": "user"}, {"role": "x"}]}\n'
    )


@pytest.mark.parametrize("block", [1, 2, 3, 100])
def test_carriage_returns(block: int) -> None:
    assert converted(b'{"a":1}\r{"b":2}\r\n\r{}\r', "carriage-returns", block) == b'{"a":1}\n{"b":2}\n\n{}\n'


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-32-be"])
def test_damaged_wide_files_are_refused_at_their_line(codec: str) -> None:
    text = '\ufeff{"a": 1}\n{"b": "é"}\n'
    whole = text.encode(codec)
    assert refused(whole[:-1], codec[:6]).startswith("line 2: not UTF-")
    half = (text + "\ud83d ").encode(codec, "surrogatepass")
    assert refused(half, codec[:6]).startswith("line 3: not UTF-")
    binary = b"".join((number % 8).to_bytes(2, "little") for number in range(500))
    assert "line 1: read as UTF-16-LE, it is binary" in refused(binary, "utf-16")


def repaired(path: Path, folder: Path, *, unsafe: bool = False) -> Fixed:
    job = choose_job()
    levels = choose_levels(job)
    names = itertools.count()
    repair = Repair(
        lambda sources: lint_sources(sources, job, levels),
        levels,
        lambda _: folder / f"version-{next(names)}",
        unsafe,
    )
    return repair.run([source_of_file(path)])


def test_rounds_go_on_until_the_lines_are_clean(tmp_path: Path) -> None:
    examples = [
        {"messages": [{"role": "user", "content": f"é {n}?"}, {"role": "assistant", "content": "ok"}]}
        for n in range(12)
    ]
    path = tmp_path / "train.jsonl"
    path.write_bytes(json.dumps(examples, indent=2, ensure_ascii=False).encode("utf-16"))
    [file] = repaired(path, tmp_path).files
    assert file.fixed == {"FT007": 1, "FT002": 1}
    expected = "".join(json.dumps(example, ensure_ascii=False) + "\n" for example in examples)
    assert file.current.path.read_bytes() == expected.encode()


def test_a_refused_conversion_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_bytes(b'[\n  {"messages": []},\n  null\n]\n')
    done = repaired(path, tmp_path)
    [file] = done.files
    assert not file.changed
    assert file.unconverted == "line 3: null where an object is due"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["[\n1,\n2\n]", '[[{"role": "user"}], [{"role": "user"}]]', "[\n]"])
def test_an_array_of_something_else_has_no_fix(text: str, tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(text)
    assert look_at(source_of_file(path))[0] == "array-of-values"
    job = choose_job()
    result = lint_sources([source_of_file(path)], job, choose_levels(job))
    assert [finding.fix for _, finding in result.findings if finding.code == "FT002"] == [None]


def test_the_real_pretty_printed_file_becomes_lines(real_files: Path, tmp_path: Path) -> None:
    path = real_files / "sft-pretty-printed.jsonl"
    done = repaired(path, tmp_path)
    [file] = done.files
    written = file.current.path.read_bytes()
    text, at, values = path.read_text(encoding="utf-8"), 0, []
    decoder = json.JSONDecoder(
        object_pairs_hook=tuple, parse_int=lambda n: ("number", n), parse_float=lambda n: ("number", n)
    )
    while text[at:].strip():
        value, at = decoder.raw_decode(text, at + len(text[at:]) - len(text[at:].lstrip()))
        values.append(value)
    assert len(values) == 25
    assert exactly(written) == values
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", written.decode())
    assert not [finding for _, finding in done.result.findings]
