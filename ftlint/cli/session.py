"""A run as the user asked for it: the settings, the files in their groups, and what is found in them."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ftlint.cli.running import refuse
from ftlint.records import dataclass
from ftlint.text.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack

    from ftlint.config import Given, Settings
    from ftlint.findings import Severity
    from ftlint.jobs import Job
    from ftlint.reading.reader import Source
    from ftlint.results import Result
    from ftlint.tokens.counter import Engine


class Group(NamedTuple):
    """Opened files that are checked together: training files, and the validation file that goes with them."""

    training: list[Source]
    validation: Source | None


@dataclass(frozen=True)
class Session:
    """What is to be checked, and how."""

    settings: Settings
    paths: Sequence[str]
    stdin_name: str = "-"
    show_progress: bool = True
    isolated: bool = False
    engine: Engine = "auto"
    of_config: bool = False
    """The paths are those of the config's datasets."""

    @cached_property
    def job(self) -> Job:
        """The job that the files are for. Ends the program where there is no such target or model."""
        from ftlint.linting import choose_job

        try:
            settings = self.settings
            return choose_job(settings.target, settings.model, settings.epochs, self.engine)
        except LookupError as error:
            refuse(str(error.args[0]))

    @cached_property
    def levels(self) -> dict[str, Severity]:
        """The rules that are on. Ends the program where a selector means no rule."""
        from ftlint.config.levels import levels_of

        try:
            return levels_of(self.settings, self.job)
        except LookupError as error:
            refuse(str(error.args[0]))

    @property
    def piped(self) -> bool:
        """Whether the standard input is checked."""
        return "-" in self.paths

    def is_stdin(self, source: Source) -> bool:
        """Say whether a source is the standard input."""
        return self.piped and source.name == self.stdin_name

    def ignored(self, name: str) -> frozenset[str]:
        """Give the rules that are off in a file."""
        from ftlint.config.matching import ignored_in

        return ignored_in(self.settings, name)

    def open(self, stack: ExitStack) -> list[Group]:
        """Open all files. Raises InputError, and ConfigError where its datasets contradict each other."""
        from ftlint.config.datasets import pairs
        from ftlint.config.matching import excluded
        from ftlint.inputs import InputError
        from ftlint.linting import open_sources, open_validation

        stdin = sys.stdin.buffer if sys.stdin is not None else None
        if stdin is None and "-" in (*self.paths, self.settings.validation):
            raise InputError("the standard input is closed")
        settings = self.settings
        try:
            sources = list(
                open_sources(self.paths, stdin, stack, self.stdin_name, lambda path: excluded(settings, path))
            )
        except InputError as error:
            if not self.of_config or settings.config is None:
                raise
            raise InputError(f"{error} ({settings.config.name} lists it among its datasets)") from None
        if not sources:
            raise InputError(f"{', '.join(self.paths)}: every file is excluded")
        pairing = pairs(settings, sources)
        for notice in pairing.notices:
            click.echo(f"ftlint: {visible(notice)}", err=True)
        return [
            Group(
                group.training,
                open_validation(group.validation, stdin, stack)
                if isinstance(group.validation, str)
                else group.validation,
            )
            for group in pairing.groups
        ]

    def lint(self, groups: Sequence[Group]) -> Result:
        """Check groups of files, with a progress bar. Raises InputError."""
        from ftlint.config.levels import hold_to_levels
        from ftlint.linting import lint_sources
        from ftlint.progress import progress_bar
        from ftlint.results import Result

        whole: Result | None = None
        size = sum(source.size for source in everything(groups))
        with progress_bar(size, sys.stderr, wanted=self.show_progress) as advance:
            for group in groups:
                part = lint_sources(
                    group.training,
                    self.job,
                    self.levels,
                    self.settings.format,
                    advance,
                    group.validation,
                    self.jobs,
                    self.ignored,
                )
                hold_to_levels(part.files, self.settings)
                if whole is None:
                    whole = part
                else:
                    whole.files += part.files
        return whole or Result(self.job, [])

    def set_aside(self, result: Result) -> None:
        """Take out of a result what the baseline knows."""
        if self.baseline is not None:
            from ftlint.cli.baselining import set_aside

            set_aside(result, self.baseline)

    def hold_to_budget(self, result: Result) -> None:
        """Hold the figures of a whole result against the budget."""
        if self.settings.max_cost is None and self.settings.max_tokens is None:
            return
        from ftlint.config.budget import over_budget

        verdict = over_budget(self.settings, result.files)
        result.over_budget = verdict.over
        result.notices += [notice for notice in verdict.unknown if notice not in result.notices]

    @property
    def baseline(self) -> Path | None:
        """The baseline that is in use: the one that is named, or the one that lies beside the config."""
        if self.settings.baseline is not None:
            return Path(self.settings.baseline)
        return self.usual_baseline if not self.isolated and self.usual_baseline.exists() else None

    @property
    def usual_baseline(self) -> Path:
        """Where the baseline is if nobody says where."""
        from ftlint.baseline import NAME

        return (self.settings.folder or Path()) / NAME

    @property
    def jobs(self) -> int:
        """How many processes share a large file."""
        from ftlint.processes import cpus

        return self.settings.jobs or cpus()


def begin(
    paths: Sequence[str],
    given: Given,
    named: str | None,
    *,
    isolated: bool,
    stdin_name: str = "-",
    show_progress: bool = True,
    engine: Engine = "auto",
) -> Session:
    """Find the config, and settle what is to be done. Ends the program with sentences where it cannot."""
    from ftlint.config import find, settle
    from ftlint.config.settings import from_here

    if "" in paths:  # of a variable that is not set, mostly: it would mean the working folder
        refuse("a path is empty; name files or folders, or . for the working folder")
    with refusals():
        settings = settle(find(paths, named, isolated=isolated), given)
    listed = paths or [
        from_here(settings.config, path)
        for dataset in settings.datasets
        if settings.config is not None
        for path in dataset.train
    ]
    session = Session(settings, listed, stdin_name, show_progress, isolated, engine, of_config=not paths)
    session.levels  # noqa: B018 (what is wrong with target, model or rules is said before a file is opened)
    return session


@contextmanager
def refusals() -> Iterator[None]:
    """End the program with sentences and 2 for what cannot be read, or makes no sense."""
    from ftlint.config import ConfigError
    from ftlint.inputs import InputError

    try:
        yield
    except InputError as error:
        refuse(str(error))
    except LookupError as error:
        refuse(str(error.args[0]))
    except ConfigError as error:
        for line in error.lines:
            click.echo(f"ftlint: {line}", err=True)
        sys.exit(2)


def everything(groups: Sequence[Group]) -> list[Source]:
    """List the sources of all groups, each group's validation file behind its training files."""
    return [
        source
        for group in groups
        for source in (*group.training, *([group.validation] if group.validation else []))
    ]
