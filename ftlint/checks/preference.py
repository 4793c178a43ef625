"""Rules about the frame of preference lines: their parts, and who speaks in the outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.checks import check, line_check
from ftlint.findings import Label, Place, Report
from ftlint.text.words import count, kind, quote
from ftlint.view.preference import INPUT, OUTPUTS, PARTS, keys_of, spoken_in, wrong_in
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.jobs import Job
    from ftlint.view.example import Example
    from ftlint.view.preference import Spoken

_FORM: Final = {
    INPUT: '{"messages": […]}',
    **dict.fromkeys(OUTPUTS, '[{"role": "assistant", "content": …}]'),
}
_NAMES: Final = dict(zip(OUTPUTS, ("preferred", "non-preferred"), strict=True))


@line_check("FT801", "dpo")
def preference_missing_part(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report parts that are missing, empty, or of a wrong type."""
    keys = keys_of(value)
    missing = [part for part in PARTS if part not in keys]
    if INPUT in missing and isinstance(value.get("messages"), list):
        missing.remove(INPUT)
        way = f'write "input": {_FORM[INPUT]}, with what goes with the messages'
        yield Report(
            Place(("messages",), on="key"), 'the line has no "input"; "messages" stands in its place', way
        )
    if missing:
        yield Report(Place(), f"the line has no {' and no '.join(map(quote, missing))}", _write(missing[0]))
    for part, key in keys.items():
        given = value[key]
        if isinstance(given, dict if part == INPUT else list) and (given or part == INPUT):
            continue
        if part == INPUT and key != INPUT:
            continue  # FT802 says what to write
        empty = given in ([], "", {})
        wanted = "an object" if part == INPUT else "an array of messages"
        said = f"{quote(key)} is empty" if empty else f"{quote(key)} is {kind(given)}, not {wanted}"
        yield Report(Place((key,)), said, _write(part))


def _write(part: str) -> str:
    return f"write {quote(part)}: {_FORM[part]}"


