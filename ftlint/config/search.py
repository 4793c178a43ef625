"""Which config is in force: the nearest one above what is checked, or the one that was named.

A run without a config costs a few questions to the file system; what reads one is loaded when there is one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.config.errors import ConfigError, Mistake
from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ftlint.config.loading import Config

OWN, SHARED = "ftlint.toml", "pyproject.toml"
TABLE = ("tool", "ftlint")
"""Where the settings stand in a pyproject.toml."""


@dataclass(frozen=True, slots=True)
class Found:
    """The config that is in force, if any, and a sentence about where it is from or where was looked."""

    config: Config | None
    said: str


def find(paths: Iterable[str] = (), named: str | None = None, *, isolated: bool = False) -> Found:
    """Find and read the config for `paths`, which are as on the command line.

    The nearest folder counts, from the deepest one that holds all paths up to the root of the file system;
    for `-` and for no path at all, from the working folder. `named` is `--config`, `isolated` `--isolated`.
    Raises ConfigError with all mistakes of the file.
    """
    if isolated and named is not None:
        said = "named by --config, while --isolated wants no config; leave one of them out"
        raise ConfigError([Mistake(named, 0, 0, said)])
    if isolated:
        return Found(None, "none: not looked for")
    if named is not None:
        return Found(_load(Path(named), must=True), f"{named}, as --config says")
    start = _start(paths)
    for folder in _upward(start):
        for name in (OWN, SHARED):
            path = os.path.join(folder, name)  # noqa: PTH118 (it never raises)
            if os.path.isfile(path) and (config := _load(Path(path), must=name == OWN)):  # noqa: PTH113 (as above)
                return Found(config, f"{config.name}, the nearest to {_folder_shown(start)}")
    where = f"neither {OWN} nor [tool.ftlint] in {SHARED}"
    return Found(None, f"none: {where}, in {_folder_shown(start)} or above")


def _load(path: Path, *, must: bool) -> Config | None:
    from ftlint.config.reading import read_bytes

    name = shown(str(path))
    data = read_bytes(path, name)
    if not must and b"ftlint" not in data:
        return None  # it is not even looked at whether it is TOML
    from ftlint.config.loading import load

    return load(path, name, data, TABLE if path.name == SHARED else (), must=must)


def table_in(folder: str) -> str | None:
    """Name the pyproject.toml in a folder if it has settings. Raises ConfigError where it cannot be read."""
    path = Path(folder, SHARED)
    config = _load(path, must=False) if path.is_file() else None
    return config.name if config else None


def _start(paths: Iterable[str]) -> str:
    """Find the deepest folder that holds all paths; an empty text where there is no such folder."""
    try:
        folders = {_folder(path) for path in paths} or {os.getcwd()}  # noqa: PTH109 (plain text, as below)
        return os.path.commonpath(folders)
    except (OSError, ValueError):  # the working folder is gone; two drives; a NUL
        return ""


def _folder(path: str) -> str:
    whole = os.getcwd() if path == "-" else os.path.abspath(path)  # noqa: PTH100, PTH109 (links stay as they are)
    return whole if os.path.isdir(whole) else os.path.dirname(whole)  # noqa: PTH112, PTH120 (as above)


def _upward(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        above = os.path.dirname(folder)  # noqa: PTH120 (text throughout)
        folder = above if above != folder else ""


def _folder_shown(folder: str) -> str:
    return "the working folder" if shown(folder) == os.curdir else shown(folder) or "no folder"


def shown(path: str) -> str:
    """Write a path shortly: as seen from the working folder, where that is not longer."""
    try:
        near = os.path.relpath(path)
    except (OSError, ValueError):
        return path
    return min(near, path, key=len)
