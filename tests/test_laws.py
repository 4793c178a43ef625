"""Laws of the engine: how a file is cut changes nothing, and a damaged line blames no other one."""

from __future__ import annotations

import io
import json
import pickle
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint.checks.tool_use import uncalled_tools
from ftlint.engine import scan
from ftlint.files import end_reports
from ftlint.linting import choose_job, choose_levels, levels_for, lint_sources
from ftlint.parts import Part, Plan, finish, merge
from ftlint.reading.reader import chunks_of, source_of_stream
from ftlint.tally import Tally
from ftlint.validation import Trained

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftlint.findings import Finding, Report
    from ftlint.reading.reader import Source

JOB = choose_job()
PLAN = Plan(JOB, levels_for("sft", choose_levels(JOB)))


def tool(name: str, **function: Any) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name, **function}}


def called(name: str, arguments: object, call_id: str) -> dict[str, Any]:
    call = {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}
    return {"role": "assistant", "tool_calls": [call]}


def chat(user: str, answer: str | dict[str, Any], **more: Any) -> str:
    assistant = {"role": "assistant", "content": answer} if isinstance(answer, str) else answer
    return json.dumps({"messages": [{"role": "user", "content": user}, assistant], **more})


def prompted(prompt: str, number: int) -> str:
    turns = [("system", prompt), ("user", f"Q{number}"), ("assistant", "A")]
    return json.dumps({"messages": [{"role": role, "content": text} for role, text in turns]})


PROMPT = "You are a helpful guide of the city museum."
TOOLS = [tool("get_time"), tool("get_day")]

LINES = [
    *[prompted(PROMPT, number) for number in range(5)],
    prompted(PROMPT + " ", 6),
    prompted(PROMPT.replace("helpful", "helpfull"), 7),
    *[chat(f"T{number}?", called("get_time", "{}", "call_1"), tools=TOOLS) for number in range(2)],
    chat("Hi", "Ho"),
    chat("Hi", "Hello"),
    chat("Is the museum open?", "Yes, until six."),
    chat("Time?", called("get_time", "{}", "call_1"), tools=[tool("get_time")]),
    chat("Time?", called("get_time", "{ }", "call_2"), tools=[tool("get_time")]),
    chat("Time?", called("get_time", "{}", "call_1"), tools=[tool("get_time", description="The time.")]),
    chat("Day?", called("get_day", "{", "call_1"), tools=[tool("get_day"), tool("get_time", strict=True)]),
    chat("Day?", called("get_day", {}, ""), tools=[{"name": "get_day"}]),
    chat("Hi", {"role": "bot", "content": "Ho"}),
    chat("Hi", {"role": "assistant", "content": "Ho", "weight": 0}, model="gpt-4.1"),
    '{"prompt": "a", "completion": "b"}',
    '{"messages": []}',
    '{"messages": [7]}',
    '{"messages": [],}',
    '{"a": 1, "a": 2}',
    "[1]",
    "null",
    '{"a": NaN}',
    "{'a': None}",
    "",
    " \t",
    "\r",
    "\ufeff" + chat("Hi", "Ho"),
    "\ufeff",
    "é",
    '{"a": "\\ud800"}',
]

FILES = st.builds(
    lambda lines, last, mark: (mark + "".join(text + ending for text, ending in lines) + last).encode(),
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n", "\r\n"])), max_size=12),
    st.sampled_from(["", *LINES]),
    st.sampled_from(["", "", "\ufeff"]),
)


def outcome(part: Part) -> tuple[object, ...]:
    """Give everything that is said of a file, with lines in the place of chunks."""
    findings = finish(part, PLAN)
    counts = {item.name: getattr(part.tally, item.name) for item in fields(Tally)}
    longest = counts.pop("longest")
    where = None if longest is None else (longest[0], part.line_of(longest[1]))
    crashes = [(part.line_of(crash.at), crash.code, crash.error) for crash in part.crashes]
    said = [*end_reports(part, JOB), *uncalled_tools(part.tally)]
    return findings, counts, where, crashes, said, sum(part.lines.values())


def scanned(source: Source, size: int) -> list[bytes]:
    """Scan a file in chunks, and pack each part as it travels between processes."""
    parts = (scan(source, chunk, number, PLAN) for number, chunk in enumerate(chunks_of(source, 0, size)))
    return [pickle.dumps(part) for part in parts]


def joined(parts: list[bytes], choose: Callable[[int], int]) -> Part:
    """Merge neighbours, in any grouping."""
    left = [pickle.loads(part) for part in parts]  # noqa: S301 (our own)
    while len(left) > 1:
        at = choose(len(left) - 2)
        left[at : at + 2] = [merge(left[at : at + 2])]
    return merge(left)


