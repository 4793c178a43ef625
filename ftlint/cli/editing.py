"""What `ftlint mask` and `ftlint convert` share: one file in, its new version in its place or elsewhere."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ftlint.cli import completing
from ftlint.cli.running import color_option, guard, refuse, show
from ftlint.records import dataclass
from ftlint.text.glyphs import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO

    from ftlint.findings import Report
    from ftlint.fixing.streaming import Mentions, Piece
    from ftlint.reading.reader import Source
    from ftlint.reporters import Look

    Option = Callable[[Callable[..., None]], Callable[..., None]]

_OPTIONS: tuple[Option, ...] = (
    click.argument("file", shell_complete=completing.data_files, metavar="FILE"),
    click.option(
        "--format",
        "format_",
        type=click.Choice(["sft", "dpo", "rft", "completions"]),
        help="What the file is.  [default: what most of its first lines look like]",
    ),
    click.option(
        "--output", metavar="FILE", help="Write there, - for the standard output; leave FILE alone."
    ),
    click.option("--diff", is_flag=True, help="Show what would change, and change nothing."),
    color_option,
)

EXIT_CODES = """\b
Exit codes:
  0  done
  1  done, but lines could not be read, or something could not be carried over
  2  bad usage, or a file that cannot be read or written; it is then as it was
"""


def edit_command(*own: Option) -> Callable[..., click.Command]:
    """Make a command that edits a file, with options of its own behind the argument."""

    def made(run: Callable[..., None]) -> click.Command:
        options = (_OPTIONS[0], *own, *_OPTIONS[1:])
        for option in reversed(options):
            run = option(run)
        return click.command(epilog=EXIT_CODES, no_args_is_help=True)(run)

    return made


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be edited, and where the result belongs."""

    file: str
    format: str | None
    output: str | None
    diff: bool


@contextmanager
def opened(file: str) -> Iterator[Source]:
    """Open the one file that is meant; ends the program with a sentence and 2 where that cannot be done."""
    from ftlint.inputs import InputError
    from ftlint.linting import open_sources

    stdin = sys.stdin.buffer if sys.stdin is not None else None
    if stdin is None and file == "-":
        refuse("the standard input is closed")
    if Path(file).is_dir():
        refuse(f"{file}: a folder; name one file")
    with ExitStack() as stack:
        try:
            (source,) = open_sources([file], stdin, stack)
        except InputError as error:
            refuse(str(error))
        yield source


def looked_at(source: Source, format_: str | None) -> tuple[str, Report | None]:
    """Say what format a file is in, and what keeps it from being read line by line."""
    from ftlint.files import look_at

    try:
        kind, obstacle = look_at(source)
    except OSError as error:
        refuse(f"{source.name}: {error.strerror or error}")
    if obstacle is not None:
        return kind, obstacle[1]
    return format_ or kind, None


def deliver(pieces: Callable[[], Iterable[Piece]], source: Source, wanted: Wanted, look: Look) -> None:
    """Write the pieces of the new version where they belong, or show what is changed.

    Ends the program with a sentence and 2 where the file cannot be written: it is then as it was.
    """
    from ftlint.fixing.replacing import FileError
    from ftlint.inputs import PACKED
    from ftlint.reporters.edited_lines import write

    output = "-" if wanted.output is None and wanted.file == "-" else wanted.output
    try:
        if wanted.diff:
            show(lambda: write(source.name, pieces(), sys.stdout, look))
        elif output == "-":
            guard(lambda: _print(pieces()))
        elif output is None or _is_same(output, source):
            _replace(pieces(), source, source)
        elif output.lower().endswith(PACKED):
            refuse(f"{output}: the result is not compressed; give it a name that does not say so")
        else:
            _write_to(Path(output), pieces(), source)
    except FileError as error:
        refuse(str(error))


def tell(sentences: Iterable[str]) -> None:
    """Say what was done, on the standard error."""
    for sentence in sentences:
        click.echo(f"ftlint: {visible(sentence)}", err=True)


def preface(wanted: Wanted) -> Iterator[str]:
    """Say that nothing is written, where that is so."""
    if wanted.diff:
        yield "nothing was written; without --diff it would be:"


def unread_sentence(unread: Mentions, file: str) -> Iterator[str]:
    """Say which lines were copied as they are."""
    if unread.count:
        from ftlint.text.words import count

        said = count(unread.count, "line was", "lines were")
        yield f"{said} not read, and copied unchanged ({unread}); ftlint {file} says why"


def _is_same(output: str, source: Source) -> bool:
    with suppress(OSError, ValueError):
        return source.path.samefile(output)
    return False


def _print(pieces: Iterable[Piece]) -> None:
    _pour(pieces, sys.stdout.buffer)


def _pour(pieces: Iterable[Piece], to: IO[bytes]) -> bool:
    """Write pieces; says whether any of them is new."""
    changed = False
    for piece in pieces:
        to.write(piece.new)
        to.write(piece.ending)
        changed |= piece.new is not piece.old and piece.new != piece.old
    to.flush()
    return changed


def _replace(pieces: Iterable[Piece], source: Source, place: Source) -> None:
    """Write the new version of `source` beside `place`, and put it there, if it is not the same."""
    from ftlint.fixing.replacing import Scratch, replace_file, said_of, stamp

    expected = stamp(place)
    with Scratch() as scratch:
        path = scratch.path_for(place)
        with said_of(place.name), path.open("wb") as to:
            changed = _pour(pieces, to)
        if changed or source is not place:
            replace_file(path, place, expected)


def _write_to(output: Path, pieces: Iterable[Piece], source: Source) -> None:
    """Write the new version to a file of its own, or to a device, such as `/dev/stdout`."""
    from ftlint.fixing.replacing import said_of
    from ftlint.reading.reader import source_of_file

    name = str(output)
    if output.exists() and not output.is_file():
        with said_of(name), output.open("wb") as to:
            _pour(pieces, to)
        return
    made = False
    with said_of(name):
        if not output.exists():
            output.touch(_mode_for(source))
            made = True
        place = source_of_file(output)
    try:
        _replace(pieces, source, place)
    except BaseException:
        if made:
            output.unlink(missing_ok=True)
        raise


def _mode_for(source: Source) -> int:
    """Give the mode of a new file beside `source`: what only its owner may read stays so."""
    if source.name != str(source.path):  # what was read is a copy, which is private itself
        return 0o666
    return source.path.stat().st_mode & 0o666 | 0o600
