"""The `junit` format: a test suite for each file, a test case for each finding.

What makes the run fail is a failure; what is lighter is a skipped test, which is seen and fails nothing.
A file without findings is one test that passes. Source: `junit-10.xsd` of Jenkins' xUnit plugin.
"""

from __future__ import annotations

from collections import Counter
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET

from ftlint.reporters.machine_text import xml_text
from ftlint.reporters.paths import path_or_name, project_root
from ftlint.rulebook import rulebook
from ftlint.text.words import path_text, visible

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.findings import Finding
    from ftlint.reporters import Look
    from ftlint.results import FileResult, Result

    Counts = dict[str, int]


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write all suites. Raises OSError when an input cannot be read again."""
    suites = ET.Element("testsuites", name="ftlint")
    root = project_root()
    for file in result.files:
        suites.append(_suite(file, look, root))
    if result.crashes:
        suites.append(_crashes(result.crashes))
    for key in ("tests", "failures", "errors"):
        suites.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    ET.indent(suites)
    to.write('<?xml version="1.0" encoding="utf-8"?>\n')
    to.write(xml_text(ET.tostring(suites, encoding="unicode")) + "\n")


def _suite(file: FileResult, look: Look, root: Path) -> ET.Element:
    path = visible(path_or_name(file.name, root))
    suite = ET.Element("testsuite", name=path)
    failures = 0
    names: Counter[str] = Counter()
    for finding in file.findings:
        fails = finding.severity.rank <= look.fail_on.rank
        failures += fails
        suite.append(_case(file, finding, path, names, outcome="failure" if fails else "skipped"))
    if not file.findings:
        ET.SubElement(suite, "testcase", name="no findings", classname=path)
    total, skipped = max(len(file.findings), 1), len(file.findings) - failures
    return _counted(suite, {"tests": total, "failures": failures, "errors": 0, "skipped": skipped})


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


def _crashes(crashes: list[str]) -> ET.Element:
    suite = ET.Element("testsuite", name="ftlint itself")
    for number, crash in enumerate(crashes, 1):
        case = ET.SubElement(suite, "testcase", name=f"internal error {number}", classname="ftlint")
        ET.SubElement(case, "error", type="internal error", message=visible(crash))
    return _counted(suite, {"tests": len(crashes), "failures": 0, "errors": len(crashes), "skipped": 0})


def _counted(suite: ET.Element, counts: Counts) -> ET.Element:
    for key, number in counts.items():
        suite.set(key, str(number))
    return suite
