"""The engine and what is said of a whole file: levels, order, crashes, long lines, blank lines, formats."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.checks import ExampleCheck, ToolboxCheck
from ftlint.checks.duplicates import Duplicates
from ftlint.engine import Scanner, scan
from ftlint.files import look_at
from ftlint.findings import Place, Report, Severity
from ftlint.folds import START, At
from ftlint.kept import Kept
from ftlint.linting import choose_job, choose_levels, levels_for, lint_sources
from ftlint.parts import Hit, Part, Plan, finish, merge
from ftlint.reading.reader import Chunk, chunks_of, read_lines, source_of_stream
from ftlint.spool import Spool
from ftlint.toolboxes import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ftlint.findings import Finding
    from ftlint.reading.reader import Source
    from ftlint.results import Result
    from ftlint.view.example import Example

JOB = choose_job()
LEVELS = levels_for("sft", choose_levels(JOB, ignore=["FT701"]))
PLAN = Plan(JOB, LEVELS)
GOOD = json.dumps(
    {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}]}
).encode()


@contextmanager
def opened(data: bytes) -> Iterator[Source]:
    with source_of_stream(io.BytesIO(data), "train.jsonl") as source:
        yield source


def linted(data: bytes, **more: Any) -> Result:
    with opened(data) as source:
        return lint_sources([replace(source, **more)], JOB, LEVELS)


def said(data: bytes, **more: Any) -> list[tuple[str, int, str]]:
    return [(f.code, f.line, f.message) for _, f in linted(data, **more).findings]


def answer(number: int) -> bytes:
    return GOOD.replace(b"Hi", b"Hi %d" % number)


def test_a_line_that_is_too_long_is_one_finding() -> None:
    long = answer(1).replace(b"Ho", b"o" * 500)
    data = b"\n".join([answer(0), long, answer(2), b""])
    assert said(data, longest_line=300) == [
        ("FT001", 2, f"the line has {len(long)} bytes, and is too long to be read")
    ]
    assert said(data, longest_line=len(long)) == []
    [file] = linted(data, longest_line=300).files
    assert (file.tally.examples, file.tally.unread, file.tally.assistant) == (3, 1, 2)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD + b"\n", []),
        (GOOD, [("FT015", 1, "the last line has no line ending")]),
        (GOOD + b"\n  ", [("FT011", 2, "the line is blank")]),
        (GOOD + b"\n\n", [("FT011", 2, "the line is blank")]),
        (b"\n" + GOOD + b"\n", [("FT011", 1, "the line is blank")]),
        (GOOD + b"\r\n", [("FT014", 1, "1 line ends in CRLF")]),
        (GOOD + b"\r\n" + answer(1) + b"\n", [("FT014", 1, "1 line ends in CRLF, 1 in LF")]),
        (
            GOOD + b"\r\n" + answer(1),
            [("FT014", 1, "1 line ends in CRLF"), ("FT015", 1, "the last line has no line ending")],
        ),
        (b"", [("FT013", 1, "the file is empty")]),
        (b"\n \n", [("FT013", 1, "the file has only white space")]),
    ],
)
def test_line_endings_and_blank_lines(data: bytes, expected: list[tuple[str, int, str]]) -> None:
    assert said(data) == expected


def test_a_large_file_of_white_space_has_no_example() -> None:
    findings = [f for _, f in linted(b" " * 300_000 + b"\n").findings]
    assert [(f.code, f.whole_file) for f in findings] == [("FT013", True), ("FT011", False)]


def test_levels_come_from_the_plan_and_rules_that_are_off_say_nothing() -> None:
    with opened(GOOD + b"\n\n" + b"[1]\n") as source:
        plan = Plan(JOB, {"FT011": Severity.INFO})
        part = scan(source, Chunk(0, 0, source.size), 0, plan)
    assert [(f.code, f.severity) for f in finish(part, plan)] == [("FT011", Severity.INFO)]


def test_a_report_may_have_a_level_of_its_own() -> None:
    hit = Hit(At(0, 0, 0), "FT100", Report(Place(), "x", severity=Severity.INFO))
    part = Part(lines={0: 1}, hits=Kept([hit]))
    assert [finding.severity for finding in finish(part, PLAN)] == [Severity.INFO]


def test_findings_stand_in_the_order_of_the_file() -> None:
    at = At(0, 1, 50)
    paths: list[tuple[str | int, ...]] = [
        ("messages", 10),
        ("tools", 0),
        ("messages", 2, "role"),
        ("messages", 2),
    ]
    hits = [Hit(at, "FT100", Report(Place(path), "x")) for path in paths]
    hits += [Hit(At(0, 0, 0), "FT100", Report(Place(("z",)), "x")), Hit(START, "FT015", Report(Place(), "x"))]
    found = finish(Part(lines={0: 2}, hits=Kept(hits)), PLAN)
    assert [(finding.line, finding.place.path) for finding in found] == [
        (1, ()),
        (1, ("z",)),
        (2, ("messages", 2)),
        (2, ("messages", 2, "role")),
        (2, ("messages", 10)),
        (2, ("tools", 0)),
    ]
    assert [finding.whole_file for finding in found] == [True, False, False, False, False, False]


def test_nothing_merged_is_nothing() -> None:
    assert finish(merge([]), PLAN) == []
    assert merge([]).line_of(START) == 1


def _raises(_: object) -> Iterator[Report]:
    yield Report(Place(), "before")
    raise RuntimeError("boom")


class BadFold(Duplicates):
    def see(self, state: Spool, example: Example, at: At) -> None:
        raise RuntimeError("boom")


def test_a_check_that_raises_is_named_and_the_others_go_on() -> None:
    scanner = Scanner(Plan(JOB, {**LEVELS, "FT999": Severity.ERROR}))
    scanner.checks.insert(0, ExampleCheck("FT999", _raises))
    with opened(GOOD + b"\n" + answer(1).replace(b"assistant", b"user") + b"\n") as source:
        part = scanner.scan(read_lines(source, Chunk(0, 0, source.size)), 0)
    assert [(crash.at.line, crash.code, crash.error) for crash in part.crashes] == [
        (0, "FT999", "RuntimeError: boom"),
        (1, "FT999", "RuntimeError: boom"),
    ]
    codes = [hit.code for hit in part.hits]
    assert codes.count("FT999") == 2
    assert "FT201" in codes
    assert part.tally.examples == 2


def test_toolbox_checks_and_folds_may_raise_too() -> None:
    scanner = Scanner(PLAN)
    scanner.toolbox_checks.append(ToolboxCheck("FT401", _raises))
    scanner.folds.append(BadFold())
    with opened(GOOD + b"\n") as source:
        part = scanner.scan(read_lines(source, Chunk(0, 0, source.size)), 0)
    assert {crash.code for crash in part.crashes} == {"FT401", "FT702"}
    assert part.tally.assistant == 1


def test_a_fold_may_raise_at_the_end() -> None:
    part = Part(states={"FT702": Spool(b"half a record")})
    assert finish(part, PLAN) == []
    [crash] = part.crashes
    assert (crash.at, crash.code, crash.error[:6]) == (START, "FT702", "error:")


def test_more_tool_lists_than_are_kept() -> None:
    def with_tool(number: int, name: str) -> bytes:
        tools = [{"type": "function", "function": {"name": name}}]
        return json.dumps({**json.loads(answer(number)), "tools": tools}).encode() + b"\n"

    names = ["not ok", *(f"tool_{number}" for number in range(KEPT + 5)), "not ok"]
    data = b"".join(with_tool(number, name) for number, name in enumerate(names))
    with opened(data) as source:
        scanner = Scanner(PLAN)
        part = scanner.scan(read_lines(source, Chunk(0, 0, source.size)), 0)
    hits = [hit for hit in part.hits if hit.report.place.path[:1] == ("tools",)]
    assert {hit.at.line for hit in hits} <= {0, len(names) - 1}
    assert len({hit.report for hit in hits}) * 2 == len(hits)


PREFERENCE = b'{"input": {"messages": []}, "preferred_output": [], "non_preferred_output": [], "x": "%s"}\n'


@pytest.mark.parametrize("size", [10, 400_000])
def test_the_format_is_known_however_long_the_first_line_is(size: int) -> None:
    with opened(PREFERENCE % (b"x" * size) * 2) as source:
        assert look_at(source) == ("dpo", None)


def test_the_format_is_known_by_the_lines_that_can_be_read() -> None:
    broken = b'{"input": \n'
    with opened(PREFERENCE % b"" + broken * 3 + (PREFERENCE % b"") * 4) as source:
        assert look_at(source)[0] == "dpo"


def test_lines_of_other_formats_are_read_one_by_one() -> None:
    result = linted(PREFERENCE % b"" + b"[1]\n\n" + PREFERENCE % b"")
    found = [(finding.code, finding.line) for _, finding in result.findings]
    assert [pair for pair in found if pair[0] < "FT1"] == [("FT003", 2), ("FT011", 3)]
    assert {line for code, line in found if code > "FT1"} <= {1, 4}
    assert result.files[0].format == "dpo"


def test_a_stray_format_among_chat_lines() -> None:
    data = b"\n".join([GOOD, b'{"prompt": "a", "completion": "b"}', answer(1), b""])
    assert [(code, line) for code, line, _ in said(data)] == [("FT118", 2)]


def test_line_numbers_go_on_over_chunks() -> None:
    data = b"\n".join([GOOD, b"", b"", answer(1), b"", b"[1]", b""])
    with opened(data) as source:
        parts = [scan(source, chunk, number, PLAN) for number, chunk in enumerate(chunks_of(source, 0, 3))]
    found: Sequence[Finding] = finish(merge(parts), PLAN)
    assert [(f.code, f.line) for f in found] == [("FT011", 2), ("FT011", 3), ("FT011", 5), ("FT003", 6)]
    assert [data[f.offset :].split(b"\n")[0] for f in found] == [b"", b"", b"", b"[1]"]
