"""The validation file of a job: it is checked like the training file, and for rows of that file in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from ftlint.checks.leakage import Kept, Leaks, leaks
from ftlint.inputs import InputError
from ftlint.kept_findings import Findings
from ftlint.line_numbers import LineNumbers
from ftlint.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ftlint.findings import Report, Severity
    from ftlint.folds import At
    from ftlint.parts import Part
    from ftlint.reading.reader import Source

Role = Literal["training", "validation"]

ONLY_OF_TRAINING: Final = frozenset({"FT505", "FT508", "FT701", "FT708"})
"""Rules about what is paid for and learned; a validation file has no fewest examples either."""

REPEATS: Final = "FT702"


class Trained:
    """What is kept of the training files, so that the validation file can be compared with them."""

    def __init__(self) -> None:
        self._files: list[Kept] = []

    def keep(self, name: str, part: Part) -> None:
        """Keep what the examples of a training file are known by; the part's folds must be closed."""
        records = part.states.get(Leaks.code)
        if records:
            self._files.append(Kept(name, records, part.line_of))
        part.states.clear()

    def leaks(self, part: Part) -> Iterator[tuple[At, Report]]:
        """Report every example of the validation file that is in a training file."""
        return leaks(self._files, part.states.get(Leaks.code, Spool()))


def levels_as(role: Role, levels: Mapping[str, Severity], *, compared: bool) -> dict[str, Severity]:
    """Leave out the rules that do not concern a file of this role.

    `compared` says whether there is a validation file; without one, nothing is kept to compare it with.
    """
    passed_by = ONLY_OF_TRAINING if role == "validation" else frozenset[str]()
    if not compared:
        passed_by |= {Leaks.code}
    return {code: level for code, level in levels.items() if code not in passed_by}


def once(findings: Findings) -> Findings:
    """Leave out that an example is repeated where it has to go anyway, since the training file has it."""
    if not {Leaks.code, REPEATS} <= {code for code, _, _ in findings.counts}:
        return findings
    leaked = LineNumbers(finding.line for finding in findings if finding.code == Leaks.code)
    return Findings(finding for finding in findings if finding.code != REPEATS or finding.line not in leaked)


def apart(sources: Sequence[Source], validation: Source) -> list[Source]:
    """Leave the validation file out of the training files: both may be in the folder that is checked.

    Raises InputError where no training file is left, or a file has gone.
    """
    try:
        held = validation.origin or validation.path
        left = [source for source in sources if not (source.origin or source.path).samefile(held)]
    except OSError as error:
        raise InputError(f"{validation.name}: {error.strerror or error}") from error
    if not left:
        raise InputError(f"{validation.name}: this is the validation file, and there is no training file")
    return left


def only_file(sources: Sequence[Source], path: str) -> Source:
    """Give the one source that `path` was opened as. Raises InputError where it is a folder with several."""
    if len(sources) != 1:
        raise InputError(f"{path}: name one validation file; this folder has {len(sources)}")
    return sources[0]
