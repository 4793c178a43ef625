"""Repairs of lines that are not JSON, not UTF-8, or have characters that nobody typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.fixes.broken_text import as_object
from ftlint.fixing.edits import applied
from ftlint.fixing.json_repair import MOST_REPAIRS, repaired
from ftlint.fixing.line_repair import LineRepair
from ftlint.fixing.python_text import json_of_python, lines_of_python
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan
from ftlint.reading.syntax import diagnose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.engine import Seen
    from ftlint.fixing.edits import Change

JOB = choose_job()
REPAIR = LineRepair(Plan(JOB, choose_levels(JOB), "sft"), unsafe=True)
PIECES = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "'",
    '"a"',
    "'b'",
    '"c": ',
    "key: ",
    "1",
    "01",
    "+2",
    "True",
    "None",
]
PIECES += [
    " ",
    "\t",
    "# x",
    "// y",
    "“d”",
    "\\",
    '"e\tf"',
    '""',
    "=",
    "=>",
    ";",
    "，",
    "NaN",
    "...",
    "\ufeff",
]


def line(content: str) -> str:
    return json.dumps(
        {
            "messages": [
                {"role": "user", "content": "Is it open?"},
                {"role": "assistant", "content": content},
            ]
        },
        ensure_ascii=False,
    )


LINE = line("Yes, until six.")


def step_by_step(text: str) -> str | None:
    """Repair a text as `repaired` does, but read all of it again after every step."""
    for _ in range(MOST_REPAIRS):
        fault = diagnose(text)
        if fault is None or fault.code in ("FT008", "FT009"):
            return text
        begin, end = fault.span
        cut_off = fault.message.startswith("cut off") or fault.message == "the line is not complete"
        if fault.repair is None or "\n" in fault.repair or cut_off:
            return None
        text = text[:begin] + fault.repair + text[end:]
    return None


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_going_on_from_the_last_bracket_gives_what_reading_all_again_gives(text: str) -> None:
    assert repaired(text) == step_by_step(text)


@given(st.lists(st.tuples(st.integers(0, len(LINE)), st.sampled_from(PIECES)), min_size=1, max_size=4))
def test_the_same_for_a_line_with_faults(faults: list[tuple[int, str]]) -> None:
    text = LINE
    for at, piece in sorted(faults, reverse=True):
        text = text[:at] + piece + text[at:]
    assert repaired(text) == step_by_step(text)
    done = REPAIR.repair(text.encode())
    assert done.raw is not None
    if done.raw != text.encode():
        assert isinstance(json.loads(done.raw), dict)
    else:
        assert not done.fixed


BROKEN = [
    (LINE[:-1] + ",}", LINE),
    (LINE + ",", LINE),
    (LINE + "]", LINE),
    (LINE.replace('"', "'"), LINE),
    (LINE.replace('"role"', "role").replace('"content"', "'content'"), LINE),
    (LINE.replace('"', "“", 1).replace('"', "”", 1), LINE),
    ("{messages: [" + ", ".join(['{role: "user", content: "hi"}'] * 60) + "]}", None),
    (LINE.replace("until six", "\tuntil\x00 six"), LINE.replace("until six", "\\tuntil six")),
    (LINE.replace("Yes", 'The "Yes"'), LINE.replace("Yes", '\\"Yes\\"').replace('"\\"Yes', '"The \\"Yes')),
    (LINE.replace("Yes", "\\Yes"), LINE.replace("Yes", "\\\\Yes")),
    (LINE[:-1] + ', "weights": True /* all */}', None),
    ("\ufeff" + LINE + ",", LINE),
]


@pytest.mark.parametrize(("broken", "whole"), BROKEN)
def test_repairs(broken: str, whole: str | None) -> None:
    done = REPAIR.repair(broken.encode())
    assert done.raw is not None
    if whole is None:
        assert isinstance(json.loads(done.raw), dict)
    else:
        assert done.raw.decode() == whole


LEFT = [
    LINE[:-1],
    LINE[:40],
    LINE + LINE[:-1],
    LINE + ";" + LINE,
    LINE + ",," + LINE,
    f"{LINE}, {LINE},",
    LINE + LINE + "[1]",
    LINE + '{"a": 1, "a": 2}',
    LINE + '{"a": NaN}',
    LINE + '{"a": ' + "[" * 500 + "]" * 500 + "}",
    LINE + ", " + LINE.replace('"', "'"),
    "{'messages': {1, 2}}",
    "{'messages': [], 'messages': [1]}",
    "{'a': b'bytes'}",
    "{'a': nan}",
    "{'a': " + "[" * 500 + "]" * 500 + "}",
    "nothing",
    "[1, 2,]",
    "'" * 5000,
    "{" + "'a': 1, " * 3000,
]


@pytest.mark.parametrize("text", LEFT)
def test_leaves_what_is_not_plain(text: str) -> None:
    done = REPAIR.repair(text.encode())
    assert done.raw == text.encode()
    assert not done.fixed
    assert not done.refused


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("gap", ["", " ", ",", "\t, "])
def test_objects_on_one_line_are_parted_even_by_safe_fixes(mark: str, gap: str) -> None:
    safe = LineRepair(Plan(JOB, choose_levels(JOB), "sft"), unsafe=False)
    done = safe.repair(f"{mark} {LINE}{gap}{LINE}{gap}{{}} ".encode())
    assert done.raw == f"{mark} {LINE}\n{LINE}\n{{}} ".encode()
    assert done.fixed == {"FT001": 1}


PYTHON = {
    "{'a': (1, -2.50, +1e5), 'b': 0x10}": '{"a": [1, -2.50, 1e5], "b": 16}',
    '{"it\'s": \'a\\tb\', "c": ()}': '{"it\'s": "a\\tb", "c": []}',
    "{'a': true, b: 1}": '{"a": true, "b": 1}',
    '{"a":"\\u00e9","b":None}': '{"a":"\\u00e9","b":null}',
    '{"a": "\\U0001f600", "b": \'c\'}': '{"a": "😀", "b": "c"}',
}


@pytest.mark.parametrize(("text", "written"), PYTHON.items())
def test_lines_and_arguments_are_mended_alike(text: str, written: str) -> None:
    only = LineRepair(REPAIR._plan, unsafe=True, only={"FT001"})
    assert only.repair(text.encode()).raw == written.encode()
    assert as_object(text) == written


def test_lists_that_python_printed_are_one_line_each_or_one_conversation() -> None:
    say = {"role": "user", "content": "It's 1.50"}
    assert lines_of_python(f"[{say}, {say}]") == [json.dumps({"messages": [say, say]})]
    assert lines_of_python("[{'n': 1.50},\r\n {'n': -0}]") == ['{"n": 1.50}', '{"n": -0}']
    assert lines_of_python(f"{say}") == [json.dumps(say)]
    for text in ("[]", "[{'a': 1}, 2]", "[{'a': {1}}]", "[{'a': 1, 'a': 1}]", "[{'a': 1e999}]", "[{1: 1}]"):
        assert lines_of_python(text) is None


def test_python_values_are_kept() -> None:
    written = json_of_python(r"""{'a': ('\ud83d\ude00', "it's \x41", 0x10, 1.50, None), "b\n": "\/"}""")
    assert json.loads(written or "") == {"a": ["😀", "it's A", 16, 1.5, None], "b\n": "\\/"}


TEXTS = {
    "windows-1252": "Café Müller “ça va” – naïve",
    "windows-1251": "Привет, как дела сегодня",
    "cp932": "こんにちは、元気ですか。ソフト表示",
    "euc_jp": "こんにちは、元気ですか",
    "gb18030": "你好，今天天气怎么样",
}


@pytest.mark.parametrize("codec", TEXTS)
def test_reads_a_line_in_the_encoding_it_is_likely_in(codec: str) -> None:
    raw = line(TEXTS[codec]).encode(codec)
    assert REPAIR.repair(raw).raw == line(TEXTS[codec]).encode()
    assert REPAIR.repair(b"\xef\xbb\xbf" + raw).raw == line(TEXTS[codec]).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"ten \xe2\x82",
        b"\xe2\x82 ten",
        "Füße, Öl".encode() + b"\xfc",
        b"\xed\xa0\xbd",
        b"caf\xe9 \x81",
        "Ä".encode() + b" caf\xe9",
    ],
)
def test_leaves_damaged_utf_8(content: bytes) -> None:
    raw = line("here").encode().replace(b"here", content)
    done = REPAIR.repair(raw)
    assert done.raw == raw
    assert not done.fixed


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.lists(st.integers(0, 20)))
def test_removes_control_characters_and_nothing_else(text: str, places: list[int]) -> None:
    controls = [chr(point) for point in [*range(32), 127] if chr(point) not in "\t\n\r"]
    for number, at in enumerate(places):
        text = text[:at] + controls[number % len(controls)] + text[at:]
    expected = "".join(char for char in text if char not in controls)
    only = LineRepair(REPAIR._plan, unsafe=True, only={"FT012"})
    done = only.repair(json.dumps({"messages": [{"role": "user", "content": text + "."}]}).encode())
    kept = json.loads(done.raw or b"")["messages"][0]["content"]
    assert kept in (expected + ".", text + ".")
    assert bool(done.refused) == (kept != expected + ".")


def test_many_fixes_of_a_line_take_few_looks_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of megabytes may have thousands of mistakes."""
    messages = [
        message
        for number in range(300)
        for message in (
            {"role": "user", "content": f"{number}?"},
            {"role": "assistant", "content": "Yes.", "weight": True},
        )
    ]
    raw = json.dumps({"messages": messages}).encode()
    read, looks = [], []
    look = LineRepair._look

    def counted(text: str, changes: Iterable[Change]) -> str:
        read.append(len(text))
        return applied(text, changes)

    def seen(repair: LineRepair, text: bytes) -> list[Seen]:
        looks.append(text)
        return look(repair, text)

    monkeypatch.setattr("ftlint.fixing.line_repair.applied", counted)
    monkeypatch.setattr(LineRepair, "_look", seen)
    done = REPAIR.repair(raw)
    assert done.raw == raw.replace(b"true", b"1")
    assert done.fixed == {"FT115": 300}
    assert len(looks) == 2
    assert sum(read) < 2 * len(raw)


def test_a_byte_order_mark_does_not_hide_that_a_line_is_written_in_ascii() -> None:
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": {"stra\u00dfe": 1}}}
    chat = {"messages": [{"role": "user", "content": "?"}, {"role": "assistant", "tool_calls": [call]}]}
    raw = json.dumps(chat).encode()
    assert raw.isascii()
    assert REPAIR.repair(b"\xef\xbb\xbf" + raw).raw == REPAIR.repair(raw).raw != raw


def test_escapes_of_python_are_read_as_python_beside_its_words() -> None:
    text = '{"messages": [{"role": "user", "content": "it\'s \\U0001f600", "name": None}]}'
    assert b'"it\'s \xf0\x9f\x98\x80"' in (REPAIR.repair(text.encode()).raw or b"")
