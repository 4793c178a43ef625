"""Rules about what is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.checks import check
from ftlint.checks.texts import acts, blank
from ftlint.findings import Place, Report
from ftlint.tokens.cutting import cut_of, over_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.view.example import Example
    from ftlint.view.nodes import Message


@check("FT601")
def nothing_to_learn(example: Example) -> Iterator[Report]:
    """Report an example in which every assistant turn is masked."""
    if example.holes or example.trained:
        return
    turns = example.roles.count("assistant")
    if turns:
        all_of = "both" if turns == 2 else f"all {turns}"
        which = "the only assistant turn has" if turns == 1 else f"{all_of} assistant turns have"
        way = 'remove "weight": 0 from the turn that the model should learn'
        yield Report(Place(("messages",), on="key"), f"no turn is loss-bearing: {which} weight 0", way)


@check("FT602", needs="bare")
def empty_target(example: Example) -> Iterator[Report]:
    """Report loss-bearing turns that hold neither text nor a call."""
    for message in example.trained:
        if (how := blank(message)) is not None and not acts(message):
            said = f"the content of a loss-bearing turn is {how}"
            if not example.messages[0].context:  # nobody says what a preference output teaches
                said += ": the model learns to say nothing"
            yield Report(Place((*message.path, "content")), said, "write the answer, or remove the turn")


@check("FT603", needs="trained")
def final_turn_masked(example: Example) -> Iterator[Report]:
    """Report a masked last assistant turn, where earlier ones are learned; not if calls are the reason."""
    if example.holes or example.trained[-1] is example.messages[-1]:
        return
    turns = [message for message in example.messages if message.role == "assistant"]
    last = turns[-1]
    if not last.trained and not _masked_by_calls(turns):
        said = "the last assistant turn is masked (weight 0), earlier ones are not"
        way = 'remove its "weight": 0, or end the example on the turn that is learned'
        yield Report(Place((*last.path, "weight")), said, way)


def _masked_by_calls(turns: list[Message]) -> bool:
    """Say whether just the turns that call tools are learned, or just the others: see `ftlint mask`."""
    return len({message.trained == bool(message.calls) for message in turns}) == 1


@check("FT604", needs="long")
def target_cut_off(example: Example) -> Iterator[Report]:
    """Report an example of which all loss-bearing turns are cut off, at the first of them."""
    cut = cut_of(example, example.job.training_window)
    if cut is None or cut.target_end is None or cut.target_left or over_context(example):
        return
    label = example.job.model.label
    said = f"{label} is trained on {cut.window:,} of {cut.total:,} tokens, and none of them is loss-bearing"
    too_many = f"{cut.target_end - cut.window:,} tokens"
    first = cut.lost[0]
    if first.context:  # of a preference line: one mistake, whichever output follows
        yield Report(Place(first.path), said, f"shorten the input by {too_many}")
        return
    way = f"shorten what comes before this turn by {too_many}"
    yield Report(Place(example.trained[0].path), said, way)
