"""Set up what all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import ftlint

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"

# The machines that run these tests are slow and shared: no test may depend on time.
settings.register_profile("ftlint", deadline=None, derandomize=True)
settings.load_profile("ftlint")


def pytest_report_header() -> str:
    """Say which ftlint is tested: the checkout or an installed wheel."""
    return f"ftlint {ftlint.__version__} from {Path(ftlint.__file__).parent}"


@pytest.fixture(scope="session")
def examples() -> Path:
    """Give the folder of the shipped examples."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def real_files() -> Path:
    """Give the folder of files that other people wrote; skip where it is missing."""
    folder = SHARED / "real"
    if not folder.is_dir():
        pytest.skip("the folder of real files is not here")
    return folder
