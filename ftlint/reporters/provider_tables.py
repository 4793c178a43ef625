"""What the target files say, as tables: for `ftlint targets`, `ftlint models`, and the documents."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ftlint.reporters.tables import Table, write_json, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ftlint.reporters import Look
    from ftlint.rulebook import Rulebook
    from ftlint.targets import Figure, Format, InferencePrice, Model, Source, Sourced, Target, TrainingPrice

NONE = "–"
UNVERIFIED = "*"
FOOTNOTE = "* not the provider's own word, or no longer to be found there; – not known, or not limited"
UNITS = (
    "windows in tokens: of a training example, and of the model in use; prices in USD per 1,000,000 tokens: "
    "of training, with its day, and of using a fine-tuned model"
)

_GIGA, _MEGA = 2**30, 2**20


def write_targets(to: IO[str], look: Look, output_format: str = "table") -> None:
    """Write the comparison of all providers as a `table`, or all that is known of them as `json`."""
    from ftlint.rulebook import rulebook
    from ftlint.targets import load, names

    targets = [load(name) for name in names()]
    if output_format == "json":
        write_json(targets, to)
        return
    write_table(targets_table(targets, rulebook()), to, look)
    to.write(f"\n{FOOTNOTE}\n")


def write_models(targets: Sequence[Target], to: IO[str], look: Look, output_format: str = "table") -> None:
    """Write the models of some providers as a `table`, or all that is known of them as `json`."""
    if output_format == "json":
        write_json(
            [{"target": target.name, "models": list(target.models.values())} for target in targets], to
        )
        return
    write_table(models_table(targets), to, look)
    to.write(f"\n{UNITS}\n{FOOTNOTE}\n")


def targets_table(targets: Sequence[Target], book: Rulebook) -> Table:
    """Compare providers: a column for each, a row for whatever one of them says."""
    rows = [(name, *map(say, targets)) for name, say in _ASPECTS]
    rows = [row for row in rows if set(row[1:]) != {NONE}]
    columns = ("", *(target.name for target in targets))
    return Table(columns, (*rows, *_levels(targets, book)), whole=frozenset(("",)))


def models_table(targets: Sequence[Target]) -> Table:
    """List the models: windows in tokens, prices per 1,000,000 tokens, days."""
    columns = (
        "target", "model", "methods", "trains on", "reads", "training", "as of", "input", "output",
        "last job", "shut down",
    )  # fmt: skip
    rows = tuple(_model_row(target, model) for target in targets for model in target.models.values())
    numbers = frozenset(("trains on", "reads", "training", "input", "output"))
    return Table(columns, rows, numbers, frozenset(("target", "model", "as of", "last job", "shut down")))


def sources_table(targets: Sequence[Target]) -> Table:
    """List every source that a figure rests on, with its day."""
    rows = []
    for target in targets:
        found: dict[Source, None] = {}
        for sourced in _sourced(target):
            found[sourced.source] = None
        for source in found:
            mark = "" if source.verified else f" {UNVERIFIED}"
            title = f"[{source.title}]({source.url})" if source.url else source.title
            rows.append((target.name, source.as_of.isoformat(), title + mark))
    return Table(("target", "as of", "source"), tuple(rows))


def _model_row(target: Target, model: Model) -> tuple[str, ...]:
    training, use = model.training_price, model.inference_price
    last, end = model.last_training, model.shutdown
    return (
        target.name,
        model.label,
        ", ".join(model.methods.value) + _mark(model.methods),
        _number(model.training_window),
        _number(model.fine_tuned_context or model.context_window),
        _training(training),
        training.as_of.isoformat() if training else NONE,
        _money(use, lambda price: f"{price.input:,.2f}"),
        _money(use, lambda price: f"{price.output:,.2f}"),
        NONE if last is None else f"{'≥ ' if last.earliest else ''}{last.value}{_mark(last)}",
        NONE if end is None else f"{end.value}{_mark(end)}",
    )


def _training(price: TrainingPrice | None) -> str:
    if price is None:
        return NONE
    said = f"{price.per_million:,.2f}" if price.per_million is not None else f"{price.per_hour:,.2f}/h"
    only = f" ({', '.join(price.methods)})" if price.methods else ""
    return said + only + _mark(price)


def _money(price: InferencePrice | None, say: Callable[[InferencePrice], str]) -> str:
    return NONE if price is None else say(price) + _mark(price)


def _mark(sourced: Sourced | None) -> str:
    return UNVERIFIED if sourced is not None and not sourced.verified else ""


def _number(figure: Figure[int] | None) -> str:
    return NONE if figure is None else f"{figure.value:,}{_mark(figure)}"


def _size(figure: Figure[int] | None) -> str:
    if figure is None:
        return NONE
    large = figure.value >= _GIGA
    return f"{figure.value / (_GIGA if large else _MEGA):,.0f} {'GB' if large else 'MB'}{_mark(figure)}"


def _by_format(figures: Mapping[Format, Figure[int]]) -> str:
    return ", ".join(f"{name} {_number(figure)}" for name, figure in figures.items()) or NONE


def _arguments(target: Target) -> str:
    said = target.arguments
    return "JSON text" if said is None or said.value == "string" else "an object"


def _call_ids(target: Target) -> str:
    if target.call_ids is not None:
        return target.call_ids.says + _mark(target.call_ids)
    longest = target.limits.call_id_length
    return "any" if longest is None else f"up to {longest.value} characters{_mark(longest)}"


def _image_urls(target: Target) -> str:
    said = target.image_urls
    return NONE if said is None else ", ".join(f"{scheme}:" for scheme in said.value) + _mark(said)


def _levels(targets: Sequence[Target], book: Rulebook) -> Iterator[tuple[str, ...]]:
    for card in book:
        if any(card.code in target.rules for target in targets):
            levels = (target.rules.get(card.code, card.severity) for target in targets)
            yield (f"{card.code} {card.name}", *levels)


def _sourced(value: object) -> Iterator[Sourced]:
    from collections.abc import Mapping
    from dataclasses import fields, is_dataclass

    from ftlint.targets import Sourced

    if isinstance(value, Sourced):
        yield value
    elif is_dataclass(value):
        for item in fields(value):
            yield from _sourced(getattr(value, item.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _sourced(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _sourced(item)


def oldest(target: Target) -> date:
    """Find the day of the oldest source of a target."""
    return min(sourced.as_of for sourced in _sourced(target))


_ASPECTS: tuple[tuple[str, Callable[[Target], str]], ...] = (
    ("formats", lambda target: ", ".join(target.formats)),
    ("models", lambda target: "any" if "any" in target.models else str(len(target.models))),
    ("default model", lambda target: target.model(target.default_model or "").label),
    ("upload", lambda target: _size(target.limits.upload_bytes)),
    ("upload in parts", lambda target: _size(target.limits.multipart_bytes)),
    ("fewest examples", lambda target: _number(target.limits.min_examples)),
    ("most examples", lambda target: _by_format(target.limits.max_examples)),
    ("most to validate", lambda target: _by_format(target.limits.max_validation_examples)),
    ("tokens × epochs", lambda target: _number(target.limits.job_tokens)),
    ("tools", lambda target: _number(target.limits.tools)),
    ("arguments of calls", _arguments),
    ("call ids", _call_ids),
    ("images per example", lambda target: _number(target.limits.images_per_example)),
    ("examples with images", lambda target: _number(target.limits.examples_with_images)),
    ("size of an image", lambda target: _size(target.limits.image_bytes)),
    ("image URLs", _image_urls),
    ("oldest source", lambda target: oldest(target).isoformat()),
)
