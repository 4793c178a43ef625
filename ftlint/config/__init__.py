"""The settings of a project: `ftlint.toml`, or `[tool.ftlint]` in a `pyproject.toml`.

`find` looks for the config and reads it, `settle` merges it with the command line; a run then asks
`levels.levels_of`, `datasets.pairs`, `matching.excluded`, `matching.ignored_in` and `budget.over_budget`, and
`showing.show_settings` says who set what.
"""

from __future__ import annotations

from ftlint.config.errors import ConfigError
from ftlint.config.search import Found, find
from ftlint.config.settings import Given, Settings, settle

__all__ = ["ConfigError", "Found", "Given", "Settings", "find", "settle"]
