"""The arguments of tool calls against the schema of their tool."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ftlint.schemas.giants import without_giants
from ftlint.schemas.normal import STEPS, Normal, OutOfSteps, normalise
from ftlint.schemas.patterns import Patterns, SlowPattern
from ftlint.schemas.plain import compiled
from ftlint.schemas.strings import find_string
from ftlint.schemas.violation import Violation
from ftlint.text.words import quote

if TYPE_CHECKING:
    from jsonschema import ValidationError

    from ftlint.schemas.plain import Predicate

__all__ = ["ArgumentsChecker", "Violation"]

MOST_ERRORS = 50
"""Once so many are found, the arguments of a call are not judged any further."""


class ArgumentsChecker:
    """Checks the arguments of one tool. Make one per distinct tool, and keep it.

    Whatever `parameters` is, nothing is raised: what is wrong with the schema itself is said by
    `ftlint.schemas.definition`, and what cannot be decided because of that is not held against a call.
    """

    def __init__(self, parameters: object) -> None:
        self._parameters = parameters
        self._patterns = Patterns()
        self._compile()

    def violations(self, value: object) -> list[Violation]:
        """Give everything that is wrong with the arguments of one call, a parsed JSON value; [] if nothing.

        Where a pattern runs out of its time that is said once, and the pattern is not run again. Where the
        value or the schema is too deep or too tangled, what was found up to there is given.
        """
        slow: list[Violation] = []
        while not self.surely_fits(value):
            try:
                return [*slow, *self._judge(value)]
            except SlowPattern as stopped:
                slow.append(_slow(stopped, value))
                self._patterns.ban(stopped.pattern)
                self._compile()
        return slow

    def surely_fits(self, value: object) -> bool:
        """Say quickly that nothing is wrong with the arguments of one call; False: it is not sure."""
        return self._surely_fits is not None and self._surely_fits(value)

    def _compile(self) -> None:
        self._normal = Normal()
        self._surely_fits: Predicate | None = None
        try:
            normal = normalise(without_giants(self._parameters), self._patterns)
            _spare_root_type(normal)
            self._surely_fits = compiled(normal)
        except RecursionError:
            return
        self._normal = normal

    def _judge(self, value: object) -> list[Violation]:
        from ftlint.schemas.faults import faults
        from ftlint.schemas.violations import violations

        errors, complete = self._errors(value, MOST_ERRORS, with_formats=False)
        broken: list[ValidationError] = []
        if self._normal.has_format and complete:
            # A format is a note to a server, and may not decide which branch of an `anyOf` was meant: only
            # what is wrong with formats and without them is an error.
            strict, _ = self._errors(value, MOST_ERRORS + len(errors), with_formats=True)
            broken = [error for key, error in strict.items() if key not in errors]
            errors = {key: error for key, error in errors.items() if key in strict}
        found = [fault for error in errors.values() for fault in faults(error)]
        formats = [fault for error in broken for fault in faults(error)]
        listed = [*violations(found, "schema"), *violations(formats, "format")]
        return _cut(listed) if max(len(errors), len(broken), len(listed)) >= MOST_ERRORS else listed

    def _errors(
        self, value: object, most: int, *, with_formats: bool
    ) -> tuple[dict[object, ValidationError], bool]:
        """Collect errors by what they are about, and say whether the validator came to its end."""
        from ftlint.schemas.validator import errors

        self._normal.budget.left = STEPS
        found: dict[object, ValidationError] = {}
        try:
            value = without_giants(value)
            for error in errors(self._normal, value, with_formats=with_formats):
                name = error.message if error.validator in ("required", "dependentRequired") else ""
                found[tuple(error.absolute_path), error.validator, id(error.schema), name] = error
                if len(found) == most:
                    return found, False
        except (OutOfSteps, RecursionError):
            return found, False
        return found, True


def _spare_root_type(normal: Normal) -> None:
    """Forget a root type that no arguments can have: it is said of the definition, not of every call."""
    if isinstance(normal.schema, dict) and "object" not in normal.schema.get("type", "object"):
        del normal.schema["type"]


def _cut(listed: list[Violation]) -> list[Violation]:
    """List no more than so many violations, and say so in the last of them."""
    if not listed:
        return []
    *first, last = listed[:MOST_ERRORS]
    more = f"{last.message}; there may be more: only the first {len(first) + 1} are listed"
    return [*first, replace(last, message=more)]


def _slow(stopped: SlowPattern, value: object) -> Violation:
    path, on = find_string(value, stopped.text)
    text = f"the pattern {quote(stopped.pattern, 120)} ran out of time on {quote(stopped.text)}"
    note = "it is not run again; write it without a repetition inside a repetition"
    return Violation("slow-pattern", path, on, text, note)
