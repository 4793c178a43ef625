"""The last word on a run: how many findings, in how many examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.findings import Severity
from ftlint.text.words import count

if TYPE_CHECKING:
    from ftlint.findings import Finding
    from ftlint.results import Result

BLANK_LINE = "FT011"
"""A line, and not an example."""


def verdict(result: Result) -> str:
    """Say `Found 3 errors and 1 warning in 2 of 1,204 examples.`, or that nothing was found."""
    examples = sum(file.tally.examples for file in result.files)
    levels = [(result.count(level), level) for level in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    found = [count(number, level.value) for number, level in levels if number]
    over = count(examples, "example")
    if len(result.files) > 1:
        over += f" in {count(len(result.files), 'file')}"
    if not found:
        return f"No findings in {over}."
    touched = len({(file.name, f.line) for file, f in result.findings if _is_about_an_example(f)})
    listed = found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
    if not examples:
        return f"Found {listed}; nothing else was checked, since no line could be read as an example."
    if not touched:
        return f"Found {listed}; {over}."
    return f"Found {listed} in {touched:,} of {over}."


def _is_about_an_example(finding: Finding) -> bool:
    return not finding.whole_file and finding.code != BLANK_LINE
