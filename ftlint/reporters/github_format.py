"""The `github` format: annotations of a workflow run, as many as GitHub shows, and a word about the rest."""

from __future__ import annotations

from collections import Counter
from typing import IO, TYPE_CHECKING, Final

from ftlint.findings import Severity
from ftlint.reporters.ci_limits import ANNOTATIONS_PER_LEVEL
from ftlint.reporters.closing import verdict
from ftlint.reporters.paths import STDIN, path_or_name, project_root
from ftlint.rulebook import rulebook
from ftlint.text.words import count, visible

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.findings import Finding
    from ftlint.reporters import Look
    from ftlint.results import FileResult, Result

    Found = tuple[FileResult, Finding]

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_IN_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES: Final = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})
"""Source: `_escapeDataMappings` and `_escapePropertyMappings` in `ActionCommand.cs` of actions/runner."""


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write the annotations and the verdict. Raises OSError when an input cannot be read again."""
    annotate(result, to, look)
    to.write(f"{verdict(result)}\n")


def annotate(result: Result, to: IO[str], look: Look) -> None:
    """Write the annotations, errors first, and what is not annotated. `look` was heeded before."""
    del look
    root = project_root()
    left: Counter[str] = Counter()
    said = []
    first = _first_of_each(result)
    for level in _COMMANDS:
        of_rule = _of_each(result, level)
        chosen = first[level]
        for file, finding in chosen:
            to.write(_annotation(file, finding, root, of_rule[finding.code]) + "\n")
        if len(chosen) < of_rule.total():
            left += of_rule - Counter(finding.code for _, finding in chosen)
            said.append(f"{len(chosen)} of {count(of_rule.total(), level)}")
    if left:
        rest = ", ".join(f"{code} {number:,}" for code, number in left.most_common())
        shown = f"GitHub shows {ANNOTATIONS_PER_LEVEL} of a level for each step"
        to.write(f"Annotated: {', '.join(said)}, since {shown}. Not annotated: {rest}.\n")


def _of_each(result: Result, level: Severity) -> Counter[str]:
    """Count the findings of a level by rule."""
    numbers: Counter[str] = Counter()
    for file in result.files:
        for (code, severity, _), number in file.counts.items():
            if severity is level:
                numbers[code] += number
    return numbers


def _first_of_each(result: Result) -> dict[Severity, list[Found]]:
    """Choose the findings that are annotated, by level: the first of each rule before all others."""
    firsts: dict[Severity, dict[str, Found]] = {level: {} for level in _COMMANDS}
    others: dict[Severity, list[Found]] = {level: [] for level in _COMMANDS}
    for file, finding in result.findings:
        if finding.code not in firsts[finding.severity]:
            firsts[finding.severity][finding.code] = file, finding
        elif len(others[finding.severity]) < ANNOTATIONS_PER_LEVEL:
            others[finding.severity].append((file, finding))
    chosen = {level: [*firsts[level].values(), *others[level]] for level in _COMMANDS}
    return {level: found[:ANNOTATIONS_PER_LEVEL] for level, found in chosen.items()}


def _annotation(file: FileResult, finding: Finding, root: Path, of_rule: int) -> str:
    location = file.location(finding)
    properties: dict[str, object] = {}
    if file.name != STDIN:
        properties["file"] = visible(path_or_name(file.name, root))
    properties |= {"line": location.line, "endLine": location.end_line}
    if not finding.whole_file:
        properties |= {"col": location.column, "endColumn": location.end_column}
    properties["title"] = f"{finding.code} {rulebook().cards[finding.code].name}"
    lines = [visible(finding.message)]
    if finding.help:
        lines.append(f"help: {visible(finding.help)}")
    if of_rule > 1:
        lines.append(f"({of_rule:,} {finding.code} in all)")
    return command(_COMMANDS[finding.severity], properties, "\n".join(lines))


def command(name: str, properties: dict[str, object], data: str) -> str:
    """Write one workflow command on one line; nothing in properties or data can end it or begin another."""
    written = ",".join(f"{key}={str(value).translate(_IN_PROPERTIES)}" for key, value in properties.items())
    return f"::{name} {written}::{data.translate(_IN_DATA)}"
