"""One run: from files to a result."""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, cast

from ftlint.collecting import rare_collections
from ftlint.cost import choose_epochs, hourly_price, is_priced, training_cost
from ftlint.engine import Scanner
from ftlint.files import end_reports, look_at, size_reports, total_reports
from ftlint.findings import Severity
from ftlint.fixing.whole_files import whole_file_fix
from ftlint.folds import START
from ftlint.inputs import InputError, find_files
from ftlint.jobs import Job
from ftlint.kept_findings import Room
from ftlint.notices import guess_notices, method_notices, model_notices
from ftlint.parts import DROPS, Hit, Part, Plan, finish, merge
from ftlint.reading.compressed import source_of
from ftlint.reading.formats import NATIVE
from ftlint.reading.reader import chunks_of, read_lines, source_of_stream
from ftlint.results import FileResult, Result
from ftlint.rulebook import rulebook
from ftlint.targets import load
from ftlint.text.words import lines, visible
from ftlint.validation import Trained, apart, levels_as, once, only_file

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from ftlint.cards import Card
    from ftlint.pool import Pool
    from ftlint.reading.reader import Source
    from ftlint.targets import Format
    from ftlint.tokens.counter import Engine
    from ftlint.validation import Role

MOST_EPOCHS = 50
"""Source: `n_epochs` of a fine-tuning job in openai/openai-openapi, as of 2026-08-21."""

CHUNK = 8 * 1024 * 1024
"""Bytes that are scanned at a time."""


def choose_job(
    target: str = "openai",
    model: str | None = None,
    epochs: int | None = None,
    engine: Engine = "auto",
) -> Job:
    """Look up target and model. Raises UnknownTarget or UnknownModel; ValueError for impossible epochs."""
    if epochs is not None and not 1 <= epochs <= MOST_EPOCHS:
        raise ValueError(f"a job goes through its file 1 to {MOST_EPOCHS} times, not {epochs}")
    where = load(target)
    return Job(where, where.model(model or where.default_model or next(iter(where.models))), epochs, engine)


def choose_levels(
    job: Job, select: Iterable[str] = (), extend: Iterable[str] = (), ignore: Iterable[str] = ()
) -> dict[str, Severity]:
    """Choose the rules that are on, and their levels at the target. Raises UnknownRule."""
    book = rulebook()
    chosen = book.chosen(select, extend, ignore)
    named = book.named([*select, *extend])
    levels = {card.code: job.target.rules.get(card.code, _own_level(card, named)) for card in book}
    return {code: level for code, level in levels.items() if code in chosen and level is not Severity.OFF}


def _own_level(card: Card, named: Container[str]) -> Severity:
    """Give the level of a card; a rule that is off runs for whoever names it."""
    asked = card.severity is Severity.OFF and card.code in named
    return Severity.WARNING if asked else card.severity


def levels_for(kind: str, levels: dict[str, Severity]) -> dict[str, Severity]:
    """Leave out the rules that do not concern a native format; a foreign file keeps all."""
    if kind not in NATIVE:
        return levels
    cards = rulebook().cards
    return {code: level for code, level in levels.items() if kind in cards[code].formats}


def lint(  # noqa: PLR0913 (every one is named)
    *paths: str,
    target: str = "openai",
    model: str | None = None,
    epochs: int | None = None,
    format: Literal["sft", "dpo", "rft", "completions"] | None = None,  # noqa: A002 (its name everywhere)
    validation: str | None = None,
    select: str | Sequence[str] = (),
    extend_select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    jobs: int = 1,
    engine: Engine = "auto",
) -> Result:
    """Check files, and count what they teach and cost. Nothing is printed, nothing is changed.

    `paths` are files or folders. `model` is a name or an alias; without it, the target's default.
    `format` is what the files are; without it, each is what most of its first lines look like.
    `epochs` is how often the job goes through the file; without it, the provider's default rule.
    `validation` is the validation file of the job: it is checked too, and for examples of the training files.
    The selectors are codes, names, prefixes, or ALL. `jobs` is how many processes share a file of more than
    8 MiB; with more than one, a script needs the `if __name__ == "__main__"` that multiprocessing asks for.
    With the `engine` "reference" the packages of the extra `fast` are passed by; the result is the same.

    Raises InputError for what is not there or cannot be read; UnknownTarget, UnknownModel, UnknownRule;
    ValueError for a number of epochs that no job takes.
    """
    if not paths:
        raise InputError("no file was named")
    job = choose_job(target, model, epochs, engine)
    chosen = ([rules] if isinstance(rules, str) else rules for rules in (select, extend_select, ignore))
    levels = choose_levels(job, *chosen)
    with ExitStack() as stack:
        held = None if validation is None else open_validation(validation, None, stack)
        return lint_sources(
            list(open_sources(paths, None, stack)), job, levels, format, validation=held, jobs=jobs
        )


def open_sources(
    paths: Sequence[str],
    stdin: IO[bytes] | None,
    stack: ExitStack,
    stdin_name: str = "-",
    excluded: Callable[[str], bool] = lambda _: False,
) -> Iterator[Source]:
    """Open files, folders and, for `-`, the standard input, each once.

    `excluded` says which files are passed by where a folder or a pattern found them. Raises InputError.
    """
    seen: set[Path] = set()
    for path in dict.fromkeys(paths):
        try:
            if path == "-" and stdin is not None:
                yield stack.enter_context(source_of_stream(stdin, stdin_name))
                continue
            for file in find_files([path]):
                if str(file) != str(Path(path)) and excluded(str(file)):
                    continue
                if not file.is_file():
                    yield _spooled(file, stack)
                elif (real := file.resolve()) not in seen:
                    seen.add(real)
                    yield source_of(file, stack)
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}") from error