@line_check("FT802", "dpo")
def preference_wrong_key(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report keys that stand for a part under another name."""
    for part, key in keys_of(value).items():
        if key != part:
            form = f": {_FORM[part]}" if part == INPUT and not isinstance(value[key], dict) else ""
            said = f"{quote(key)} is not the key of {_called(part)}"
            yield Report(Place((key,), on="key"), said, f"write {quote(part)}{form}")


def _called(part: str) -> str:
    return "the input" if part == INPUT else f"the {_NAMES[part]} output"


@line_check("FT803", "dpo")
def preference_output_role(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report outputs in which somebody else speaks than the assistant, or not even that; once each."""
    for output, key, spoken in _outputs(value):
        name = _NAMES[output]
        if wrong := wrong_in(spoken):
            role = known_role(wrong[0].message["role"])  # type: ignore[index]  # only objects are wrong
            more = f" ({len(wrong)} such messages)" if len(wrong) > 1 else ""
            way = 'keep the assistant\'s answer; what it answers belongs in "input"'
            place = Place((key, *wrong[0].path, "role"))
            yield Report(place, f"a {role} message in the {name} output{more}", way)
        elif spoken and all(_role(each) == "tool" for each in spoken):
            way = "write the assistant message that is learned from"
            yield Report(Place((key,)), f"no assistant message in the {name} output", way)


def _role(spoken: Spoken) -> str | None:
    return known_role(spoken.message.get("role")) if isinstance(spoken.message, dict) else None


def _outputs(value: dict[str, object]) -> Iterator[tuple[str, str, list[Spoken]]]:
    """Go through the outputs that are there: which one, its key, its messages."""
    keys = keys_of(value)
    for output in OUTPUTS:
        if output in keys:
            yield output, keys[output], spoken_in(value[keys[output]])


@check("FT804")
def preference_input_answered(example: Example) -> Iterator[Report]:
    """Report an input that ends on the assistant's answer; an unanswered call there is another rule's."""
    given = [message for message in example.messages if message.context]
    if example.holes or not given or given[-1].role != "assistant" or given[-1].calls or given[-1].lost_calls:
        return
    said = "the input ends on an assistant message: it is answered already"
    way = "end it on the message that both outputs answer"
    yield Report(Place(given[-1].path), said, way)


@line_check("FT805", "dpo")
def preference_identical(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report outputs that say the same, whatever the order of their keys and the ids of their calls."""
    outputs = list(_outputs(value))
    if len(outputs) < 2 or not all(spoken for _, _, spoken in outputs):
        return
    (_, preferred, one), (_, key, other) = outputs
    if len(one) != len(other) or _differ(_content(one[0]), _content(other[0])):
        return
    from ftlint.view.canonical import said_in

    if said_in([each.message for each in one]) == said_in([each.message for each in other]):
        label = Label(Place((preferred,)), "the preferred output")
        way = "write an answer that is worse, or remove the line"
        yield Report(
            Place((key,)), "both outputs are the same: there is no preference to learn", way, (label,)
        )


def _differ(one: object, other: object) -> bool:
    """Say whether two contents are surely not the same."""
    return isinstance(one, str) and isinstance(other, str) and one != other


def _content(spoken: Spoken) -> object:
    return spoken.message.get("content") if isinstance(spoken.message, dict) else None


@check("FT806")
def preference_images(example: Example) -> Iterator[Report]:
    """Report parts of the input that are not text, once a message; in outputs no role may have them."""
    for message in example.messages:
        if message.role != "user" or not message.context or not isinstance(message.content, list):
            continue
        others = [
            (index, part["type"])
            for index, part in enumerate(message.content)
            if isinstance(part, dict) and part.get("type") in ("image_url", "input_audio", "file")
        ]
        if others:
            index, named = others[0]
            more = f" ({len(others)} such parts)" if len(others) > 1 else ""
            place = Place((*message.path, "content", index))
            said = f"a part of type {quote(named)} in a preference example{more}"
            yield Report(place, said, "write text only, or remove the line")


@line_check("FT807", "dpo")
def preference_several_messages(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report outputs with more messages than the provider trains on."""
    most = job.target.limits.output_messages
    if most is None:
        return
    for output, key, spoken in _outputs(value):
        if len(spoken) > most.value and not wrong_in(spoken):
            takes = "one answer" if most.value == 1 else count(most.value, "message")
            said = (
                f"{len(spoken)} messages in the {_NAMES[output]} output; {job.target.name} trains on {takes}"
            )
            way = 'keep the last assistant message; what leads to it belongs in "input"'
            yield Report(Place((key, *spoken[most.value].path)), said, way)


@line_check("FT808", "dpo")
def preference_weight(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report weights of the messages of outputs."""
    for output, key, spoken in _outputs(value):
        for each in spoken:
            if isinstance(each.message, dict) and "weight" in each.message and _role(each) == "assistant":
                said = f"a weight in the {_NAMES[output]} output, where none belongs"
                way = "remove it: both outputs are always learned from"
                path: Path = (key, *each.path, "weight")
                yield Report(Place(path, on="key"), said, way)


@line_check("FT103", "dpo")
def unknown_key_of_preference(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report keys of the line that are no part of it; what belongs in the input is said to."""
    if len(value) == len(PARTS) and value.keys() == set(PARTS):
        return
    from ftlint.checks.frame import unknown

    keys = keys_of(value)
    beside = {} if INPUT in keys else dict.fromkeys(("messages", "tools", "functions", "parallel_tool_calls"))
    for key in value:
        if key not in keys.values() and key not in beside:
            into = f'move it into "input": {{{quote(key)}: …}}' if key in _IN_INPUT else None
            yield unknown(key, PARTS, into)


_IN_INPUT: Final = ("messages", "tools", "parallel_tool_calls")
