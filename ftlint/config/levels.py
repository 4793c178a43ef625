"""Which rules are on, at which level, and who decided that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ftlint.findings import Severity
from ftlint.kept_findings import Findings, Room
from ftlint.linting import choose_levels
from ftlint.rulebook import rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ftlint.config.settings import Settings
    from ftlint.jobs import Job
    from ftlint.results import FileResult


def levels_of(settings: Settings, job: Job) -> dict[str, Severity]:
    """Choose the rules that are on, and their levels: the card's, the target's, then the config's.

    Raises UnknownRule for a selector of the command line.
    """
    chosen = _chosen(settings)
    levels = choose_levels(job, settings.select, settings.extend_select, settings.ignore)
    for code, level in settings.rules.items():
        if level is Severity.OFF:
            levels.pop(code, None)
        elif code in chosen:
            levels[code] = level
    return {code: levels[code] for code in sorted(levels)}


def hold_to_levels(files: Iterable[FileResult], settings: Settings) -> None:
    """Give findings the level that the config sets for their rule: it also beats the cases on the card."""
    room = Room()
    for file in files if settings.rules else ():
        held = (
            replace(finding, severity=settings.rules.get(finding.code, finding.severity))
            for finding in file.findings
        )
        file.findings = room.take(Findings(held))


def _chosen(settings: Settings) -> frozenset[str]:
    return rulebook().chosen(settings.select, settings.extend_select, settings.ignore)


def who_set(code: str, settings: Settings, job: Job) -> str:
    """Say who decided on the level of a rule: the card, the target, or a line that selects or ignores it."""
    if code in _chosen(settings):
        if code in settings.rules:
            return settings.origin("rules", code)
        if code in job.target.rules:
            return f"default of {job.target.name}"
        named = [origin for exact, _, origin in _deciding(code, settings) if exact == -1]
        off = rulebook().cards[code].severity is Severity.OFF
        return named[-1] if named and off else "the rule's card"
    deciding = max(_deciding(code, settings), default=None)
    return deciding[2] if deciding else settings.origin("select")


def _deciding(code: str, settings: Settings) -> Iterator[tuple[int, bool, str]]:
    """List the selectors that mean a rule: how exact each is, whether it ignores, and where it stands."""
    book = rulebook()
    for key, selectors in (
        ("select", settings.select),
        ("extend-select", settings.extend_select),
        ("ignore", settings.ignore),
    ):
        for index, selector in enumerate(selectors):
            if code in (codes := book.match(selector)):
                origin = f"{settings.origin(key, index)} ({key})"
                yield -len(codes), key == "ignore", origin
