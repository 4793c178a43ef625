"""`dataclass` as the standard library has it, made in a third of the time.

There are a hundred data classes here, and up to Python 3.12 the standard library compiles six functions for
each frozen one at every start: more than half of what ftlint does to a small file. Comparing, hashing and
writing them down need no functions of their own. That a frozen one is not changed, mypy holds us to.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        eq: bool = True,
        repr: bool = True,  # noqa: A002 (its name in the standard library)
        **options: bool,
    ) -> Any:
        """Make a data class, as `dataclasses.dataclass` does."""

        def make(cls: type) -> type:
            given = vars(cls)
            made = dataclasses.dataclass(cls, eq=False, repr=False, **options)
            if repr and "__repr__" not in given:
                made.__repr__ = _repr
            if eq and "__eq__" not in given:
                _compare(made, hashed=frozen)
            return made

        return make if cls is None else make(cls)


@recursive_repr("...")
def _repr(self: Any) -> str:
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _compare(cls: Any, *, hashed: bool) -> None:
    values = _values(*(field.name for field in dataclasses.fields(cls) if field.compare))

    def equal(self: Any, other: Any) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    cls.__eq__ = equal
    cls.__hash__ = (lambda self: hash(values(self))) if hashed else None


def _values(*names: str) -> Any:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


__all__ = ["dataclass"]