def open_validation(path: str, stdin: IO[bytes] | None, stack: ExitStack) -> Source:
    """Open the validation file. Raises InputError."""
    return only_file(list(open_sources([path], stdin, stack)), path)


def _spooled(pipe: Path, stack: ExitStack) -> Source:
    """Open what can be read only once, such as the `/dev/fd/63` of a shell's `<(command)`."""
    return stack.enter_context(source_of_stream(stack.enter_context(pipe.open("rb")), str(pipe)))


def lint_sources(
    sources: Sequence[Source],
    job: Job,
    levels: dict[str, Severity],
    format_: str | None = None,
    progress: Callable[[int], None] = lambda _: None,
    validation: Source | None = None,
    jobs: int = 1,
    ignored: Callable[[str], frozenset[str]] = lambda _: frozenset(),
) -> Result:
    """Check opened sources, all in the format `format_` or each in what it looks like.

    `progress` is told how many more bytes are done. `validation` is the validation file of every job that
    one of the sources is for. `jobs` is how many processes share a large file. `ignored` gives the rules that
    are off in a file, by its name. Raises InputError.
    """
    files: list[FileResult] = []
    trained, room = Trained(), Room()
    roles: list[tuple[Source, Role]] = [(source, "training") for source in sources]
    if validation is not None:
        roles = [(source, "training") for source in apart(sources, validation)]
        roles.append((validation, "validation"))
    with _pool(jobs, roles) as pool:
        for source, role in roles:
            off = ignored(source.name)
            on = levels_as(role, levels, compared=validation is not None)
            on = {code: level for code, level in on.items() if code not in off}
            file = FileResult(source, "", role, rules=frozenset(on))
            try:
                files.append(_lint_source(file, job, on, format_, progress, trained, pool, room))
            except OSError as error:
                raise InputError(f"{source.name}: {error.strerror or error}") from error
    today = datetime.datetime.now(tz=datetime.UTC).date()
    for file in files:
        if format_ is None:
            file.notices += guess_notices(job.model, file.format, file.tally)
        file.notices += method_notices(job.target, job.model, file.format, today)
    return Result(job, files, model_notices(job.target, job.model, today))


def _lint_source(
    result: FileResult,
    job: Job,
    levels: dict[str, Severity],
    format_: str | None,
    progress: Callable[[int], None],
    trained: Trained,
    pool: Pool | None,
    room: Room,
) -> FileResult:
    source = result.source
    kind, obstacle = look_at(source)
    result.format = kind if format_ is None or obstacle is not None else format_
    plan = Plan(job, levels_for(result.format, levels), result.format)
    said = list(size_reports(source, job))
    part = Part()
    if obstacle is not None:
        said.append(obstacle)
    else:
        with rare_collections():
            part = merge(_scan_all(source, plan, progress, pool))
        said += end_reports(part, job)
    _figures(result, part, job)
    said += total_reports(result, job)
    whole = [
        Hit(START, code, report, whole_file_fix(code, kind)) for code, report in said if code in plan.levels
    ]
    leaks = trained.leaks(part) if result.role == "validation" else ()
    leaked = (Hit(at, "FT704", report, DROPS["FT704"]) for at, report in leaks)
    result.findings = room.take(once(finish(part, plan, whole, leaked)))
    if result.role == "training":
        trained.keep(source.name, part)
    result.crashes = _crashes(source, part)
    return result


def _crashes(source: Source, part: Part) -> list[str]:
    """Say each fault of ftlint's once, with the first line that it came up on."""
    seen: dict[tuple[str, str], list[int]] = {}
    for crash in part.crashes:
        seen.setdefault((crash.code, crash.error), []).append(part.line_of(crash.at))
    return [
        f"{code} failed on {lines(numbers)} of {source.name}: {visible(error)}"
        for (code, error), numbers in seen.items()
    ]


def _pool(jobs: int, roles: Sequence[tuple[Source, Role]]) -> AbstractContextManager[Pool | None]:
    if jobs <= 1 or all(source.size <= CHUNK for source, _ in roles):
        return nullcontext()
    from ftlint.pool import Pool

    return Pool(jobs)


def _scan_all(
    source: Source, plan: Plan, progress: Callable[[int], None], pool: Pool | None
) -> Iterator[Part]:
    if pool is not None and source.size > CHUNK:
        for chunk, part in pool.scan(source, plan):
            yield part
            progress(chunk.length)
        return
    scanner = Scanner(plan, large=source.size > CHUNK)
    for number, chunk in enumerate(chunks_of(source, 0, CHUNK)):
        yield scanner.scan(read_lines(source, chunk), number)
        progress(chunk.length)


def _figures(result: FileResult, part: Part, job: Job) -> None:
    result.tally = tally = part.tally
    method = cast("Format", result.format)
    if result.role == "training":
        # How many epochs a reinforcement job has by default is nowhere said.
        rule = None if method == "rft" else job.target.default_epochs
        result.epochs = choose_epochs(job.epochs, tally.examples, rule)
        result.hourly = hourly_price(job.model, method)
    if result.epochs is not None and job.counter is not None and is_priced(job.model, method):
        result.cost = training_cost(tally.billed, result.epochs.n, job.model)
    if tally.longest is not None:
        result.longest_line = part.line_of(tally.longest[1])
