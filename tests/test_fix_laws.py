"""Laws of repair: planted mistakes go and nothing else does; fixing settles; it never adds findings."""

from __future__ import annotations

import itertools
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ftlint.fixing.rounds import Fixed, Repair
from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.reading.reader import Source, source_of_file
from ftlint.rulebook import rulebook
from ftlint.text.style import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Json = dict[str, Any]

JOB = choose_job()
LEVELS = choose_levels(JOB, ignore=["FT701", "FT702"])

STYLES = [Style(), Style(":", ","), Style(ascii_only=True), Style(":", ",", ascii_only=True)]

WORDS = st.text("abc é\"\\\n\t中😀<>{}[]:,'", min_size=1, max_size=12).filter(
    lambda text: text.strip() == text
)
VALUES = st.one_of(
    st.integers(),
    st.booleans(),
    WORDS,
    st.lists(st.integers(), max_size=3),
    st.dictionaries(WORDS, st.none() | WORDS, max_size=2),
)


@st.composite
def chats(draw: st.DrawFn, style: Style) -> Json:
    """Draw an example with nothing to find: a system prompt, calls with their results, an answer."""
    names = ["get_weather", "find_flights", "book"]
    calls = []
    for number in range(draw(st.integers(0, 3))):
        arguments = draw(st.dictionaries(WORDS, VALUES, max_size=3))
        text = json.dumps(arguments, ensure_ascii=False, separators=(style.comma, style.colon))
        function = {"name": draw(st.sampled_from(names)), "arguments": text}
        calls.append({"id": f"call_{number}", "type": "function", "function": function})
    messages: list[Json] = [{"role": "user", "content": draw(WORDS)}]
    if calls:
        messages.append({"role": "assistant", "tool_calls": calls, "weight": 1})
        messages += [{"role": "tool", "tool_call_id": call["id"], "content": draw(WORDS)} for call in calls]
    messages.append({"role": "assistant", "content": draw(WORDS), "weight": 1})
    if not calls:
        return {"messages": messages}
    parameters = {"type": "object", "properties": {}}
    functions = [{"name": name, "description": "d", "parameters": parameters} for name in names]
    return {"messages": messages, "tools": [{"type": "function", "function": each} for each in functions]}


def _calls(chat: Json) -> list[Json]:
    return [call for message in chat["messages"] for call in message.get("tool_calls", ())]


def object_arguments(chat: Json) -> None:
    for call in _calls(chat)[:2]:
        call["function"]["arguments"] = json.loads(call["function"]["arguments"])


def twice_encoded(chat: Json) -> None:
    for call in _calls(chat)[2:]:
        call["function"]["arguments"] = json.dumps(call["function"]["arguments"])


def prefixed_names(chat: Json) -> None:
    for call in _calls(chat)[1:]:
        call["function"]["name"] = f"functions.{call['function']['name']}"


def calls_without_type(chat: Json) -> None:
    for call in _calls(chat):
        del call["type"]


def content_parts(chat: Json) -> None:
    for message in chat["messages"]:
        if message["role"] == "tool":
            message["content"] = [{"type": "text", "text": message["content"]}]


def odd_weights(chat: Json) -> None:
    for message, odd in zip(reversed(chat["messages"]), itertools.cycle([True, "1", 1.0]), strict=False):
        if "weight" in message:
            message["weight"] = odd


def weight_on_user(chat: Json) -> None:
    chat["messages"][0]["weight"] = 0


def upper_roles(chat: Json) -> None:
    chat["messages"][-1]["role"] = "Assistant"


def tools_without_type(chat: Json) -> None:
    for tool in chat.get("tools", ()):
        del tool["type"]


def idle_setting(chat: Json) -> None:
    if "tools" not in chat:
        chat["parallel_tool_calls"] = False


def no_calls(chat: Json) -> None:
    chat["messages"][-1]["tool_calls"] = []


PLANTS: list[Callable[[Json], None]] = [
    object_arguments,
    twice_encoded,
    prefixed_names,
    calls_without_type,
    content_parts,
    odd_weights,
    weight_on_user,
    upper_roles,
    tools_without_type,
    idle_setting,
    no_calls,
]
"""Mistakes whose safe fix leads back to what was there, byte for byte."""


