"""Rules about length and cost: where an example is cut, what cannot be known, what is summed up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.engine import Scanner
from ftlint.findings import Finding, Place, Severity
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan, finish, merge
from ftlint.reading.reader import Line
from ftlint.targets import Figure
from ftlint.tokens.cutting import cut_of
from ftlint.tokens.special import REFUSED, TEMPLATES, special_tokens
from ftlint.view.example import Example, read_example
from ftlint.view.toolbox import read_toolbox

if TYPE_CHECKING:
    from ftlint.jobs import Job

JOB = choose_job(model="gpt-3.5-turbo-0613")
LEVELS = choose_levels(JOB)
MINE = {code: level for code, level in LEVELS.items() if code.startswith("FT5") or code == "FT604"}

USER = {"role": "user", "content": "Weather in Oslo?"}
ANSWER = {"role": "assistant", "content": "Rain, and in the evening a little snow."}


def with_window(job: Job, window: int) -> Job:
    figure = Figure(value=window, source=job.model.methods.source)
    return replace(job, model=replace(job.model, training_window=figure))


def read(*messages: Any, job: Job = JOB, tools: Any = None) -> Example:
    return read_example({"messages": list(messages)}, read_toolbox(tools, None), job)


def findings(*examples: Any, job: Job = JOB, chunks: int = 1) -> list[Finding]:
    scanner = Scanner(Plan(job, MINE))
    lines = [Line(n, n, json.dumps(example).encode(), b"\n") for n, example in enumerate(examples)]
    size = -(-len(lines) // chunks)
    parts = [scanner.scan(lines[at : at + size], at // size) for at in range(0, len(lines), size)]
    part = merge(parts)
    assert part.crashes == []
    return list(finish(part, scanner.plan))


@pytest.mark.parametrize("short_by", range(0, 40, 3))
def test_every_cut_names_the_turn_it_falls_in(short_by: int) -> None:
    messages = [USER, ANSWER, USER, ANSWER]
    total = read(*messages).tokens.total
    job = with_window(JOB, total - short_by)
    example = read(*messages, job=job)
    cut = cut_of(example, job.training_window)
    if short_by <= example.tokens.bound:
        assert cut is None
        return
    assert cut is not None
    sizes = example.tokens.messages
    whole = next(n for n in range(5) if sum(sizes[-n:] if n else ()) >= short_by)
    assert [message.index for message in cut.lost] == list(range(4 - whole, 4))


def test_what_may_fit_is_no_error() -> None:
    example = {"messages": [USER, ANSWER, USER, ANSWER]}
    tokens = read(*example["messages"]).tokens
    total = tokens.total
    assert tokens.bound == 1
    assert [f.code for f in findings(example, job=with_window(JOB, total))] == ["FT503"]
    assert [f.code for f in findings(example, job=with_window(JOB, total - 1))] == ["FT503"]
    assert [f.code for f in findings(example, job=with_window(JOB, total - 2))] == ["FT501"]
    assert findings(example, job=with_window(JOB, 2 * total)) == []


def test_tool_definitions_stand_first() -> None:
    tool = {"type": "function", "function": {"name": "look", "description": "word " * 5_000}}
    [finding] = findings({"messages": [USER, ANSWER], "tools": [tool]})
    assert finding.code == "FT604"
    assert finding.place.path == ("messages", 1)


def test_without_an_encoding_or_a_window_nothing_is_said() -> None:
    example = {"messages": [{"role": "user", "content": "word " * 20_000}, ANSWER]}
    assert findings(example, job=replace(JOB, model=replace(JOB.model, encoding=None))) == []
    unlimited = replace(JOB.model, training_window=None, fine_tuned_context=None)
    assert findings(example, job=replace(JOB, model=unlimited)) == []


def test_the_base_window_is_named_when_it_is_passed_too() -> None:
    base = Figure(value=16_385, source=JOB.model.methods.source)
    job = replace(JOB, model=replace(JOB.model, context_window=base))
    [finding] = findings({"messages": [{"role": "user", "content": "word " * 20_000}, ANSWER]}, job=job)
    assert finding.code == "FT502"
    assert "gpt-3.5-turbo-0613 itself 16,385, and training keeps 4,096" in finding.message


TOOL = {"type": "function", "function": {"name": "look", "description": "word " * 50}}


@pytest.mark.parametrize("chunks", [1, 2, 5, 12])
def test_tools_dominate_is_said_once_however_the_file_is_cut(chunks: int) -> None:
    lines = [{"messages": [USER, ANSWER], "tools": [TOOL]}] * 12
    [finding] = findings(*lines, chunks=chunks)
    assert (finding.code, finding.whole_file, finding.line) == ("FT508", True, 1)
    assert finding == findings(*lines)[0]


def test_few_examples_with_tools_say_nothing() -> None:
    with_tools = {"messages": [USER, ANSWER], "tools": [TOOL]}
    assert findings(*[with_tools] * 9, {"messages": [USER, ANSWER]}) == []


@pytest.mark.parametrize("token", [token for family in (REFUSED, *TEMPLATES) for token in family.tokens])
def test_every_listed_token_is_found(token: str) -> None:
    [match] = special_tokens(f"é{token} ")
    assert (match[0], match.start()) == (token, 1)
    [finding] = findings({"messages": [{"role": "user", "content": f"é{token} "}, ANSWER]})
    assert finding.severity == (Severity.ERROR if token in REFUSED.tokens else Severity.WARNING)
    assert finding.place.inside == (1, 1 + len(token))


@pytest.mark.parametrize(
    "text", ["<|", "<||>", "|>", "<|ENDOFTEXT|>", "< |endoftext| >", "<s>", "[INST", "end_of_turn"]
)
def test_what_only_looks_like_a_token(text: str) -> None:
    assert special_tokens(text) == []


def test_a_token_in_a_key_of_arguments_is_found() -> None:
    call = {"name": "f", "arguments": {"a": [{"<|endoftext|>": 1}]}}
    value = {"messages": [USER, {"role": "assistant", "tool_calls": [{"id": "c", "function": call}]}]}
    [finding] = [one for one in findings(value) if one.code == "FT506"]
    path = ("messages", 1, "tool_calls", 0, "function", "arguments", "a", 0, "<|endoftext|>")
    assert finding.place == Place(path, on="key")


def test_an_error_hides_the_warning_in_the_same_text() -> None:
    text = "<|im_start|>a<|endoftext|>b<|endoftext|>"
    [finding] = findings({"messages": [{"role": "user", "content": text}, ANSWER]})
    assert finding.severity is Severity.ERROR
    assert finding.place.inside == (13, 26)
    assert "2 in all" in finding.message


def test_tokens_are_found_in_parts_refusals_and_arguments() -> None:
    call = {
        "id": "a",
        "type": "function",
        "function": {"name": "look", "arguments": '{"a": "<|endoftext|>"}'},
    }
    assistant = {"role": "assistant", "refusal": "<|endoftext|>", "tool_calls": [call]}
    parts = [{"type": "text", "text": "x"}, {"type": "text", "text": "<|endoftext|>"}]
    found = findings({"messages": [{"role": "user", "content": parts}, assistant]})
    assert [finding.place.path for finding in found] == [
        ("messages", 0, "content", 1, "text"),
        ("messages", 1, "refusal"),
        ("messages", 1, "tool_calls", 0, "function", "arguments"),
    ]


def test_sources_stand_behind_the_tokens() -> None:
    assert all(family.source for family in (REFUSED, *TEMPLATES))
