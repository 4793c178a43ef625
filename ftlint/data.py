"""Where the files that ship with ftlint are, however it was installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rules_folder() -> Path:
    """Find the folder of rule cards and target files.

    A wheel carries it inside the package; a checkout, an unpacked sdist and an editable install have it
    beside the package. Raises FileNotFoundError where neither is there: the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "rules", package.parent / "rules"):
        if (folder / "targets").is_dir():
            return folder
    raise FileNotFoundError(f"ftlint's rules are missing: neither in {package} nor beside it")
