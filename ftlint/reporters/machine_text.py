"""JSON and XML that a CI log can hold: nothing in them is a command to the service that runs the job."""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMAND = re.compile(r"(##[A-Za-z]*)\[")
"""How GitHub's runner (`##[error]`, anywhere in a line), Azure's (`##vso[`) and TeamCity (`##teamcity[`) are
told something. Source: `TryParse` in `ActionCommand.cs` of actions/runner."""


def json_text(value: object, indent: int | None = None) -> str:
    """Write JSON in ASCII; compact without `indent`."""
    compact = None if indent else (",", ":")
    return _COMMAND.sub(r"\1\\u005b", json.dumps(value, indent=indent, separators=compact))


def write_list(entries: Iterable[object], to: IO[str], margin: str = "") -> None:
    """Write an indented JSON array, each entry as soon as it is made; its lines stand behind `margin`."""
    before = "["
    for entry in entries:
        inner = f"\n{margin}  "
        to.write(before + inner + json_text(entry, indent=2).replace("\n", inner))
        before = ","
    to.write("[]" if before == "[" else f"\n{margin}]")


def xml_text(text: str) -> str:
    """Take the commands out of XML that is written already; it says the same as before."""
    return _COMMAND.sub(r"\1&#91;", text)
