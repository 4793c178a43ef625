"""Which files are meant: paths, folders, and standard input."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.text.words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = (".jsonl", ".ndjson")
PACKED = (".gz", ".zst", ".xz", ".bz2")
"""May stand behind one of the suffixes: the file is compressed."""
_PASSED_BY = frozenset({"node_modules", "__pycache__", "venv"})


class InputError(Exception):
    """An input is not there, cannot be read, or holds nothing to check; the text says which and why."""


def find_files(paths: Iterable[str]) -> list[Path]:
    """Turn paths into files, in order and each once; a folder means its `.jsonl` and `.ndjson` files.

    These may be compressed. A path that is not there may be a pattern with `*`, `?`, `[` and `**`, for shells
    that do not know them. Raises InputError for a path that is not there, a pattern that no file matches, or
    a folder without such a file.
    """
    found: dict[Path, None] = {}
    for name in paths:
        path = Path(name)
        try:
            if path.is_dir():
                found |= dict.fromkeys(_below(path))
            elif path.exists():
                found[path] = None
            elif glob.has_magic(name) and not path.is_symlink():
                found |= dict.fromkeys(_matching(name))
            else:
                missing = "a link to nothing" if path.is_symlink() else "no such file"
                raise InputError(f"{name}: {missing}{_near(path)}")
        except OSError as error:
            raise InputError(f"{name}: {error.strerror or error}") from error
        except ValueError as error:  # a NUL in the name
            raise InputError(f"{name!r}: {error}") from error
    return list(found)


def _below(folder: Path) -> list[Path]:
    files = _data_files(folder)
    if not files:
        raise InputError(f"{folder}: no {' or '.join(SUFFIXES)} file in this folder")
    return files


def _matching(pattern: str) -> list[Path]:
    """Find the files that a pattern matches, and the data files in the folders that it matches."""
    named = Path(pattern).parts
    found: dict[Path, None] = {}
    for path in sorted(map(Path, glob.iglob(pattern, recursive=True))):  # noqa: PTH207 (may be absolute)
        if not path.exists() and not path.is_symlink():
            continue  # `nowhere/**` matches `nowhere/`
        if any(part in _PASSED_BY and part not in named for part in path.parts):
            continue
        found |= dict.fromkeys(_data_files(path) if path.is_dir() else [path])
    if not found:
        raise InputError(f"{pattern}: no file matches this pattern")
    return list(found)


def _data_files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if is_data(path) and path.is_file() and not _hidden(path.relative_to(folder))
    ]


def is_data(path: Path) -> bool:
    """Say whether a file is found in a folder, by its name."""
    name = path.name.lower()
    if name.endswith(PACKED):
        name = name.rpartition(".")[0]
    return name.endswith(SUFFIXES)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part in _PASSED_BY for part in path.parts)


def _near(path: Path) -> str:
    try:
        near = nearest(path.name, [other.name for other in path.parent.iterdir()])
    except OSError:
        return ""
    return f"; did you mean {path.parent / near}?" if near else ""
