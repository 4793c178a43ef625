"""What to know about the model on the day of the run: dates, and figures that may be out of date.

Notices stand in the summary. They are never findings, and never change the exit code.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ftlint.targets import ANY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ftlint.tally import Tally
    from ftlint.targets import Model, Shutdown, Target

MOST = 3
LAST_TRAINING_IS_NEAR = timedelta(days=90)
SHUTDOWN_IS_NEAR = timedelta(days=365)  # a model is trained to be used for a while
PRICE_IS_OLD = timedelta(days=365)


def model_notices(target: Target, model: Model, today: date) -> list[str]:
    """Say what matters about training `model` at `target` today: at most three lines, most urgent first."""
    if model.shutdown and model.shutdown.value <= today:
        return [_gone(target, model, model.shutdown, today)]
    return list(_in_order(target, model, today))[:MOST]


METHODS: Final = {
    "sft": "on chat files",
    "dpo": "on preference pairs",
    "rft": "by reinforcement",
    "completions": "on prompt/completion files",
}
"""How a model is trained on files of a native format."""


def method_notices(target: Target, model: Model, kind: str, today: date) -> list[str]:
    """Say that a model is not trained on files of the format `kind`, and which ones are, or were."""
    how = METHODS.get(kind)
    if how is None or kind in model.methods.value:
        return []
    those = [other for other in target.models.values() if kind in other.methods.value and other.name != ANY]
    now = [other.label for other in those if takes_jobs(other, today)]
    said = f"{target.name} does not train {model.label} {how}"
    if now:
        return [f"{said}; it does {_and(now)}"]
    if those:
        return [f"{said}; it did {_and([other.label for other in those])}, and takes no such job any more"]
    return [f"{said}, nor any other model that is known"]


def guess_notices(model: Model, kind: str, tally: Tally) -> list[str]:
    """Say why a file is taken for `kind`, where that was guessed and the model is not trained so.

    It may as well be a chat file that has lost the answer on every line.
    """
    if kind != "rft" or kind in model.methods.value or not tally.turns:
        return []
    why = "the first lines end on the user" if tally.assistant else "no line has an assistant message"
    return [f"read as reinforcement (rft): {why}; if this is chat, use --format sft"]


def _and(labels: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def _in_order(target: Target, model: Model, today: date) -> Iterator[str]:
    yield from _ending(target, model, today)
    if model.encoding is None:
        yield f"the encoding of {model.label} is not known: its tokens are not counted"
    if takes_jobs(model, today):
        yield from _provider(target, model, today)
        yield from _price(target, model, today)


def _gone(target: Target, model: Model, shutdown: Shutdown, today: date) -> str:
    others = [
        other.label
        for other in target.models.values()
        if takes_jobs(other, today) and set(other.methods.value) & set(model.methods.value)
    ]
    sentence = f"{target.name} shut {model.label} and its fine-tunes down on {shutdown.value}"
    if others:
        return f"{sentence}; it still trains {', '.join(others)}"
    return f"{sentence}; the replacement is {shutdown.replacement}" if shutdown.replacement else sentence


def _ending(target: Target, model: Model, today: date) -> Iterator[str]:
    last = model.last_training.value if model.last_training else None
    promised = model.last_training is not None and model.last_training.earliest
    end = model.shutdown.value if model.shutdown else None
    parts = []
    if last and promised:
        some = "only until" if today > last else "at least until"
        parts.append(f"{target.name} promised to take {model.label} jobs {some} {last}")
    elif last and today > last:
        parts.append(f"{target.name} took the last {model.label} job on {last}")
    elif last:
        parts.append(f"{target.name} takes no new {model.label} job after {last}")
    if end and parts:
        parts.append(f"fine-tunes of it stop answering on {end}")
    elif end:
        parts.append(f"{target.name} shuts {model.label} and its fine-tunes down on {end}")
    if (last and last - today <= LAST_TRAINING_IS_NEAR) or (end and end - today <= SHUTDOWN_IS_NEAR):
        yield "; ".join(parts)


def _provider(target: Target, model: Model, today: date) -> Iterator[str]:
    for notice in target.notices:
        if notice.models and model.name not in notice.models:
            continue
        if notice.since <= today and (notice.until is None or today <= notice.until):
            yield notice.text


def _price(target: Target, model: Model, today: date) -> Iterator[str]:
    price = model.training_price
    if price is None:
        return
    read = f"the {target.name} price for training {model.label} is from {price.as_of:%Y-%m}"
    if not price.verified:
        yield f"{read} and could not be confirmed since: look it up before you pay"
    elif today - price.as_of > PRICE_IS_OLD:
        yield f"{read}, over a year ago: look it up before you pay"


def takes_jobs(model: Model, today: date) -> bool:
    """Say whether a job on the model can be started that day, as far as its dates tell."""
    last = model.last_training
    closed = last is not None and not last.earliest and last.value < today
    return not closed and (model.shutdown is None or today < model.shutdown.value)
