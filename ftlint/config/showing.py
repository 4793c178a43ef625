"""`--show-settings`: what is in force, and who set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.config.levels import levels_of, who_set
from ftlint.findings import Severity
from ftlint.linting import choose_job
from ftlint.rulebook import rulebook
from ftlint.text.glyphs import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.config.settings import Settings
    from ftlint.jobs import Job

_NAME, _VALUE = 18, 34
"""Columns of a key and of its value."""


def show_settings(settings: Settings, *, baseline: str | None = None, all_rules: bool = False) -> list[str]:
    """Write the lines of `--show-settings`: safe to print, without line ends.

    `baseline` is the one that is in use though nobody named it. Of the rules, only those are shown whose
    level is not that of their card, unless `all_rules` are wanted.
    Raises UnknownTarget, UnknownModel and UnknownRule for what the command line names.
    """
    job = choose_job(settings.target, settings.model, settings.epochs)
    lines = [f"{'config':{_NAME}}{settings.looked}", *_scalars(settings, job, baseline)]
    for name in ("select", "extend-select", "ignore", "exclude"):
        entries = getattr(settings, name.replace("-", "_"))
        default = "ALL" if name == "select" else "none"
        lines += [_row(name, entry, settings.origin(name, n)) for n, entry in enumerate(entries)]
        lines += [] if entries else [_row(name, default, settings.origin(name))]
    for glob, selectors in settings.per_file_ignores.items():
        origin = settings.origin("per-file-ignores", glob)
        lines.append(_row("per-file-ignores", f"{glob}: {', '.join(selectors)}", origin))
    for number, dataset in enumerate(settings.datasets):
        files = f"{', '.join(dataset.train)} with {dataset.validation}"
        lines.append(_row("datasets", files, settings.origin("datasets", number)))
    return [visible(line) for line in [*lines, *_rules(settings, job, all_rules)]]


def _scalars(settings: Settings, job: Job, baseline: str | None) -> Iterator[str]:
    rule = job.target.default_epochs
    values: dict[str, object] = {
        "target": job.target.name,
        "model": job.model.label,
        "format": settings.format or "each file's own",
        "epochs": settings.epochs or (f"{rule.target}, by the size of the file" if rule else "not known"),
        "validation": settings.validation or "none",
        "fail-on": settings.fail_on,
        "output-format": ", ".join(settings.output_format),
        "excerpts": str(settings.excerpts).lower(),
        "unsafe-fixes": str(settings.unsafe_fixes).lower(),
        "jobs": settings.jobs or "as the machine has",
        "baseline": settings.baseline or baseline or "none",
        "max-cost": f"${settings.max_cost:,.2f}" if settings.max_cost is not None else "none",
        "max-tokens": f"{settings.max_tokens:,}" if settings.max_tokens is not None else "none",
    }
    for name, value in values.items():
        yield _row(name, str(value), settings.origin(name))


def _rules(settings: Settings, job: Job, all_rules: bool) -> Iterator[str]:
    levels = levels_of(settings, job)
    book = rulebook()
    yield ""
    if all_rules:
        yield f"{len(levels)} of {len(book.cards)} rules are on:"
    else:
        yield f"{len(levels)} of {len(book.cards)} rules are on; not as on their cards are:"
    found = False
    for card in book:
        level = levels.get(card.code, Severity.OFF)
        if all_rules or level is not card.severity:
            found = True
            yield _row(f"{card.code} {level}", card.name, who_set(card.code, settings, job))
    if not found:
        yield "none"


def _row(name: str, value: str, origin: str) -> str:
    return f"{name:{_NAME - 1}} {value:{_VALUE - 1}} {origin}"
