"""Rules about what some examples of a file have and others have not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.findings import Label, Place, Report
from ftlint.records import dataclass
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.findings import Path
    from ftlint.folds import At
    from ftlint.view.example import Example

_WITH: dict[bool, str] = {True: "declares tools", False: "declares no tools"}


@dataclass
class Kinds:
    """How many examples have something and how many have not, and where the first of each is."""

    having: int = 0
    lacking: int = 0
    first_having: tuple[At, Path] | None = None
    """With the path to it."""
    first_lacking: At | None = None


class ToolsOnSomeLines:
    """Files in which only some examples declare tools."""

    code = "FT706"

    def empty(self) -> Kinds:
        """Begin without examples."""
        return Kinds()

    def see(self, state: Kinds, example: Example, at: At) -> None:
        """Count one example."""
        key = next((key for key in ("tools", "functions") if example.value.get(key) is not None), None)
        if key is None:
            state.lacking += 1
            state.first_lacking = state.first_lacking or at
        else:
            state.having += 1
            state.first_having = state.first_having or (at, example.at_home((key,)))

    def merge(self, earlier: Kinds, later: Kinds) -> Kinds:
        """Add the counts; the earlier of the first ones stays."""
        return Kinds(
            earlier.having + later.having,
            earlier.lacking + later.lacking,
            earlier.first_having or later.first_having,
            earlier.first_lacking or later.first_lacking,
        )

    def finish(self, state: Kinds, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report the first example that is not of the first one's kind."""
        if state.first_having is None or state.first_lacking is None:
            return
        (having, path), lacking = state.first_having, state.first_lacking
        later, first = max(having, lacking), min(having, lacking)
        place = Place(path, on="key") if later == having else Place()
        label = Label(Place(), f"the first example {_WITH[first == having]}", line_of(first))
        message = (
            f"{count(state.having, 'example declares', 'examples declare')} tools,"
            f" {count(state.lacking, 'does', 'do')} not"
        )
        way = "declare the tools on every line, also where none is called"
        yield later, Report(place, message, way, (label,))
