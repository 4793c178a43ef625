"""Install ftlint into an environment of its own; the Action's first step.

Runs before ftlint is there, on whatever Python the machine has: nothing but the standard library is used, and
nothing that Python 3.8 cannot read.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

NEEDS = (3, 11)
_VERSION = re.compile(r"[0-9][0-9A-Za-z.!+_-]{0,99}")


def requirement(version: str, checkout: str) -> str:
    """Say what pip is to install: a released version, or without one the Action's own checkout.

    Raises ValueError for what is no version, so that no URL, path or option gets to pip.
    """
    if not version:
        return checkout
    if not _VERSION.fullmatch(version):
        raise ValueError(f"version: {version!r} is no version; write one such as 0.1.0, or nothing")
    return f"ftlint=={version}"


def install(what: str, folder: Path) -> Path:
    """Make a virtual environment in `folder`, install `what`, and give its Python.

    Raises CalledProcessError. Nothing of the checked-out repository is imported: `-I` sees to that here, and
    no PYTHONPATH for the programs that pip starts.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    make = [sys.executable, "-I", "-m", "venv", str(folder)]
    subprocess.run(make, check=True, env=environment)  # noqa: S603 (words, no shell)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    subprocess.run([*pip, "--", what], check=True, cwd=folder, env=environment)  # noqa: S603 (words, no shell)
    return python


def main() -> int:
    """Install, and write the output `python`. Gives 0, or 2 after a sentence."""
    if sys.version_info < NEEDS:
        found = ".".join(map(str, sys.version_info[:2]))
        return _refuse(
            f"python3 is {found}, and ftlint needs 3.11; put actions/setup-python before this step"
        )
    try:
        version = os.environ.get("FTLINT_INPUT_VERSION", "").strip()
        what = requirement(version, os.environ["GITHUB_ACTION_PATH"])
        python = install(what, Path(tempfile.mkdtemp(prefix="ftlint-", dir=os.environ.get("RUNNER_TEMP"))))
    except ValueError as error:
        return _refuse(str(error))
    except subprocess.CalledProcessError:
        return _refuse("ftlint could not be installed; the lines above say why")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"python={python}\n")
    return 0


def _refuse(sentence: str) -> int:
    sys.stdout.write(f"::error title=ftlint::{sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
