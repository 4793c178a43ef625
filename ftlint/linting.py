"""One run: from files to a result."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

from ftlint.cost import choose_epochs, training_cost
from ftlint.engine import Scanner
from ftlint.files import end_reports, look_at, size_reports
from ftlint.findings import Severity
from ftlint.folds import START
from ftlint.inputs import InputError, find_files
from ftlint.jobs import Job
from ftlint.notices import model_notices
from ftlint.parts import Hit, Part, Plan, finish, merge
from ftlint.reading.formats import NATIVE
from ftlint.reading.reader import chunks_of, read_lines, source_of_file, source_of_stream
from ftlint.results import FileResult, Result
from ftlint.rulebook import rulebook
from ftlint.targets import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ftlint.reading.reader import Source

CHUNK = 8 * 1024 * 1024
"""Bytes that are scanned at a time."""


def choose_job(target: str = "openai", model: str | None = None, epochs: int | None = None) -> Job:
    """Look up target and model. Raises UnknownTarget or UnknownModel."""
    where = load(target)
    return Job(where, where.model(model or where.default_model or next(iter(where.models))), epochs)


def choose_levels(
    job: Job, select: Iterable[str] = (), extend: Iterable[str] = (), ignore: Iterable[str] = ()
) -> dict[str, Severity]:
    """Choose the rules that are on, and their levels at the target. Raises UnknownRule."""
    book = rulebook()
    chosen = book.chosen(select, extend, ignore)
    levels = {card.code: job.target.rules.get(card.code, card.severity) for card in book}
    return {code: level for code, level in levels.items() if code in chosen and level is not Severity.OFF}


def lint(
    *paths: str,
    target: str = "openai",
    model: str | None = None,
    epochs: int | None = None,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Result:
    """Check files, and count what they teach and cost. Nothing is printed, nothing is changed.

    `paths` are files or folders. `model` is a name or an alias; without it, the target's default.
    `epochs` is how often the job goes through the file; without it, the provider's default rule.
    The selectors are codes, names, prefixes, or ALL.

    Raises InputError for what is not there or cannot be read; UnknownTarget, UnknownModel, UnknownRule.
    """
    job = choose_job(target, model, epochs)
    levels = choose_levels(job, select, extend_select, ignore)
    with ExitStack() as stack:
        return lint_sources(list(open_sources(paths, None, stack)), job, levels)


def open_sources(
    paths: Sequence[str], stdin: IO[bytes] | None, stack: ExitStack, stdin_name: str = "-"
) -> Iterator[Source]:
    """Open files, folders and, for `-`, the standard input. Raises InputError."""
    for path in paths:
        try:
            if path == "-" and stdin is not None:
                yield stack.enter_context(source_of_stream(stdin, stdin_name))
            else:
                for file in find_files([path]):
                    yield source_of_file(file) if file.is_file() else _spooled(file, stack)
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}") from error


def _spooled(pipe: Path, stack: ExitStack) -> Source:
    """Open what can be read only once, such as the `/dev/fd/63` of a shell's `<(command)`."""
    return stack.enter_context(source_of_stream(stack.enter_context(pipe.open("rb")), str(pipe)))


def lint_sources(
    sources: Sequence[Source],
    job: Job,
    levels: dict[str, Severity],
    progress: Callable[[int], None] = lambda _: None,
) -> Result:
    """Check opened sources; `progress` is told how many more bytes are done. Raises InputError."""
    files = []
    for source in sources:
        try:
            files.append(_lint_source(source, job, levels, progress))
        except OSError as error:
            raise InputError(f"{source.name}: {error.strerror or error}") from error
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return Result(job, files, model_notices(job.target, job.model, today))


def _lint_source(
    source: Source, job: Job, levels: dict[str, Severity], progress: Callable[[int], None]
) -> FileResult:
    kind, obstacle = look_at(source)
    plan = Plan(job, levels, kind)
    result = FileResult(source, kind)
    said = list(size_reports(source, job))
    part = Part()
    if obstacle is not None:
        said.append(obstacle)
    else:
        part = merge(_scan_all(source, plan, progress))
        said += end_reports(part, job)
        if kind != "sft":
            result.notices.append(f"{NATIVE[kind]} files ({kind}) are checked for bytes and JSON only")
    hits = [Hit(START, code, report) for code, report in said if code in levels]
    part.hits = hits + part.hits
    result.findings = finish(part, plan)
    result.crashes = [
        f"{crash.code} failed on line {part.line_of(crash.at)} of {source.name}: {crash.error}"
        for crash in part.crashes
    ]
    _figures(result, part, job)
    return result


def _scan_all(source: Source, plan: Plan, progress: Callable[[int], None]) -> Iterator[Part]:
    scanner = Scanner(plan)
    for number, chunk in enumerate(chunks_of(source, 0, CHUNK)):
        yield scanner.scan(read_lines(source, chunk), number)
        progress(chunk.length)


def _figures(result: FileResult, part: Part, job: Job) -> None:
    result.tally = tally = part.tally
    result.epochs = choose_epochs(job.epochs, tally.examples, job.target.default_epochs)
    if result.epochs is not None and job.counter is not None:
        result.cost = training_cost(tally.billed, result.epochs.n, job.model)
    if tally.longest is not None:
        result.longest_line = part.line_of(tally.longest[1])
