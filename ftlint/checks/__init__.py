"""Checks: one small function per rule, bound to the rule's code and to nothing else.

`ftlint.checks.catalogue` lists the modules; a card says all the rest about a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ftlint.findings import Report
    from ftlint.jobs import Job
    from ftlint.view.example import Example
    from ftlint.view.toolbox import Toolbox
    from ftlint.view.traits import Traits


@dataclass(frozen=True, slots=True)
class ExampleCheck:
    """A check of one example. It runs only where the example has the trait `needs`, if that is given.

    The traits are the fields of `ftlint.view.traits.Traits`.
    """

    code: str
    run: Callable[[Example], Iterable[Report]]
    needs: str | None = None

    def concerns(self, traits: Traits) -> bool:
        """Say whether it may find anything in an example with these traits."""
        return self.needs is None or bool(getattr(traits, self.needs))


@dataclass(frozen=True, slots=True)
class ToolboxCheck:
    """A check of the tool definitions, run once for every distinct list of them."""

    code: str
    run: Callable[[Toolbox], Iterable[Report]]


@dataclass(frozen=True, slots=True)
class LineCheck:
    """A check of a line as it stands, for what is not a conversation: the frame of a format."""

    code: str
    run: Callable[[dict[str, object], Job], Iterable[Report]]
    formats: tuple[str, ...] = ()

    def concerns(self, name: str) -> bool:
        """Say whether it looks at lines of the format `name`."""
        return not self.formats or name in self.formats


def line_check(
    code: str, *formats: str
) -> Callable[[Callable[[dict[str, object], Job], Iterable[Report]]], LineCheck]:
    """Bind a function over a line's value, and the job, to a rule: these formats or all of its card's."""
    return lambda run: LineCheck(code, run, formats)


def check(
    code: str, needs: str | None = None
) -> Callable[[Callable[[Example], Iterable[Report]]], ExampleCheck]:
    """Bind a function over an example to a rule."""
    return lambda run: ExampleCheck(code, run, needs)


def toolbox_check(code: str) -> Callable[[Callable[[Toolbox], Iterable[Report]]], ToolboxCheck]:
    """Bind a function over the tool definitions to a rule."""
    return lambda run: ToolboxCheck(code, run)
