"""FT708: tools that nobody calls."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ftlint import lint
from ftlint.checks.tool_use import uncalled_tools
from ftlint.tally import Tally

if TYPE_CHECKING:
    from pathlib import Path


def said(examples: int, called: dict[str, int], declared: dict[str, int], unread: int = 0) -> str | None:
    tally = Tally(examples=examples, unread=unread, called=Counter(called), declared=Counter(declared))
    reports = list(uncalled_tools(tally))
    assert len(reports) <= 1
    return reports[0].message if reports else None


ALL = {"get_time": 10, "get_day": 10}


@pytest.mark.parametrize(
    ("examples", "called", "declared", "message"),
    [
        (10, {"get_time": 1}, ALL, '1 declared tool is never called: "get_day"'),
        (9, {"get_time": 1}, {"get_time": 9, "get_day": 9}, None),
        (10, {}, ALL, None),
        (10, {"get_time": 9, "get_day": 1}, ALL, None),
        (11, {"get_time": 1}, ALL, '1 declared tool is never called: "get_day"'),
        (20, {"get_time": 1}, {"get_time": 20, "get_day": 17}, None),
        (10, {"get_time": 1, "functions.get_day": 3}, ALL, None),
        (10, {"get_time": 1, "getDay": 3}, ALL, None),
        (10, {"get_time": 1, "send_mail": 3}, ALL, '1 declared tool is never called: "get_day"'),
        (
            100,
            {"a": 50, "b": 2},
            dict.fromkeys("abcdefg", 100),
            '6 declared tools are never called: "c", "d", "e" and 2 more; hardly ever called: "b" (2)',
        ),
        (99, {"a": 50, "b": 2}, dict.fromkeys("ab", 99), None),
        (100, {"a": 50, "b": 3}, dict.fromkeys("ab", 100), None),
    ],
)
def test_what_is_said(
    examples: int, called: dict[str, int], declared: dict[str, int], message: str | None
) -> None:
    assert said(examples, called, declared) == message


def test_lines_that_cannot_be_read_do_not_count() -> None:
    assert said(15, {"get_time": 1}, ALL, unread=5)
    assert said(14, {"get_time": 1}, dict.fromkeys(ALL, 9), unread=5) is None


def test_the_shipped_example(examples: Path) -> None:
    [(file, finding)] = lint(str(examples / "support-agent.jsonl"), select=["FT708"]).findings
    assert finding.whole_file
    assert finding.message == '1 declared tool is never called: "update_newsletter"'
    assert (file.location(finding).line, finding.place.path) == (1, ())
