"""Files, repaired: lint, fix what can be fixed, and lint again, until nothing changes.

Each round writes a file anew, into a scratch file: the file itself is not touched here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final

from ftlint.fixing.conversions import ConversionError, convert
from ftlint.fixing.line_repair import LineRepair
from ftlint.fixing.replacing import said_of
from ftlint.fixing.rewriting import Rewritten, Target, rewrite, write_endings
from ftlint.fixing.whole_files import CONVERTED, CRLF, ENDINGS, NO_FINAL
from ftlint.kept_findings import Findings, Room
from ftlint.linting import levels_for
from ftlint.parts import DROPS, Plan
from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import IO

    from ftlint.findings import Finding, FixKind, Severity
    from ftlint.fixing.done import Done
    from ftlint.fixing.rewriting import Refused
    from ftlint.reading.reader import Source
    from ftlint.results import FileResult, Result

MOST_ROUNDS: Final = 8
"""One for what holds the lines, one for their endings, one for the lines, one for repeats; and spares."""


@dataclass
class FixedFile:
    """What was done to one file."""

    original: Source
    current: Source
    """Where it stands now: in a scratch file, if anything changed."""
    converted: tuple[str, Source] | None = None
    """What the file was, and the file as JSON Lines before its lines were repaired, if it was none."""
    unconverted: str | None = None
    """The line and the reason for which the file, which is no JSON Lines, could not be converted."""
    fixed: Counter[str] = field(default_factory=Counter)
    """How many fixes were made, by rule."""
    done: list[Done] = field(default_factory=list)
    """What each round did to which lines, by their numbers before that round."""
    refused: list[Refused] = field(default_factory=list)
    """The fixes that were not made, in the last round that looked at lines."""

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return self.current is not self.original


@dataclass
class Fixed:
    """What was done, and what is still wrong."""

    before: Result
    """Of the files as they were."""
    result: Result
    """Of the files as they stand now."""
    files: list[FixedFile]

    @property
    def fixed(self) -> Counter[str]:
        """How many fixes were made in all files, by rule."""
        return sum((file.fixed for file in self.files), Counter())


@dataclass(frozen=True)
class Repair:
    """Repairs files by the rules that are on. `scratch` gives a new path for each version of a file."""

    lint: Callable[[Sequence[Source]], Result]
    levels: dict[str, Severity]
    scratch: Callable[[Source], Path]
    unsafe: bool = False

    def run(self, sources: Sequence[Source]) -> Fixed:
        """Write files anew until nothing changes; the files themselves are not touched.

        Raises FileError where a version cannot be written, InputError where a file cannot be read.
        """
        files = [FixedFile(source, source) for source in sources]
        before = result = self.lint(sources)
        for _ in range(MOST_ROUNDS):
            by_path = {file.current.path: file for file in files}
            turns = [self._turn(by_path[found.source.path], found, result) for found in result.files]
            if not any(turns):
                break
            result = self.lint([file.current for file in files])
        by_path = {file.current.path: file for file in files}
        room = Room()
        for found in result.files:
            left = _without_refused(found.findings, by_path[found.source.path])
            found.findings = room.take(Findings(left))
        return Fixed(before, result, files)

    def _turn(self, file: FixedFile, found: FileResult, result: Result) -> bool:
        """Write a file anew with what can be done now; False where that is nothing."""
        file.refused = []  # what is still wrong is tried anew
        wanted = any(self._wants(kind) for _, _, kind in found.counts)
        if not wanted or found.crashes or file.unconverted is not None:
            return False
        path = self.scratch(file.original)
        with said_of(file.original.name), path.open("wb") as to:
            changed = self._write(file, found, result, to)
        if changed:
            before = file.current
            file.current = replace(before, path=path, size=path.stat().st_size)
            if file.converted is not None and file.converted[1] is file.original:
                file.converted = file.converted[0], file.current
            if before is not file.original and (file.converted is None or before is not file.converted[1]):
                before.path.unlink()  # a file may be large, and this version is needed no more
        else:
            path.unlink()
        return changed

    def _wants(self, kind: FixKind | None) -> bool:
        return kind == "safe" or (self.unsafe and kind is not None)

    def _write(self, file: FixedFile, found: FileResult, result: Result, to: IO[bytes]) -> bool:
        whole = {one.code for one in found.findings if one.whole_file and self._wants(one.fix)}
        if whole & CONVERTED:
            try:
                convert(file.current, found.format, to)
            except ConversionError as error:
                file.unconverted = str(error)
                return False
            file.converted = found.format, file.original
        elif whole & ENDINGS:
            write_endings(file.current, to, line_feeds=CRLF in whole, final=NO_FINAL in whole)
        else:
            return self._write_lines(file, found, result, to)
        file.fixed += Counter(whole & (CONVERTED if whole & CONVERTED else ENDINGS))
        return True

    def _write_lines(self, file: FixedFile, found: FileResult, result: Result, to: IO[bytes]) -> bool:
        targets: dict[int, Target] = {}
        for one in found.findings:
            if not self._wants(one.fix):
                continue
            if one.code in DROPS:
                targets[one.offset] = Target(one.line, one.code)
            else:
                targets.setdefault(one.offset, Target(one.line))
        on = {code: level for code, level in self.levels.items() if code in found.rules}
        plan = Plan(result.job.uncounted, levels_for(found.format, on), found.format)
        done = Rewritten()
        rewrite(file.current, to, targets, LineRepair(plan, unsafe=self.unsafe), done)
        file.fixed += done.fixed
        file.refused = done.refused
        file.done.append(done.done)
        return bool(done.changed)


def _without_refused(findings: Iterable[Finding], file: FixedFile) -> Iterator[Finding]:
    """Give the findings of a file as it stands now; a fix that was refused is no longer offered."""
    refused = {(one.line, one.refusal.code, one.refusal.path) for one in file.refused}
    for one in findings:
        unconverted = file.unconverted is not None and one.whole_file and one.code in CONVERTED
        in_vain = unconverted or (one.line, one.code, one.place.path) in refused
        yield replace(one, fix=None) if in_vain else one
