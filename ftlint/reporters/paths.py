"""Where a file is in the project: the paths that CI services know it by."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

STDIN = "-"
"""The name of the standard input, where it was given no other."""

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab say that the repository is checked out. Sources:
https://docs.github.com/en/actions/reference/workflows-and-actions/variables and
https://docs.gitlab.com/ci/variables/predefined_variables/, as of 2026-11."""


def project_root() -> Path:
    """Find the root of the project: what the CI service says, if this is inside it, else this folder.

    Raises OSError where the current folder is gone.
    """
    here = Path.cwd()
    for name in _ROOTS:
        said = os.environ.get(name)
        if said and here.is_relative_to(root := Path(said).resolve()):
            return root
    return here


def project_path(name: str, root: Path) -> str | None:
    """Give the path of a file from the root of the project, with slashes; None for what is not below it."""
    if name == STDIN:
        return None
    path = Path(os.path.abspath(name))  # noqa: PTH100 (links stay) (a link keeps its own name)
    if not path.is_relative_to(root):
        path = path.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


def path_or_name(name: str, root: Path) -> str:
    """Give the path of a file from the root of the project, or the name that it was given."""
    return project_path(name, root) or name


def uri_path(path: str) -> str:
    """Percent-encode a path for a URI, byte by byte: also one that is not UTF-8."""
    return quote(os.fsencode(path), safe="/")


def file_uri(name: str) -> str:
    """Give the `file:` URI of a file; `-`, which has none, stays as it is."""
    return STDIN if name == STDIN else Path(os.path.abspath(name)).as_uri()  # noqa: PTH100 (links stay)
