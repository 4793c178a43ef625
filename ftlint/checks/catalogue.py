"""Every check there is: the modules are listed here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.checks import (
    ExampleCheck,
    ToolboxCheck,
    arguments,
    calls,
    dataset,
    definitions,
    ids,
    learning,
    limits,
    schemas,
    shape,
    texts,
    turns,
)

if TYPE_CHECKING:
    from ftlint.folds import AnyFold

_MODULES: Final = (shape, turns, texts, ids, calls, arguments, definitions, schemas, limits, learning)
_BOUND: Final = [value for module in _MODULES for value in vars(module).values()]

EXAMPLE_CHECKS: Final = [value for value in _BOUND if isinstance(value, ExampleCheck)]
TOOLBOX_CHECKS: Final = [value for value in _BOUND if isinstance(value, ToolboxCheck)]
FOLDS: Final[list[AnyFold]] = [*dataset.FOLDS, *limits.FOLDS]
