"""The Action's second step: check, annotate, and write the summary and the outputs."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftlint.ci.runner import add_summary, annotate, set_outputs
from ftlint.ci.settings import SettingError, Settings, read
from ftlint.records import dataclass
from ftlint.reporters.markdown_text import code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARKER = "<!-- ftlint -->"
"""First in the comment and not shown, so that a workflow finds its own comment again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the check."""

    exit_code: int
    page: str
    """Markdown."""
    report: dict[str, Any] | None = None
    """The JSON report; None where nothing was checked."""


def main() -> int:
    """Run the step as its environment says, and give its exit code, which is that of `ftlint check`."""
    from ftlint.__main__ import prepare_streams

    prepare_streams()
    environment = os.environ
    try:
        settings = read(environment)
        outcome = _checked(settings, environment)
    except (SettingError, OSError) as error:
        annotate("error", str(error))
        settings, outcome = None, _failed(2, str(error))
    if settings is None or settings.summary:
        add_summary(environment, outcome.page)
    set_outputs(environment, _outputs(settings, outcome))
    return outcome.exit_code


def _checked(settings: Settings, environment: Mapping[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="ftlint-", dir=environment.get("RUNNER_TEMP")) as name:
        folder = Path(name)
        report, page = folder / "report.json", folder / "page.md"
        exit_code, said = _run(settings.command(report, page))
        if not report.exists():
            return _failed(exit_code, said)
        found = json.loads(report.read_bytes())
        text = page.read_text(encoding="utf-8")
        return Outcome(exit_code, _with_change(text, found, environment, folder), found)


def _run(words: Sequence[str]) -> tuple[int, str]:
    """Run the command line here; what it says on the standard error becomes an annotation too."""
    from ftlint.__main__ import run

    buffer = io.BytesIO()
    stderr = io.TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace")
    with redirect_stderr(stderr):
        exit_code = run(words)
    stderr.flush()
    said = buffer.getvalue().decode()
    if said:
        annotate("error" if exit_code == 2 else "notice", said)
    return exit_code, said


def _failed(exit_code: int, said: str) -> Outcome:
    lines = "".join(f"\n{code(line)}  " for line in said.splitlines()[:10])
    return Outcome(exit_code, f"## ❌ ftlint: nothing was checked\n{lines}\n")


def _with_change(page: str, report: dict[str, Any], environment: Mapping[str, str], folder: Path) -> str:
    """Put the change against the base branch below the page's heading."""
    from ftlint.ci.base import find_base
    from ftlint.ci.change_table import not_fetched, table
    from ftlint.ci.changes import changes

    base = find_base(environment)
    if base is None:
        return page
    if base.commit is None:
        change = not_fetched(base)
    else:
        try:
            change = table(base, list(changes(report, base.commit, folder)))
        except OSError as error:
            change = f"Not compared with {code(base.name)}: {code(error.strerror or str(error))}\n"
    heading, _, rest = page.partition("\n")
    return f"{heading}\n\n{change}{rest}"


def _outputs(settings: Settings | None, outcome: Outcome) -> dict[str, str]:
    summary = outcome.report["summary"] if outcome.report else None
    tokens, cost = (summary["tokens"], summary["cost"]) if summary else (None, None)
    return {
        "errors": str(summary["errors"]) if summary else "",
        "warnings": str(summary["warnings"]) if summary else "",
        "infos": str(summary["infos"]) if summary else "",
        "tokens": str(tokens["total"]) if tokens else "",
        "cost": f"{cost['training']:.4f}" if cost else "",
        "exit-code": str(outcome.exit_code),
        "sarif": settings.sarif if settings and outcome.report else "",
        "comment": f"{MARKER}\n{outcome.page}" if settings and settings.comment else "",
    }


if __name__ == "__main__":
    sys.exit(main())
