"""Which validation file goes with which training files, as `datasets` of the config has it."""

from __future__ import annotations

import os
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.config.matching import names_file, relative
from ftlint.config.settings import from_here
from ftlint.records import dataclass
from ftlint.text.words import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.config.loading import Config
    from ftlint.config.settings import Settings
    from ftlint.reading.reader import Source

_GLOB_SIGNS = frozenset("*?[\\")


@dataclass(slots=True)
class Group:
    """Files that are checked together. Without training files, only the validation file was named."""

    training: list[Source] = field(default_factory=list)
    validation: str | Source | None = None
    """A source where it was among what was named; a path where it is brought along."""


@dataclass(slots=True)
class Pairing:
    """All files of a run in groups, and sentences about training files that the config names in vain."""

    groups: list[Group]
    notices: list[str]


def pairs(settings: Settings, sources: Sequence[Source]) -> Pairing:
    """Put opened files into groups, each with one validation file or none, in the order of the files.

    A training file brings its validation file along; a validation file is not checked as a training file.
    `--validation` overrules all `datasets`. Raises ConfigError for a file that two datasets train on.
    """
    config = settings.config
    if settings.validation is not None or config is None or not settings.datasets:
        return Pairing([Group(list(sources), settings.validation)], [])
    held = {from_here(config, dataset.validation): None for dataset in settings.datasets}
    real = {os.path.realpath(path): path for path in held}
    groups: dict[str | None, Group] = {}
    for source in sources:
        validates = real.get(os.path.realpath(source.name))
        if validates is not None:
            groups.setdefault(validates, Group()).validation = source
            continue
        goes_with = _validation_of(source.name, settings, config)
        group = groups.setdefault(goes_with, Group())
        group.training.append(source)
        group.validation = group.validation or goes_with
    return Pairing(list(groups.values()), _missing(settings, config))


def _validation_of(name: str, settings: Settings, config: Config) -> str | None:
    """Find the validation file that goes with a training file, as seen from the working folder."""
    seen_from = relative(name, config.folder)
    found = [
        index
        for index, dataset in enumerate(settings.datasets)
        if any(names_file(pattern, seen_from) for pattern in dataset.train)
    ]
    paths = {from_here(config, settings.datasets[index].validation) for index in found}
    if len(paths) > 1:
        first, second = found[0], found[-1]
        said = f"{seen_from} is in the dataset of line {config.line('datasets', first)} too; keep one of them"
        raise config.error(said, "datasets", second, "train")
    return paths.pop() if paths else None


def _missing(settings: Settings, config: Config) -> list[str]:
    """Say which training files are not there; globs may match nothing."""
    said = []
    for index, dataset in enumerate(settings.datasets):
        for number, path in enumerate(dataset.train):
            here = Path(from_here(config, path))
            if not _GLOB_SIGNS & set(path) and not os.path.exists(here):  # noqa: PTH110 (it never raises)
                place = config.origin("datasets", index, "train", number)
                said.append(f"{place}: there is no training file {quote(path)}{_near(here)}")
    return said


def _near(path: Path) -> str:
    try:
        near = nearest(path.name, [other.name for other in path.parent.iterdir()])
    except (OSError, ValueError):
        return ""
    return f"; did you mean {quote(near)}?" if near else ""
