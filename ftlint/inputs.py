"""Which files are meant: paths, folders, and standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.text.words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = (".jsonl", ".ndjson")
_PASSED_BY = frozenset({"node_modules", "__pycache__", "venv"})


class InputError(Exception):
    """An input is not there, cannot be read, or holds nothing to check; the text says which and why."""


def find_files(paths: Iterable[str]) -> list[Path]:
    """Turn paths into files, in order and each once; a folder means its `.jsonl` and `.ndjson` files.

    Raises InputError for a path that is not there, or a folder without such a file.
    """
    found: dict[Path, None] = {}
    for name in paths:
        path = Path(name)
        try:
            if path.is_dir():
                found |= dict.fromkeys(_below(path))
            elif path.exists():
                found[path] = None
            else:
                missing = "a link to nothing" if path.is_symlink() else "no such file"
                raise InputError(f"{name}: {missing}{_near(path)}")
        except OSError as error:
            raise InputError(f"{name}: {error.strerror or error}") from error
        except ValueError as error:  # a NUL in the name
            raise InputError(f"{name!r}: {error}") from error
    return list(found)


def _below(folder: Path) -> list[Path]:
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file() and not _hidden(path.relative_to(folder))
    ]
    if not files:
        raise InputError(f"{folder}: no {' or '.join(SUFFIXES)} file in this folder")
    return files


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part in _PASSED_BY for part in path.parts)


def _near(path: Path) -> str:
    try:
        near = nearest(path.name, [other.name for other in path.parent.iterdir()])
    except OSError:
        return ""
    return f"; did you mean {path.parent / near}?" if near else ""
