"""The `junit` format: a test suite for each file, a test case for each finding.

What makes the run fail is a failure; what is lighter is a skipped test, which is seen and fails nothing.
A file without findings is one test that passes. Source: `junit-10.xsd` of Jenkins' xUnit plugin.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import IO, TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from ftlint.reporters.machine_text import xml_text
from ftlint.reporters.paths import path_or_name, project_root
from ftlint.rulebook import rulebook
from ftlint.text.words import path_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ftlint.findings import Finding
    from ftlint.reporters import Look
    from ftlint.results import FileResult, Result

    Counts = dict[str, int]

_CLOSED: Final = " />"
"""What an element without children ends in."""


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write all suites. Raises OSError when an input cannot be read again."""
    root = project_root()
    suites: list[tuple[ET.Element, Iterable[ET.Element]]]
    suites = [(_suite(file, look, root), _cases(file, look, root)) for file in result.files]
    if result.crashes:
        suites.append(_crashes(result.crashes))
    whole = ET.Element("testsuites", name="ftlint")
    for key in ("tests", "failures", "errors"):
        whole.set(key, str(sum(int(suite.get(key, "0")) for suite, _ in suites)))
    to.write('<?xml version="1.0" encoding="utf-8"?>\n')
    if not suites:
        to.write(_text(whole) + "\n")
        return
    to.write(_opened(whole) + "\n")
    for suite, cases in suites:
        to.write(f"  {_opened(suite)}\n")
        for case in cases:
            ET.indent(case, level=2)
            to.write(f"    {_text(case)}\n")
        to.write("  </testsuite>\n")
    to.write("</testsuites>\n")


def _text(element: ET.Element) -> str:
    return xml_text(ET.tostring(element, encoding="unicode"))


def _opened(empty: ET.Element) -> str:
    """Write the tag that opens an element which has no children yet."""
    return _text(empty).removesuffix(_CLOSED) + ">"


def _suite(file: FileResult, look: Look, root: Path) -> ET.Element:
    """Make the suite of a file, without its cases."""
    suite = ET.Element("testsuite", name=visible(path_or_name(file.name, root)))
    found = len(file.findings)
    failures = sum(n for (_, level, _), n in file.counts.items() if level.rank <= look.fail_on.rank)
    return _counted(
        suite, {"tests": max(found, 1), "failures": failures, "errors": 0, "skipped": found - failures}
    )


def _cases(file: FileResult, look: Look, root: Path) -> Iterator[ET.Element]:
    path = visible(path_or_name(file.name, root))
    if not file.findings:
        yield ET.Element("testcase", name="no findings", classname=path)
    for _, found in groupby(file.findings, attrgetter("line")):
        names: Counter[str] = Counter()  # they name the line, so no other line has them
        for finding in found:
            fails = finding.severity.rank <= look.fail_on.rank
            yield _case(file, finding, path, names, outcome="failure" if fails else "skipped")


def _case(file: FileResult, finding: Finding, path: str, names: Counter[str], *, outcome: str) -> ET.Element:
    location = file.location(finding)
    rule = f"{finding.code} {rulebook().cards[finding.code].name}"
    where = "" if finding.whole_file else f" at {location.line}:{location.column}"
    names[rule + where] += 1
    number = names[rule + where]
    again = f" ({number})" if number > 1 else ""
    case = ET.Element("testcase", name=f"{rule}{where}{again}", classname=path)
    message = visible(finding.message)
    said = ET.SubElement(case, outcome, type=finding.severity.value, message=message)
    lines = [f"{finding.severity} {rule}: {message}", f"  --> {path}:{location.line}:{location.column}"]
    if finding.place.path:
        lines.append(f"  in {path_text(finding.place.path)}")
    if finding.help:
        lines.append(f"  help: {visible(finding.help)}")
    said.text = "\n".join(lines)
    return case


def _crashes(crashes: list[str]) -> tuple[ET.Element, list[ET.Element]]:
    suite = ET.Element("testsuite", name="ftlint itself")
    cases = []
    for number, crash in enumerate(crashes, 1):
        case = ET.Element("testcase", name=f"internal error {number}", classname="ftlint")
        ET.SubElement(case, "error", type="internal error", message=visible(crash))
        cases.append(case)
    counts = {"tests": len(crashes), "failures": 0, "errors": len(crashes), "skipped": 0}
    return _counted(suite, counts), cases


def _counted(suite: ET.Element, counts: Counts) -> ET.Element:
    for key, number in counts.items():
        suite.set(key, str(number))
    return suite
