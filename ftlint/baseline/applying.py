"""A baseline against a run: what is known is set aside and counted, what is not there any more is said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ftlint.baseline.entries import Baseline, Entry
from ftlint.baseline.identity import file_name, identities
from ftlint.kept_findings import Findings, Room
from ftlint.text.words import count

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint.baseline.identity import Identity
    from ftlint.results import Result


def found_in(result: Result, folder: Path) -> Counter[Identity]:
    """Count the findings of a run by identity. Raises OSError when a file cannot be read again."""
    return Counter(identity for file in result.files for identity, _ in identities(file, folder))


def set_aside(result: Result, baseline: Baseline) -> None:
    """Take the known findings out of a result, and count them as suppressed; say how many entries are stale.

    Of several findings that nothing tells apart, as many are known as the entry counts: one more is new.
    Raises OSError when a file cannot be read again.
    """
    left, room = baseline.counts, Room()
    for file in result.files:
        kept = Findings()
        for identity, finding in identities(file, baseline.path.parent):
            if left[identity] > 0:
                left[identity] -= 1
                file.suppressed += 1
            else:
                kept.append(finding)
        file.findings = room.take(kept)
    checked = _looked_for(result, baseline.path.parent)
    stale = sum(left[each] for each in baseline.entries if each.rule in checked.get(each.file, ()))
    if stale:
        said = f"{count(stale, 'finding')} of the baseline {'is' if stale == 1 else 'are'} not there any more"
        result.notices.append(f"{said}: `ftlint baseline prune` removes what is stale")


def _looked_for(result: Result, folder: Path) -> dict[str, frozenset[str]]:
    """List the rules that were on, by file: only what was looked for can be missed."""
    return {file_name(file, folder): file.rules for file in result.files}


def renewed(result: Result, old: Baseline, *, add: bool, prune: bool) -> Baseline:
    """Give the baseline after a run: `add` takes in what is new, `prune` lets go what is not there any more.

    Reasons are kept, and so are the entries of files and rules that were not checked. Raises OSError when a
    file cannot be read again.
    """
    folder = old.path.parent
    checked = _looked_for(result, folder)
    found = found_in(result, folder)
    new = Baseline(old.path)
    for identity, entry in old.entries.items():
        number = found.pop(identity, 0)
        least = 0 if prune and identity.rule in checked.get(identity.file, ()) else entry.count
        most = number if add else min(number, entry.count)
        if max(least, most):
            new.entries[identity] = Entry(max(least, most), entry.reason)
    if add:
        new.entries |= {identity: Entry(number) for identity, number in found.items()}
    return new
