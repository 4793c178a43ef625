"""What one file costs to train on, at every provider and model whose price is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ftlint.cost import Cost, Epochs, choose_epochs, training_cost
from ftlint.inputs import InputError
from ftlint.notices import LAST_TRAINING_IS_NEAR, SHUTDOWN_IS_NEAR, takes_jobs
from ftlint.records import dataclass
from ftlint.targets import load, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ftlint.results import FileResult
    from ftlint.tally import Tally
    from ftlint.targets import Model, Target

COUNTS_ONLY = "FT013"
"""The cheapest rule: the file is read for its figures, not for findings."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One model's bill for the file."""

    target: str
    model: str
    tokens: int
    """Of one epoch, each example cut to the model's training window."""
    epochs: Epochs
    cost: Cost
    ended: bool
    """No job can be started any more."""
    notice: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Models whose bill cannot be worked out, and why."""

    target: str
    models: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The bills for one file, the cheapest first, and models that take no more jobs last."""

    file: str
    format: str
    examples: int
    unread: int
    """Of these, the ones that could not be read, and are not counted."""
    tokens: int
    bound: int
    """Tokens of one epoch as gpt-4.1 counts them, and by how many the estimated framing may be off."""
    unsized_images: int
    """Images by URL, of which only the fewest tokens that an image costs are counted."""
    uncounted_parts: int
    """Audio and files, which are not counted."""
    offers: tuple[Offer, ...]
    skipped: tuple[Skipped, ...]
    crashes: tuple[str, ...] = ()
    """Faults of ftlint's."""


class _Unknown(NamedTuple):
    reason: str


def compare(path: str, epochs: int | None, today: date, targets: Iterable[str] | None = None) -> Comparison:
    """Count a file's tokens once for each way of counting, and price them for every model.

    `epochs` is how often the jobs go through the file; without it, each provider's default rule. `targets`
    are names; without them, all. Raises InputError, UnknownTarget.
    """
    counts = _Counts(_file(path))
    offers: list[Offer] = []
    skipped: dict[tuple[str, str], list[str]] = {}
    for target in map(load, targets or names()):
        for model in target.models.values():
            found = _offer(counts, target, model, epochs, today)
            if isinstance(found, Offer):
                offers.append(found)
            else:
                skipped.setdefault((target.name, found.reason), []).append(model.label)
    tally = counts.first.tally
    return Comparison(
        file=path,
        format=counts.first.format,
        examples=tally.examples,
        unread=tally.unread,
        tokens=tally.tokens,
        bound=tally.bound,
        unsized_images=tally.unsized_images,
        uncounted_parts=tally.uncounted_parts,
        offers=tuple(sorted(offers, key=lambda offer: (offer.ended, offer.cost.training))),
        skipped=tuple(Skipped(where, tuple(labels), why) for (where, why), labels in skipped.items()),
        crashes=tuple(counts.first.crashes),
    )


def _file(path: str) -> str:
    """Make sure that the path can be read several times."""
    where = Path(path)
    if where.is_dir():
        raise InputError(f"{path}: a folder; name one file")
    if path == "-" or (where.exists() and not where.is_file()):
        raise InputError(f"{path}: the file is read several times; save what comes through a pipe first")
    return path


class _Counts:
    """The tallies of one file, one for each way of counting its tokens."""

    def __init__(self, path: str) -> None:
        self.path = path
        openai = load("openai")
        model = openai.model(openai.default_model or "")
        self.first = self._read(openai, model)
        tally = self.first.tally
        self.has_images = bool(tally.image_tokens or tally.unsized_images)
        self._by_way = {self._way(model): self.first.tally}

    def of(self, target: Target, model: Model) -> Tally:
        """Count as the model does, whose encoding must be known."""
        way = self._way(model)
        if way not in self._by_way:
            self._by_way[way] = self._read(target, model).tally
        return self._by_way[way]

    def _way(self, model: Model) -> tuple[object, ...]:
        encoding = model.encoding.value if model.encoding else None
        return (encoding, *(_image_way(model) if self.has_images else ()))

    def _read(self, target: Target, model: Model) -> FileResult:
        from ftlint.linting import lint

        (file,) = lint(self.path, target=target.name, model=model.name, select=[COUNTS_ONLY]).files
        return file


def _image_way(model: Model) -> tuple[object, ...]:
    """Tell ways of counting images apart; two sources may give the same."""
    way = model.image_tokens
    names = () if way is None else (name for name in way.__dataclass_fields__ if name != "source")
    return tuple(getattr(way, name) for name in names)


def _offer(
    counts: _Counts, target: Target, model: Model, epochs: int | None, today: date
) -> Offer | _Unknown:
    reason = next(_obstacles(counts.first.format, model, images=counts.has_images), None)
    if reason is not None:
        return _Unknown(reason)
    tally = counts.of(target, model)
    chosen = choose_epochs(epochs, tally.examples, target.default_epochs)
    if chosen is None:
        return _Unknown("how many epochs a job has by default is not known: give --epochs")
    tokens = billed(tally, model)
    cost = training_cost(tokens, chosen.n, model)
    if cost is None:
        return _Unknown("no price per token")
    ended = not takes_jobs(model, today)
    return Offer(target.name, model.label, tokens, chosen, cost, ended, short_notice(model, today))


def _obstacles(kind: str, model: Model, *, images: bool) -> Iterator[str]:
    price = model.training_price
    if kind not in model.methods.value:
        yield f"not trained on {kind} files"
    if model.encoding is None:
        yield "its encoding is not known, so tokens cannot be counted"
    if images and model.image_tokens is None:
        yield "how it counts images is not known"
    if price is None:
        yield "no training price could be sourced"
    elif price.per_million is None:
        yield f"billed by the hour ({price.per_hour:,.2f} {price.currency}), not by tokens"
    elif price.methods and kind not in price.methods:
        yield f"the price that is known is for {', '.join(price.methods)} jobs"


def billed(tally: Tally, model: Model) -> int:
    """Count the tokens of one epoch that a job on `model` is billed for: examples are cut to its window."""
    window = model.training_window.value if model.training_window else None
    sizes = tally.sizes.items()
    return sum((size if window is None else min(size, window)) * times for size, times in sizes)


def short_notice(model: Model, today: date) -> str:
    """Say in a few words what speaks against a model on a day: its end, and a price that may be old."""
    return "; ".join(_warnings(model, today))


def _warnings(model: Model, today: date) -> Iterator[str]:
    last, end = model.last_training, model.shutdown
    if end is not None and end.value <= today:
        yield f"shut down {end.value}"
    else:
        if last is not None and not last.earliest and last.value < today:
            yield f"took its last job {last.value}"
        elif last is not None and last.value - today <= LAST_TRAINING_IS_NEAR:
            yield f"last job {last.value}"
        if end is not None and end.value - today <= SHUTDOWN_IS_NEAR:
            yield f"shuts down {end.value}"
    if model.training_price is not None and not model.training_price.verified:
        yield "price not confirmed since"
