"""The baseline: findings that are known and left for later, so that only new ones are reported."""

from __future__ import annotations

from typing import Final

NAME: Final = ".ftlint-baseline.json"
"""The file of a project's baseline, unless somebody says otherwise."""
