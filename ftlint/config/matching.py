"""Globs of a config against names of files. Both are relative to the config's folder, with `/` everywhere."""

from __future__ import annotations

import os
import posixpath
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pathspec import GitIgnoreSpec

    from ftlint.config.settings import Settings


class Glob:
    """A glob as in a .gitignore file: without a slash it matches at any depth, and a folder means all below.

    `!` before it means every file that it does not match. Raises ValueError for what is no glob.
    """

    def __init__(self, text: str, *, anchored: bool = False) -> None:
        from pathspec import GitIgnoreSpec

        self._others = text.startswith("!") and not anchored
        pattern = (text[1:] if self._others else text).replace(os.sep, "/").removeprefix("./")
        if anchored:
            pattern = "/" + posixpath.normpath(pattern)
        self._spec = GitIgnoreSpec.from_lines([pattern])

    @property
    def usable(self) -> bool:
        """Whether it can match anything: a comment or white space cannot."""
        return any(pattern.include for pattern in self._spec.patterns)

    def matches(self, name: str) -> bool:
        """Say whether a name, relative to the config's folder, is meant."""
        return self._spec.match_file(name) is not self._others


@cache
def _all_of(texts: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(text.replace(os.sep, "/").removeprefix("./") for text in texts)


@cache
def _glob(text: str, anchored: bool) -> Glob:
    return Glob(text, anchored=anchored)


def relative(path: str, folder: Path) -> str:
    """Write a path as seen from a folder, with `/`; links are followed where only that leads into it."""
    try:
        plain = os.path.relpath(path, folder)
        if plain.split(os.sep, 1)[0] == os.pardir:
            real = os.path.relpath(os.path.realpath(path), os.path.realpath(folder))
            plain = plain if real.split(os.sep, 1)[0] == os.pardir else real
    except (OSError, ValueError):  # another drive, a NUL, a working folder that is gone
        plain = path
    return plain.replace(os.sep, "/")


def excluded(settings: Settings, path: str) -> bool:
    """Say whether a file is to be passed by; to be asked of files found in a folder, not of those named."""
    if not settings.exclude or settings.folder is None:
        return False
    return _all_of(settings.exclude).match_file(relative(path, settings.folder))


def ignored_in(settings: Settings, path: str) -> frozenset[str]:
    """List the codes that `per-file-ignores` turns off in a file."""
    from ftlint.rulebook import rulebook

    if not settings.per_file_ignores or settings.folder is None:
        return frozenset()
    name = relative(path, settings.folder)
    selectors = [
        selector
        for text, chosen in settings.per_file_ignores.items()
        if _glob(text, anchored=False).matches(name)
        for selector in chosen
    ]
    return frozenset(code for selector in selectors for code in rulebook().match(selector))


def names_file(pattern: str, name: str) -> bool:
    """Say whether a path or glob of `datasets` means a file; both are relative to the config's folder."""
    plain = posixpath.normpath(pattern.replace(os.sep, "/"))
    return plain == name or _glob(pattern, anchored=True).matches(name)
