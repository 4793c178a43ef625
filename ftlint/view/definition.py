"""What is worked out about one tool definition, once for every distinct one.

Lists of tools often hold the same tools in another order, or some of them; what is known of a tool then
serves in every list.
"""

from __future__ import annotations

import marshal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ftlint.schemas.arguments import ArgumentsChecker
    from ftlint.schemas.problem import Problem

DEFINITIONS = 1024
"""How many are kept at a time."""

LARGEST = 20_000
"""Bytes up to which a definition is kept. This and the number bound the memory."""


class Definition:
    """The object that holds `name` and `parameters`. It is shared, and must not be changed."""

    def __init__(self, raw: dict[str, object]) -> None:
        self.raw = raw
        name = raw.get("name")
        self.name = name if isinstance(name, str) else None
        """The name, if it is a string."""
        self.tool = {"type": "function", "function": raw}
        """A tool that is it, and nothing else, as nearly all tools are: for all lists to share."""
        self.tokens: dict[tuple[str, bool], int] = {}
        """Tokens of the rendered definition, by encoding, and by whether it is the first of its list."""

    @property
    def parameters(self) -> Any:
        """The parameters' schema; None where there is none."""
        return self.raw.get("parameters")

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the parameters' schema."""
        from ftlint.schemas.definition import problems

        return problems(self.parameters)

    @cached_property
    def checker(self) -> ArgumentsChecker:
        """What checks the arguments of a call to it; compiled once.

        It asks for nothing that is a mistake of the definition: that is said of the definition, once.
        """
        from ftlint.schemas.arguments import ArgumentsChecker
        from ftlint.schemas.requirements import without_undescribed

        if not isinstance(self.parameters, dict):
            return ArgumentsChecker({})
        return ArgumentsChecker(without_undescribed(self.parameters, self.problems))

    @cached_property
    def digest(self) -> bytes:
        """Stand for what it says: equal wherever definitions say the same (see `ftlint.view.canonical`)."""
        from ftlint.view.canonical import definition, digest_of, said

        return digest_of(definition(said(self)))

    @cached_property
    def rendered(self) -> str:
        """The text that the model reads."""
        from ftlint.tokens.rendering import render_tool

        return render_tool(self.raw)


def key_of(raw: dict[str, object]) -> bytes:
    """Stand for a definition as it is written: equal where all its values are, in the same order."""
    # Version 0 writes equal values as equal bytes, whatever objects they share.
    return marshal.dumps(raw, 0)


def definition_of(raw: dict[str, object], key: bytes | None = None) -> Definition:
    """Give what is known of a definition, or begin to know it; `key` is what `key_of` gives for it."""
    if key is None:
        key = key_of(raw)
    return _kept(key) if len(key) <= LARGEST else Definition(raw)


@lru_cache(DEFINITIONS)
def _kept(key: bytes) -> Definition:
    return Definition(marshal.loads(key))  # noqa: S302 (our own bytes)
