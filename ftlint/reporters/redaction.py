"""A result without the text of its files: for logs that more people read than may read the data.

What stays are the places (file, line, column), the rules, and all figures. What goes is whatever was written
in a file: values that messages and helps quote, names of tools, ids, and keys that are not of the formats.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ftlint.findings import Place
from ftlint.kept_findings import Findings, Room
from ftlint.results import Repairs
from ftlint.rulebook import rulebook

if TYPE_CHECKING:
    from ftlint.findings import Finding, Path
    from ftlint.results import FileResult, Result
    from ftlint.tally import Tally

KEYS: Final = frozenset(
    {
        *(
            "messages",
            "role",
            "content",
            "name",
            "weight",
            "refusal",
            "type",
            "text",
            "image_url",
            "url",
            "detail",
        ),
        *("tool_calls", "id", "function", "arguments", "tool_call_id", "function_call", "custom"),
        *("audio", "input_audio", "data", "format", "file", "file_id", "file_data", "filename"),
        *("tools", "functions", "description", "parameters", "strict", "parallel_tool_calls"),
        *("input", "preferred_output", "non_preferred_output", "prompt", "completion"),
    }
)
"""Keys of the native formats: that one of them is there says nothing about the data."""

_CLOSED: Final = frozenset({"arguments", "parameters", "data", "url"})
"""What is below these keys is the user's own."""

_CRASH = re.compile(r"FT\d{3} failed on (?:no line|lines? [\d, …]+)")


def without_text(result: Result) -> Result:
    """Copy a result without what stands in the files. Raises OSError when one cannot be read again."""
    repairs, room = result.repairs, Room()
    if repairs is not None:
        repairs = Repairs(
            repairs.fixed, ("the reasons are not shown (--no-excerpts)",) * bool(repairs.refused)
        )
    return replace(result, files=[_file(file, room) for file in result.files], repairs=repairs)


def _file(file: FileResult, room: Room) -> FileResult:
    return replace(
        file,
        findings=room.take(Findings(_finding(file, finding) for finding in file.findings)),
        tally=_tally(file.tally),
        crashes=[_crash(crash) for crash in file.crashes],
    )


def _finding(file: FileResult, finding: Finding) -> Finding:
    """Say only what the rule's card says; the columns stay those of the exact place."""
    labels = tuple(
        replace(label, place=Place(known_part(label.place.path)), text="belongs to this finding")
        for label in finding.labels
    )
    raw = None if finding.whole_file else file.places_of(finding).locate(finding.place)
    return replace(
        finding,
        place=Place(known_part(finding.place.path), raw=raw),
        message=rulebook().cards[finding.code].head.summary,
        help=f"ftlint rule {finding.code} explains it",
        labels=labels,
    )


def known_part(path: Path) -> Path:
    """Cut a path before the first key that is not of a format, and behind what holds the user's own keys."""
    for depth, step in enumerate(path):
        if isinstance(step, str) and step not in KEYS:
            return path[:depth]
        if step in _CLOSED:
            return path[: depth + 1]
    return path


def _tally(tally: Tally) -> Tally:
    """Call the tools by numbers, the one that is called most first."""
    names = sorted(tally.called.keys() | tally.declared.keys(), key=lambda name: (-tally.called[name], name))
    numbered = {name: f"tool-{number}" for number, name in enumerate(names, 1)}
    called = Counter({numbered[name]: calls for name, calls in tally.called.items()})
    declared = Counter({numbered[name]: examples for name, examples in tally.declared.items()})
    return replace(tally, called=called, declared=declared, ids=[])


def _crash(sentence: str) -> str:
    """Keep rule and lines of an internal error; what was raised may quote the data."""
    said = _CRASH.match(sentence)
    return said[0] if said else "a rule failed"
