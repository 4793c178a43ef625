"""What the workflow asks of the Action: its inputs, which come in environment variables."""

from __future__ import annotations

import shlex
from itertools import pairwise
from typing import TYPE_CHECKING

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PREFIX = "FTLINT_INPUT_"
_OPTIONS = ("target", "model", "fail-on")
_FORMAT = "--output-format"


class SettingError(ValueError):
    """An input of the Action cannot be used; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The inputs, read."""

    files: tuple[str, ...]
    """Files, folders and patterns, which the check expands; none: the datasets of the config."""
    options: tuple[str, ...]
    """For `ftlint check`; what is not given is left to the config and the defaults."""
    args: tuple[str, ...]
    sarif: str
    summary: bool
    comment: bool

    def command(self, report: Path, page: Path) -> list[str]:
        """Write the words of the command line; the names of the files can be anything."""
        formats = [f"{_FORMAT}=sarif={self.sarif}"] if self.sarif else []
        formats += [f"{_FORMAT}=json={report}", f"{_FORMAT}=markdown={page}"]
        if not _names_a_screen(self.args):
            formats.append(f"{_FORMAT}=github")
        return ["check", "--no-progress", *self.options, *formats, *self.args, "--", *self.files]


def read(environment: Mapping[str, str]) -> Settings:
    """Read the inputs. Raises SettingError."""

    def given(name: str) -> str:
        return environment.get(PREFIX + name.upper().replace("-", "_"), "").strip()

    # The standard input of a step is empty: a `-` is a file.
    files = tuple("./-" if word == "-" else word for word in _words("files", given("files")))
    options = [f"--{name}={value}" for name in _OPTIONS if (value := given(name))]
    return Settings(
        files=files,
        options=tuple(options),
        args=_words("args", given("args")),
        sarif=given("sarif"),
        summary=_switch("summary", given("summary")),
        comment=_switch("comment", given("comment")),
    )


def _words(name: str, value: str) -> tuple[str, ...]:
    """Split as a shell does, without being one: nothing is expanded and nothing is run."""
    try:
        return tuple(shlex.split(value))
    except ValueError as error:
        raise SettingError(f"{name}: {str(error)[:1].lower()}{str(error)[1:]} in {value!r}") from error


def _switch(name: str, value: str) -> bool:
    if value.lower() not in ("true", "false", ""):
        raise SettingError(f"{name}: write true or false, not {value!r}")
    return value.lower() == "true"


def _names_a_screen(args: Sequence[str]) -> bool:
    """Tell whether some `--output-format` among the arguments goes to the standard output already."""
    values = [word.removeprefix(f"{_FORMAT}=") for word in args if word.startswith(f"{_FORMAT}=")]
    values += [value for option, value in pairwise(args) if option == _FORMAT]
    return any("=" not in value or value.endswith("=-") for value in values)
