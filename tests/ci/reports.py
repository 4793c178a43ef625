"""Results with text that is meant to break reports, and readers of what reports are."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, NamedTuple

from ftlint.findings import Finding, Place, Severity
from ftlint.linting import choose_job
from ftlint.reading.reader import source_of_file
from ftlint.reporters import Look, reporter
from ftlint.results import FileResult, Result
from ftlint.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CODES = ("FT301", "FT103", "FT309", "FT112", "FT012")
LEVELS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def result_of(path: Path, texts: Iterable[str], *, labels: bool = False) -> Result:
    """Make a result with one finding for each text, which is its message, its help and a key of its place."""
    line = json.dumps({"messages": [{"role": "user", "content": "Hi"}]}).encode() + b"\n"
    texts = list(texts)
    path.write_bytes(line * max(len(texts), 1))
    findings = [
        Finding(
            code=CODES[index % len(CODES)],
            severity=LEVELS[index % len(LEVELS)],
            line=index + 1,
            offset=index * len(line),
            place=Place(("messages", 0, text), on="key"),
            message=text,
            help=text,
        )
        for index, text in enumerate(texts)
    ]
    file = FileResult(source_of_file(path), "sft", findings=findings, tally=Tally(examples=len(findings)))
    return Result(choose_job(), [file])


def written(result: Result, name: str, look: Look | None = None) -> str:
    """Write a result in a format."""
    to = io.StringIO()
    reporter(name)(result, to, look or Look(color="never", width=100))
    return to.getvalue()


class Command(NamedTuple):
    """A workflow command."""

    name: str
    properties: dict[str, str]
    data: str


_NAMES = frozenset({
    "error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "set-output", "set-env",
    "add-path", "save-state", "stop-commands", "echo", "add-matcher", "remove-matcher",
})  # fmt: skip


def commands_in(log: str) -> list[Command]:
    """Read a log as GitHub's runner does: `TryParseV2` and `TryParse` of `ActionCommand.cs`."""
    found = []
    for line in log.splitlines():
        command = _second(line.lstrip()) or _first(line)
        if command is not None:
            found.append(command)
    return found


def _second(line: str) -> Command | None:
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, data = line[2:].split("::", 1)
    name, _, rest = head.partition(" ")
    if name not in _NAMES:
        return None
    pairs = (pair.split("=", 1) for pair in rest.strip().split(",") if "=" in pair)
    properties = {key: _unescaped(value, "\r\n:,%") for key, value in pairs}
    return Command(name, properties, _unescaped(data, "\r\n%"))


def _first(line: str) -> Command | None:
    _, prefix, rest = line.partition("##[")
    head, bracket, data = rest.partition("]")
    name = head.partition(" ")[0]
    return Command(name, {}, data) if prefix and bracket and name in _NAMES else None


def _unescaped(text: str, characters: str) -> str:
    for character in characters:
        text = text.replace(f"%{ord(character):02X}", character)
    return text