MANY = st.builds(
    lambda lines: "".join(line + "\n" for line in lines).encode(),
    st.lists(st.sampled_from(LINES[:10]), min_size=8, max_size=40),
)


@settings(deadline=None)
@given(FILES | MANY, st.integers(1, 2_000), st.data())
def test_any_cut_and_any_grouping_gives_the_same(data: bytes, size: int, choices: st.DataObject) -> None:
    with source_of_stream(io.BytesIO(data), "train.jsonl") as source:
        whole = outcome(merge(scan(source, chunk, 0, PLAN) for chunk in chunks_of(source, 0, len(data) or 1)))
        parts = scanned(source, size)
        assert outcome(merge(map(pickle.loads, parts))) == whole
        assert outcome(joined(parts, lambda most: choices.draw(st.integers(0, most)))) == whole


@settings(deadline=None, max_examples=40)
@given(FILES | MANY, FILES | MANY, st.integers(1, 2_000))
def test_any_cut_gives_the_same_leaks(train: bytes, held: bytes, size: int) -> None:
    with (
        source_of_stream(io.BytesIO(train), "train.jsonl") as one,
        source_of_stream(io.BytesIO(held), "held.jsonl") as two,
    ):
        assert leaks_of(one, two, size) == leaks_of(one, two, len(train) + len(held) + 1)


def leaks_of(train: Source, held: Source, size: int) -> list[tuple[int, Report]]:
    trained = Trained()
    trained.keep(train.name, merge(map(pickle.loads, scanned(train, size))))
    part = merge(map(pickle.loads, scanned(held, size)))
    return [(part.line_of(at), report) for at, report in trained.leaks(part)]


def test_some_of_those_files_leak() -> None:
    data = "\n".join(LINES).encode()
    with source_of_stream(io.BytesIO(data), "train.jsonl") as source:
        assert len(leaks_of(source, source, 100)) > 10


def test_some_of_those_files_have_findings_of_every_dataset_rule() -> None:
    data = "\n".join(LINES).encode()
    with source_of_stream(io.BytesIO(data), "train.jsonl") as source:
        [chunk] = chunks_of(source, 0, len(data))
        codes = {finding.code for finding in finish(scan(source, chunk, 0, PLAN), PLAN)}
    assert codes >= {"FT001", "FT003", "FT004", "FT006", "FT008", "FT009", "FT011"}
    assert codes >= {"FT702", "FT703", "FT705", "FT706", "FT707"}


CITY = {"type": "string", "enum": ["Oslo", "Lima"]}
CLOCK = tool("get_time", parameters={"type": "object", "properties": {"city": CITY}, "required": ["city"]})
GOOD = [
    chat("Is the museum open?", "Yes, until six."),
    chat("Time in Oslo?", called("get_time", '{"city": "Oslo"}', "call_1"), tools=[CLOCK]),
    chat("Größe? 🙂", 'Groß.\n"Sehr" groß.'),
    chat("And on Monday?", "No, closed."),
]

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\n").map(str.encode)
BYTES = st.integers(0, 255).filter(lambda byte: byte != ord("\n")).map(lambda byte: bytes([byte]))


@settings(deadline=None, max_examples=400)
@given(
    st.integers(0, len(GOOD) - 1),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 1),
    st.one_of(st.just(b""), CHARACTERS, BYTES, st.sampled_from([b'"', b"\\", b"{", b"}", b"[", b",", b"\r"])),
)
def test_a_damaged_character_blames_its_own_line(line: int, share: float, removed: int, put: bytes) -> None:
    lines = [text.encode() for text in GOOD]
    damaged = bytearray(lines[line])
    at = int(share * len(damaged))
    damaged[at : at + removed] = put
    lines[line] = bytes(damaged)
    for finding in findings_of(b"\n".join(lines) + b"\n"):
        blames_the_line = finding.line == line + 1
        assert blames_the_line or finding.whole_file or finding.code.startswith("FT7"), finding


def findings_of(data: bytes) -> list[Finding]:
    with source_of_stream(io.BytesIO(data), "train.jsonl") as source:
        result = lint_sources([source], JOB, dict(PLAN.levels))
        assert not result.crashes
        for file, finding in result.findings:
            assert file.location(finding).line == finding.line
        return [finding for _, finding in result.findings]


def test_the_file_before_the_damage_is_good() -> None:
    rest = {finding.code for finding in findings_of("".join(text + "\n" for text in GOOD).encode())}
    assert rest == {"FT701", "FT706"}
