"""A config file, read and checked: its values, and the line of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.config.errors import ConfigError, Mistake
from ftlint.config.reading import parse
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.config.keys import Settings
    from ftlint.config.reading import Document
    from ftlint.findings import Path as KeyPath


@dataclass(frozen=True, slots=True)
class Config:
    """One config. `name` is what people see, `folder` what its paths are relative to."""

    name: str
    folder: Path
    keys: Settings
    document: Document
    root: KeyPath

    def line(self, *path: str | int) -> int:
        """Tell the line that a key or an entry stands in."""
        return self.document.positions.key((*self.root, *path)).line

    def origin(self, *path: str | int) -> str:
        """Say where a key or an entry stands: `ftlint.toml:4`."""
        return f"{self.name}:{self.line(*path)}"

    def error(self, message: str, *path: str | int) -> ConfigError:
        """Make an error about the value of a key or entry."""
        spot = self.document.positions.value((*self.root, *path))
        return ConfigError([Mistake(self.name, spot.line, spot.column, message)])


def load(
    path: Path, name: str, data: bytes, root: tuple[str, ...] = (), *, must: bool = True
) -> Config | None:
    """Read and check a config whose settings stand in the table that `root` leads to.

    None where there is no such table, unless there `must` be one. Raises ConfigError with all mistakes.
    """
    document = parse(data, name)
    table: object = document.table
    for number, step in enumerate(root, 1):
        if not isinstance(table, dict) or step not in table:
            if must:
                raise ConfigError([Mistake(name, 0, 0, f"there is no [{'.'.join(root)}] in this file")])
            return None
        table = table[step]
        if not isinstance(table, dict):
            spot = document.positions.key(root[:number])
            said = f"{'.'.join(root[:number])} is not a table; write [{'.'.join(root)}]"
            raise ConfigError([Mistake(name, spot.line, spot.column, said)])
    # Only now: a pyproject.toml may speak of ftlint and have no settings of it.
    from pydantic import ValidationError

    from ftlint.config.keys import Settings
    from ftlint.config.wording import mistakes, twice

    found = list(twice(document, root, table.get("rules") if isinstance(table, dict) else None))
    try:
        keys = Settings.model_validate(table)
    except ValidationError as error:
        raise ConfigError([*mistakes(error, document, root), *found]) from None
    if found:
        raise ConfigError(found)
    return Config(name, Path(path).absolute().parent, keys, document, root)
