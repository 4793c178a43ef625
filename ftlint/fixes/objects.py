"""New objects around text that already stands in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ftlint.fixing.subject import Subject


def object_of(line: Subject, members: Mapping[str, str]) -> str:
    """Write an object of members whose values are JSON text, in the style of the line."""
    style = line.style
    return f"{{{style.comma.join(f'{style.json(key)}{style.colon}{text}' for key, text in members.items())}}}"