class Files:
    """Runs repairs in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = (folder / f"{number}.jsonl" for number in itertools.count())

    def fix(self, data: bytes, *, unsafe: bool = False, levels: Any = LEVELS) -> tuple[bytes, Fixed]:
        path = next(self._names)
        path.write_bytes(data)

        def lint(sources: Sequence[Source]) -> Any:
            return lint_sources(sources, JOB, levels)

        fixed = Repair(lint, levels, lambda _: next(self._names), unsafe).run([source_of_file(path)])
        assert not fixed.result.crashes
        assert path.read_bytes() == data
        return fixed.files[0].current.path.read_bytes(), fixed


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("fixes"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_planted_mistakes_go_and_every_other_byte_stays(files: Files, data: st.DataObject) -> None:
    clean, planted = b"", b""
    for _ in range(data.draw(st.integers(1, 4))):
        style = data.draw(st.sampled_from(STYLES))
        chat = data.draw(chats(style))
        mistaken = deepcopy(chat)
        for plant in data.draw(st.lists(st.sampled_from(PLANTS), unique=True)):
            plant(mistaken)
        clean += style.json(chat).encode() + b"\n"
        planted += data.draw(st.sampled_from([b"", b"", b"\n", b" \r\n"]))
        planted += style.json(mistaken).encode() + data.draw(st.sampled_from([b"\n", b"\n", b"\r\n"]))
    assume(files.fix(clean)[0] == clean)  # a line that shows no style of its own may be written in another
    if planted.startswith(b"{"):  # a line of nothing but a mark has more than one way to be repaired
        planted = data.draw(st.sampled_from([b"", "\ufeff".encode()])) + planted
    if data.draw(st.booleans()):
        planted = planted.rstrip(b"\r\n")
    assert files.fix(planted)[0] == clean


GAPS = ["", " ", "\t ", ",", ", ", " ,", "\r"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_objects_on_one_line_get_lines_of_their_own(
    files: Files, data: st.DataObject, ending: str, ends: bool
) -> None:
    """In the line ending of the file, and nothing else of it changes."""
    kept = choose_levels(JOB, ignore=["FT014", "FT015", "FT701", "FT702"])
    together, apart = [], []
    for held in [1, *data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))]:
        style = data.draw(st.sampled_from(STYLES))
        objects = [style.json(data.draw(chats(style))) for _ in range(held)]
        gaps = [data.draw(st.sampled_from(GAPS)) for _ in objects[1:]]
        together.append("".join(map("".join, zip(objects, [*gaps, ""], strict=True))))
        apart += objects
    before, after = ((ending.join(each) + ending * ends).encode() for each in (together, apart))
    assume(files.fix(after, levels=kept)[0] == after)  # as above
    fixed, done = files.fix(before, levels=kept)
    assert fixed == after
    assert set(done.fixed) <= {"FT001"}


BROKEN = {"FT001", "FT002", "FT003", "FT004", "FT005", "FT007", "FT008", "FT009", "FT010", "FT118", "FT119"}
"""Findings that hide all others of their line or file."""

CARD_LINES = [
    json.dumps(json.loads(example.text)) if example.language == "json" else example.text.rstrip("\n")
    for card in rulebook()
    for example in card.examples()
    if not {"encoding", "escapes", "fill"} & example.options.keys()
]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(CARD_LINES), min_size=1, max_size=4), st.booleans())
def test_fixing_settles_and_never_adds_findings(files: Files, lines: list[str], unsafe: bool) -> None:
    before = "".join(line + "\n" for line in lines).encode()
    after, fixed = files.fix(before, unsafe=unsafe)
    again, more = files.fix(after, unsafe=unsafe)
    assert again == after
    assert not more.fixed
    assert bool(fixed.fixed) == (after != before)
    found = [finding for _, finding in fixed.before.findings]
    if not BROKEN & {finding.code for finding in found}:
        assert len(list(fixed.result.findings)) <= len(found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(CARD_LINES), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_lines_are_fixed_alike_whatever_stands_around(files: Files, lines: list[str], random: Any) -> None:
    """Rules over a whole file aside, a line becomes the same in any company."""
    alone = choose_levels(JOB, ignore=["FT0", "FT7", "FT6"])
    kept = [line for line in lines if "\n" not in line and line.startswith('{"messages"')]
    assume(kept)
    one_by_one = {line: files.fix(line.encode() + b"\n", unsafe=True, levels=alone)[0] for line in kept}
    random.shuffle(kept)
    together = files.fix("".join(line + "\n" for line in kept).encode(), unsafe=True, levels=alone)[0]
    assert together == b"".join(one_by_one[line] for line in kept)
