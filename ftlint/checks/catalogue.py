"""Every check there is: the modules are listed here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.checks import (
    ExampleCheck,
    LineCheck,
    ToolboxCheck,
    arguments,
    calls,
    completions,
    dataset,
    definitions,
    ids,
    learning,
    limits,
    personal,
    preference,
    reinforcement,
    safety,
    schemas,
    shape,
    texts,
    turns,
    vision,
)

if TYPE_CHECKING:
    from ftlint.folds import AnyFold

_MODULES: Final = (
    shape,
    turns,
    texts,
    ids,
    calls,
    arguments,
    definitions,
    schemas,
    limits,
    learning,
    vision,
    safety,
    preference,
    reinforcement,
    completions,
)
_BOUND: Final = [value for module in _MODULES for value in vars(module).values()]

LINE_CHECKS: Final = [value for value in _BOUND if isinstance(value, LineCheck)]
EXAMPLE_CHECKS: Final = [value for value in _BOUND if isinstance(value, ExampleCheck)]
TOOLBOX_CHECKS: Final = [value for value in _BOUND if isinstance(value, ToolboxCheck)]
FOLDS: Final[list[AnyFold]] = [
    *dataset.FOLDS,
    *limits.FOLDS,
    *vision.FOLDS,
    *personal.FOLDS,
    *reinforcement.FOLDS,
    *completions.FOLDS,
]
