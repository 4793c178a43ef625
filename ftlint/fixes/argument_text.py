"""The text of tool-call arguments, as it is written into a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ftlint.fixes.splicing import spliced
from ftlint.view.nodes import MAY_BE_TOO_LARGE

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.fixing.subject import Subject


def is_object(text: str) -> bool:
    """Say whether a text is one JSON object, by the rules that the arguments of a call are read by."""
    from ftlint.reading.syntax import diagnose

    if not text.lstrip().startswith("{"):
        return False
    return diagnose(text) is None and (not MAY_BE_TOO_LARGE.search(text) or _is_finite(text))


def _is_finite(text: str) -> bool:
    try:
        json.dumps(json.loads(text), allow_nan=False)
    except (ValueError, RecursionError):
        return False
    return True


def arguments(line: Subject, path: Path, text: str) -> str:
    """Write the JSON text of arguments as the target takes them at a path: as a string, or as the object."""
    wanted = line.plan.job.target.arguments
    is_legacy = path[-2:-1] == ("function_call",)
    if wanted is not None and wanted.value == "object" and not is_legacy:
        return spliced(text, line.style)
    return line.json(text)


def takes_nothing(line: Subject, function: Path) -> bool:
    """Say whether the function that is called at a path is known, and can be called without arguments."""
    name = line.get((*function, "name"))
    tool = line.examples[-1].toolbox.get(name) if isinstance(name, str) and line.examples else None
    return tool is not None and not tool.ambiguous and not tool.checker.violations({})
