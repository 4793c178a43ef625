"""Putting a new version in the place of a file: at every moment the old or the new one is there, whole.

The new version is written beside the file, and renamed over it. A rename gives the name to another file: a
hard link to the old one keeps the old text. macOS's access lists and file flags are not kept.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from ftlint.reading.reader import Source

_LONGEST_NAME = 50
"""Characters of a file's name that are in the name of a scratch file; names have 255 bytes at most."""

_OF_THE_SYSTEM = ("security.", "trusted.")
"""Extended attributes that the system or root gives to a file; a new file has its own."""


class FileError(Exception):
    """A file cannot be written again; it is as it was. The text names it and says why."""


class Stamp(NamedTuple):
    """By what one sees that a file was changed, or is another one."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds."""


def stamp(source: Source) -> Stamp:
    """Note the state of a file, before it is read. Raises FileError for what cannot be written back."""
    if source.origin is not None:
        raise FileError(f"{source.name}: a compressed file cannot be fixed in place; decompress it first")
    if source.name != str(source.path):  # a copy of what can be read only once
        raise FileError(f"{source.name}: not a regular file; it cannot be written back")
    with said_of(source.name):
        return _stamp(source.path.stat(), source.name)


@contextmanager
def said_of(name: str) -> Iterator[None]:
    """Turn an OSError into a FileError about a file that nothing was written to yet."""
    try:
        yield
    except OSError as error:
        raise FileError(f"{name}: {error.strerror or error}; nothing was written") from error


class Scratch:
    """Gives places for new versions of files, each an empty file that only this user may read.

    With `beside` it is in the folder where the file itself is, so that it can be renamed over it; its name
    is hidden and never that of a file to be checked. All that still stand are removed when the context ends.
    """

    def __init__(self, *, beside: bool = True) -> None:
        self._beside = beside
        self._made: list[Path] = []
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path in self._made:
            with suppress(OSError):
                path.unlink()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def path_for(self, source: Source) -> Path:
        """Make an empty file for a version of a source. Raises FileError where there can be none."""
        name = f".{source.path.name[:_LONGEST_NAME]}.ftlint-{secrets.token_hex(8)}"
        try:
            path = self._place(source) / name
            self._made.append(path)  # before it is there: an interrupt may come at any time
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            where = "beside it" if self._beside else "in the temporary folder"
            said = f"no file can be made {where}: {error.strerror or error}; nothing was written"
            raise FileError(f"{source.name}: {said}") from error
        return path

    def _place(self, source: Source) -> Path:
        if self._beside:
            return _real(source).parent
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="ftlint-"))
        return self._folder


def replace_file(scratch: Path, original: Source, expected: Stamp) -> None:
    """Put a scratch file from beside a file in its place, with its mode, owner and extended attributes.

    Of a symbolic link, the file it leads to is replaced. Raises FileError, and leaves the file as it was, if
    that is not as `expected` any more, may not be written, or would get another owner.
    """
    name = original.name
    with said_of(name):
        real = _real(original)
        # Opened for writing, which changes nothing, since who may not write it should not replace it either.
        with scratch.open("r+b", buffering=0) as made, real.open("r+b", buffering=0) as old:
            state = os.fstat(old.fileno())
            _check(state, expected, name)
            if os.name == "posix":
                _keep(state, old.fileno(), made.fileno(), name)
            os.fsync(made.fileno())
        _check(real.stat(), expected, name)
        scratch.replace(real)
    _write_folder(real.parent)


def _real(source: Source) -> Path:
    """Follow symbolic links to the file itself. Raises OSError."""
    return Path(os.path.realpath(source.path, strict=True))


def _stamp(state: os.stat_result, name: str) -> Stamp:
    if not stat.S_ISREG(state.st_mode):
        raise FileError(f"{name}: not a regular file; it cannot be written back")
    return Stamp(state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)


def _check(state: os.stat_result, expected: Stamp, name: str) -> None:
    if _stamp(state, name) != expected:
        raise FileError(f"{name}: changed while it was being fixed; nothing was written")


def _keep(state: os.stat_result, old: int, made: int, name: str) -> None:
    """Give an open file the owner, the attributes and the mode of another."""
    now = os.fstat(made)
    if (now.st_uid, now.st_gid) != (state.st_uid, state.st_gid):
        with suppress(PermissionError):
            os.fchown(made, state.st_uid, state.st_gid)
    _keep_attributes(old, made)
    os.fchmod(made, stat.S_IMODE(state.st_mode))  # last: a new owner or access list changes the mode
    now = os.fstat(made)
    if (now.st_uid, now.st_gid) != (state.st_uid, state.st_gid):
        raise FileError(f"{name}: its owner and group cannot be kept; nothing was written")
    if now.st_mode != state.st_mode:
        raise FileError(f"{name}: its mode cannot be kept; nothing was written")


def _keep_attributes(old: int, made: int) -> None:
    """Copy extended attributes, among them the access list; what a folder gave to the new file is removed."""
    kept, given = _attributes(old), _attributes(made)
    for key in given.keys() - kept.keys():
        os.removexattr(made, key)
    for key, value in kept.items():
        if given.get(key) != value:
            os.setxattr(made, key, value)


def _attributes(file: int) -> dict[str, bytes]:
    if not hasattr(os, "listxattr"):
        return {}
    try:
        keys = os.listxattr(file)
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise
    return {key: os.getxattr(file, key) for key in keys if not key.startswith(_OF_THE_SYSTEM)}


def _write_folder(folder: Path) -> None:
    """Have the system write down a rename. Where it cannot, the file is whole all the same."""
    if os.name != "posix":
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
