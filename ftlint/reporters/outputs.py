"""Where results go: several formats in one run, to files and to the standard output."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from ftlint.records import dataclass
from ftlint.reporters import NAMES, reporter
from ftlint.text.words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ftlint.reporters import Look
    from ftlint.results import Result

FOR_PEOPLE: Final = frozenset({"full", "concise", "grouped", "markdown"})
"""Formats that show text as it is written in the files."""


class OutputError(ValueError):
    """An output cannot be written, or was not asked for in a way that makes sense; the text says why."""


@dataclass(frozen=True, slots=True)
class Output:
    """One format, and the file that it goes to; None: the standard output."""

    name: str
    path: Path | None = None


def parse_outputs(given: Sequence[str], default: str = "full") -> list[Output]:
    """Read the values of `--output-format`, each `NAME` or `NAME=FILE`; without any it is `default`.

    `=-` means the standard output. Files are looked at, so that nobody waits for a report that has no place.
    Raises OutputError for an unknown name, for two outputs to one place, and for a file that cannot be.
    """
    outputs = [_parse(value) for value in given] or [Output(default)]
    seen: dict[Path | None, Output] = {}
    for output in outputs:
        place = None if output.path is None else _real(output.path)
        if place in seen:
            both = f"{seen[place].name} and {output.name}"
            if place is None:
                raise OutputError(
                    f"{both} cannot both go to the standard output; write --output-format NAME=FILE"
                )
            raise OutputError(f"{both} cannot both go to {output.path}")
        seen[place] = output
    return outputs


def _parse(value: str) -> Output:
    name, equals, file = value.partition("=")
    if name not in NAMES:
        near = nearest(name.lower(), NAMES)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(NAMES)}"
        raise OutputError(f"no output format is called {name!r}; {hint}")
    if not equals or file == "-":
        return Output(name)
    if not file:
        raise OutputError(f"{value}: the file's name is missing")
    return Output(name, _writable(name, Path(file)))


def _writable(name: str, path: Path) -> Path:
    if "\0" in str(path):
        raise OutputError(f"{name}={str(path)!r}: no file's name has a NUL")
    if path.is_dir():
        raise OutputError(f"{name}={path}: a folder; name a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"{name}={path}: there is no folder {path.parent}")
    return path


def refuse_inputs(outputs: Iterable[Output], inputs: Iterable[str]) -> None:
    """Raise OutputError where an output would be written over one of the files that are checked."""
    read = {_real(Path(name)): name for name in inputs}
    for output in outputs:
        if output.path is not None and (name := read.get(_real(output.path))) is not None:
            raise OutputError(f"{output.name} would be written over {name}, which is checked")


def write_outputs(result: Result, outputs: Iterable[Output], look: Look, stdout: IO[str]) -> None:
    """Write all outputs, files first. Raises OutputError for a file, and OSError for the standard output."""
    refuse_inputs(outputs := list(outputs), [str(file.source.path) for file in result.files])
    in_file = replace(look, color="never")
    for output in sorted(outputs, key=lambda output: output.path is None):
        write = reporter(output.name)
        if output.path is None:
            with commands_off(stdout, wanted=output.name in FOR_PEOPLE):
                write(result, stdout, look)
            continue
        try:
            with replacing(output.path) as to:
                write(result, to, in_file)
        except OSError as error:
            raise OutputError(_not_written(output.name, output.path, error, result)) from error


def _not_written(name: str, path: Path, error: OSError, result: Result) -> str:
    """Say why a report was not written; a checked file may have gone meanwhile."""
    gone = next((file.name for file in result.files if str(file.source.path) == error.filename), None)
    because = f"{gone}: {error.strerror}" if gone is not None else error.strerror or str(error)
    return f"{path}: {name} cannot be written: {because}"


@contextmanager
def commands_off(to: IO[str], *, wanted: bool = True) -> Iterator[None]:
    """Have GitHub's runner take nothing in a log for a command, since what people read shows what files hold.

    Source: «Stopping and starting workflow commands» on
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands, as of 2026-11.
    """
    if not wanted or os.environ.get("GITHUB_ACTIONS") != "true":
        yield
        return
    token = os.urandom(16).hex()  # what nobody can write into a file beforehand
    to.write(f"::stop-commands::{token}\n")
    try:
        yield
    finally:
        to.write(f"::{token}::\n")


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """Write a file beside `path` and rename it over it at the end; a device or pipe is written as it is."""
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as to:
            yield to
        return
    real = _real(path)
    if real.exists() and not os.access(real, os.W_OK):
        raise PermissionError(None, "the file is read-only")
    beside = real.with_name(f".{os.urandom(8).hex()}.ftlint")
    try:
        with beside.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as to:
            yield to
        if real.exists():
            beside.chmod(real.stat().st_mode & 0o7777)
        beside.replace(real)
    finally:
        with suppress(OSError):
            beside.unlink()


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
