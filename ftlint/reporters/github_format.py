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
    from collections.abc import Iterator
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
    for level in _COMMANDS:
        found = [(file, finding) for file, finding in result.findings if finding.severity is level]
        of_rule = Counter(finding.code for _, finding in found)
        chosen = list(_first_of_each(found))[:ANNOTATIONS_PER_LEVEL]
        for file, finding in chosen:
            to.write(_annotation(file, finding, root, of_rule[finding.code]) + "\n")
        if len(chosen) < len(found):
            left += of_rule - Counter(finding.code for _, finding in chosen)
            said.append(f"{len(chosen)} of {count(len(found), level)}")
    if left:
        rest = ", ".join(f"{code} {number:,}" for code, number in left.most_common())
        shown = f"GitHub shows {ANNOTATIONS_PER_LEVEL} of a level for each step"
        to.write(f"Annotated: {', '.join(said)}, since {shown}. Not annotated: {rest}.\n")


def _first_of_each(found: list[Found]) -> Iterator[Found]:
    """Go through findings, the first of each rule before all others."""
    firsts = {finding.code: index for index, (_, finding) in reversed(list(enumerate(found)))}
    ahead = sorted(firsts.values())
    yield from (found[index] for index in ahead)
    yield from (pair for index, pair in enumerate(found) if firsts[pair[1].code] != index)


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
