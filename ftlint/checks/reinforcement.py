"""Rules about reinforcement lines: who speaks, and the fields that graders read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ftlint.checks import check
from ftlint.findings import Label, Place, Report
from ftlint.reading.formats import METADATA_KEYS, REQUEST_KEYS
from ftlint.text.words import count, quote
from ftlint.view.threads import REINFORCEMENT_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.folds import At
    from ftlint.view.example import Example

_NOT_OF_GRADERS: Final = REQUEST_KEYS | METADATA_KEYS | {*REINFORCEMENT_KEYS, "parallel_tool_calls"}

MOST: Final = 0.5
"""The share of lines from which a field is taken to be one that all of them should have."""


@check("FT821")
def reinforcement_system_message(example: Example) -> Iterator[Report]:
    """Report messages under the role `system`."""
    for message in example.messages:
        if message.role == "system":
            place = Place((*message.path, "role"))
            yield Report(place, "a system message in a reinforcement example", 'write the role "developer"')


@check("FT822")
def reinforcement_not_ending_on_user(example: Example) -> Iterator[Report]:
    """Report examples whose last message is not from the user."""
    if example.holes or example.roles.endswith("user"):
        return
    last = example.messages[-1]
    a = "an assistant message" if last.role == "assistant" else f"a {last.role} message"
    way = "end on the user message that the model is to answer"
    if last.role == "assistant":
        way = (
            "remove it: the model writes the answer itself; what it should say is for the grader, in a field"
        )
    yield Report(Place((*last.path, "role")), f"the example ends on {a}, not on the user", way)


Fields = dict[frozenset[str], list["At"]]
"""The examples that have the same fields."""


class MissingField:
    """FT823: a field for the grader that most examples have."""

    code = "FT823"

    def empty(self) -> Fields:
        """Begin without examples."""
        return {}

    def see(self, state: Fields, example: Example, at: At) -> None:
        """Note the fields of one example."""
        rest = example.rest if isinstance(example.rest, dict) else {}
        state.setdefault(frozenset(rest.keys() - _NOT_OF_GRADERS), []).append(at)

    def merge(self, earlier: Fields, later: Fields) -> Fields:
        """Join the examples of two parts."""
        for fields, examples in later.items():
            earlier.setdefault(fields, []).extend(examples)
        return earlier

    def finish(self, state: Fields, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report each example that lacks a field which most have."""
        having: Counter[str] = Counter()
        first: dict[str, At] = {}
        for fields, examples in state.items():
            for field in fields:
                having[field] += len(examples)
                first[field] = min(first.get(field, examples[0]), examples[0])
        total = sum(map(len, state.values()))
        usual = sorted(field for field, number in having.items() if MOST * total <= number < total)
        for fields, examples in state.items():
            lacking = [field for field in usual if field not in fields]
            if not lacking:
                continue
            field = lacking[0]
            named = " and ".join(map(quote, lacking[:3])) + (", …" if len(lacking) > 3 else "")
            have = count(having[field], "example has", "examples have")
            said = f"no {named}, which {have}" if len(lacking) == 1 else f"no {named}, which others have"
            label = Label(Place((field,), on="key"), "the first that has it", line_of(first[field]))
            for at in examples:
                way = f"add {named}, if the grader reads {{{{item.{field}}}}}"
                yield at, Report(Place(), said, way, (label,))


FOLDS = [MissingField()]
