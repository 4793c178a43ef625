"""What is wrong with a file as a whole, before and after its lines are read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, cast

from ftlint.checks.tool_use import uncalled_tools
from ftlint.findings import Place, Report, Severity
from ftlint.reading.container import HEAD, probe
from ftlint.reading.formats import FOREIGN, NATIVE, format_of_file
from ftlint.reading.parsing import BOM, decode
from ftlint.reading.reader import Chunk, read_lines
from ftlint.reading.sample import read
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.jobs import Job
    from ftlint.parts import Part
    from ftlint.reading.reader import Source
    from ftlint.results import FileResult
    from ftlint.targets import Format

CODES = ("FT013", "FT014", "FT015", "FT119", "FT504", "FT505", "FT507", "FT701", "FT708")
"""The rules that are checked here."""

EXAMPLES = 100
"""How many examples at the start of a file its format is judged by."""


def look_at(source: Source) -> tuple[str, tuple[str, Report] | None]:
    """Judge what a file is: the name of its format, and what keeps it from being read line by line.

    Raises OSError.
    """
    with source.open() as stream:
        head = stream.read(HEAD)
    container = probe(head, source.size)
    if container.report is not None:
        return container.kind, container.report
    name = format_of_file(islice(_first_examples(source), EXAMPLES))
    if name in FOREIGN:
        title, way = FOREIGN[name]
        said = f'the file is in the format {title}; fine-tuning wants "messages" on each line'
        return name, ("FT119", Report(Place(), said, way))
    return name, None


def _first_examples(source: Source) -> Iterator[dict[str, object]]:
    """Go through the examples that begin in the head of the file, the broken ones left out."""
    for line in read_lines(source, Chunk(0, 0, min(HEAD, source.size))):
        value = read(decode(line.raw.removeprefix(BOM)))
        if isinstance(value, dict):
            yield value


def size_reports(source: Source, job: Job) -> Iterator[tuple[str, Report]]:
    """Check the size of a file against what the provider takes."""
    limits = job.target.limits
    most = limits.upload_bytes
    if most is None or source.size <= most.value:
        return
    said = f"the file has {source.size:,} bytes; {job.target.name} takes {most.value:,} in one upload"
    way = "split the file"
    if limits.multipart_bytes is not None and source.size <= limits.multipart_bytes.value:
        way = "upload it in parts with the Uploads API, or split the file"
    yield "FT504", Report(Place(), said, way)


def end_reports(part: Part, job: Job) -> Iterator[tuple[str, Report]]:
    """Check what is known only when all lines have been read."""
    crlf, lf, none = (part.endings.get(ending, 0) for ending in (b"\r\n", b"\n", b""))
    if crlf:
        mixed = f", {lf:,} in LF" if lf else ""
        said = f"{count(crlf, 'line')} {'ends' if crlf == 1 else 'end'} in CRLF{mixed}"
        yield "FT014", Report(Place(), said, "end every line with a single line feed")
    if none:
        yield "FT015", Report(Place(), "the last line has no line ending", "end the file with a line feed")
    examples, fewest = part.tally.examples, job.target.limits.min_examples
    if not examples:
        yield "FT013", Report(Place(), "the file has only white space", "write one example on each line")
    elif fewest is not None and examples < fewest.value and part.tally.unread < examples:
        said = f"the file has {count(examples, 'example')}; {job.target.name} wants at least {fewest.value}"
        yield "FT701", Report(Place(), said, f"add {fewest.value - examples} more")


def total_reports(file: FileResult, job: Job) -> Iterator[tuple[str, Report]]:
    """Check what was counted in a whole file against what one job takes."""
    limits, examples, name = job.target.limits, file.tally.examples, job.target.name
    if file.format in NATIVE:
        most_by_format = limits.max_examples if file.role == "training" else limits.max_validation_examples
        most = most_by_format.get(cast("Format", file.format))
        if most is not None and examples > most.value:
            kind = "a validation file" if file.role == "validation" else "a training file"
            said = f"the file has {count(examples, 'example')}; {name} takes {most.value:,} in {kind}"
            yield "FT507", Report(Place(), said, f"leave out {count(examples - most.value, 'example')}")
    if limits.job_tokens is not None and (report := _job_tokens(file, job, limits.job_tokens.value)):
        yield "FT505", report
    for report in uncalled_tools(file.tally):
        yield "FT708", report


def _job_tokens(file: FileResult, job: Job, most: int) -> Report | None:
    """Compare tokens x epochs with the most that a job takes; an error is only what is beyond doubt."""
    given = job.epochs is not None
    epochs = file.epochs.n if file.epochs else 1
    tokens = file.tally.billed
    if tokens * epochs <= most:
        return None
    surely = (tokens - file.tally.bound) * (epochs if given else 1) > most
    whose = "" if given else " (the default, estimated)" if file.epochs else ""
    said = f"{tokens:,} tokens × {count(epochs, 'epoch')}{whose}; {job.target.name} takes {most:,} in a job"
    way = f"use {count(most // tokens, 'epoch')} at most" if tokens <= most else "split the file over jobs"
    return Report(Place(), said, way, severity=None if surely else Severity.WARNING)
