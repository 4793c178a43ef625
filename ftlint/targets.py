"""What a provider takes: formats, limits, models, prices and dates, read from `rules/targets/NAME.toml`.

Adding a provider is adding one file. Every figure names its source, and every source has a date.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Generic, Literal, TypeVar

from ftlint.data import rules_folder
from ftlint.findings import Severity
from ftlint.records import dataclass
from ftlint.strict import hint, read

Format = Literal["sft", "dpo", "rft", "completions"]
"""What a file holds, and so what kind of job it is for."""

ANY = "any"
"""A model of this name stands for every model that the target's file does not name."""

T = TypeVar("T")


class UnknownTarget(LookupError):
    """No target file has this name; the text suggests the nearest."""


class UnknownModel(LookupError):
    """The target has no such model; the text suggests the nearest."""


class BadTarget(ValueError):
    """A target file breaks its own rules; the text names the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A public document, and the day it said so."""

    title: str
    as_of: date
    url: str | None = None
    verified: bool = True
    """False: not the provider's own word, or no longer to be found there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Anything that somebody has to stand for."""

    source: Source

    @property
    def as_of(self) -> date:
        """The day on which the source said so."""
        return self.source.as_of

    @property
    def verified(self) -> bool:
        """Whether the provider itself says so, still."""
        return self.source.verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Sourced, Generic[T]):
    """One fact."""

    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPrice(Sourced):
    """What a job costs: per 1,000,000 tokens of each epoch, or per hour."""

    per_million: Decimal | None = None
    per_hour: Decimal | None = None
    currency: str = "USD"
    methods: tuple[Format, ...] = ()
    """The methods it is for; none: all that the model is trained by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InferencePrice(Sourced):
    """What using the fine-tuned model costs, per 1,000,000 tokens."""

    input: Decimal
    output: Decimal
    cached_input: Decimal | None = None
    currency: str = "USD"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTraining(Sourced):
    """The last day on which a job can be started."""

    value: date
    earliest: bool = False
    """The provider promises jobs until that day, and has not said when they end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shutdown(Sourced):
    """The day on which the model and its fine-tunes stop answering."""

    value: date
    replacement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallIds(Sourced):
    """What the id of a tool call must look like."""

    pattern: str
    """A regular expression that the whole id matches."""
    says: str
    """The pattern in words, behind "takes": "ids of 9 letters and digits"."""
    sample: str
    """An id that matches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageTokens(Sourced):
    """What an image costs in tokens; `ftlint.tokens.images` applies it. Sides are in pixels."""

    kind: Literal["tile", "patch"]
    base: int
    """Of any image; all that a tile model counts of one in low detail."""
    each: Decimal
    """Per tile or patch."""
    size: int
    """The side of a tile or patch."""
    longest: int
    """What the longer side is brought down to."""
    shortest: int | None = None
    """What the shorter side is brought down to, then."""
    budget: int | None = None
    """The most patches."""
    low: int | None = None
    """What the longer side is brought down to in low detail, where the base is not all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochRule(Sourced):
    """How many epochs a job gets that names no number; `ftlint.cost.default_epochs` applies it."""

    target: int
    min_target_examples: int
    max_target_examples: int
    min: int
    max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Sourced):
    """A sentence for whoever starts a job between the two days, both included."""

    since: date
    text: str
    until: date | None = None
    models: tuple[str, ...] = ()
    """The full names of the models it speaks of; none: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most, or the least, that a job takes. None or no entry: no limit is known."""

    upload_bytes: Figure[int] | None = None
    multipart_bytes: Figure[int] | None = None
    """Of a file that is uploaded in parts."""
    min_examples: Figure[int] | None = None
    max_examples: Mapping[Format, Figure[int]] = field(default_factory=dict)
    max_validation_examples: Mapping[Format, Figure[int]] = field(default_factory=dict)
    job_tokens: Figure[int] | None = None
    """Tokens of the training file times epochs."""
    tools: Figure[int] | None = None
    output_messages: Figure[int] | None = None
    """Messages of a preference output that are trained on."""
    call_id_length: Figure[int] | None = None
    """Characters."""
    images_per_example: Figure[int] | None = None
    examples_with_images: Figure[int] | None = None
    image_bytes: Figure[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A base model that can be, or could be, fine-tuned. Windows are in tokens."""

    name: str
    methods: Figure[tuple[Format, ...]]
    aliases: tuple[str, ...] = ()
    encoding: Figure[str] | None = None
    """The tiktoken encoding; None: its tokens cannot be counted."""
    context_window: Figure[int] | None = None
    fine_tuned_context: Figure[int] | None = None
    training_window: Figure[int] | None = None
    """Of an example that is longer, the end is cut off."""
    image_tokens: ImageTokens | None = None
    training_price: TrainingPrice | None = None
    inference_price: InferencePrice | None = None
    last_training: LastTraining | None = None
    shutdown: Shutdown | None = None

    @property
    def label(self) -> str:
        """The name that people use."""
        return self.aliases[0] if self.aliases else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One provider."""

    name: str
    title: str
    formats: tuple[Format, ...]
    default_model: str | None = None
    limits: Limits = field(default_factory=Limits)
    default_epochs: EpochRule | None = None
    notices: tuple[Notice, ...] = ()
    arguments: Figure[Literal["string", "object"]] | None = None
    """What the arguments of a tool call are; None: a string, as in OpenAI's API."""
    call_ids: CallIds | None = None
    image_urls: Figure[tuple[Literal["https", "http", "data"], ...]] | None = None
    """The schemes that the URL of an image may have; None: any of them."""
    rules: Mapping[str, Severity] = field(default_factory=dict)
    """Levels, by rule code, that differ from those on the cards."""
    models: Mapping[str, Model] = field(default_factory=dict)

    def model(self, name: str) -> Model:
        """Look up a model by its name, an alias, or the name of a fine-tune of it (`ft:BASE:org::id`).

        A target that takes any model answers with what is true of all. Raises UnknownModel.
        """
        base = name.split(":")[1] if name.startswith("ft:") else name
        if base in self.models:
            return self.models[base]
        by_alias = {alias: model for model in self.models.values() for alias in model.aliases}
        if base not in by_alias and ANY in self.models:
            return replace(self.models[ANY], name=base, aliases=())
        if base not in by_alias:
            known = [*by_alias, *self.models]
            raise UnknownModel(f"{self.name} has no model {base!r} to fine-tune{hint(base, known)}")
        return by_alias[base]


@cache
def names() -> list[str]:
    """List the targets that ship with ftlint."""
    return sorted(path.stem for path in (rules_folder() / "targets").glob("*.toml"))


@cache
def load(name: str) -> Target:
    """Read the target `name`. Raises UnknownTarget or BadTarget."""
    if name not in names():
        raise UnknownTarget(f"there is no target {name!r}{hint(name, names())}")
    return parse((rules_folder() / "targets" / f"{name}.toml").read_text("utf-8"), name)


def parse(text: str, name: str) -> Target:
    """Read the text of a target file. Raises BadTarget on anything that the file must not say."""
    try:
        return read(Target, cited(text, name))
    except ValueError as error:  # also TOML's own
        raise BadTarget(f"{name}.toml: {error}") from None


def cited(text: str, name: str) -> Any:
    """Read the TOML, put each source in the place of its key, and each name on its model or target.

    Prices are exact (Decimal). Raises ValueError.
    """
    table = tomllib.loads(text, parse_float=Decimal)
    sources = table.pop("sources", {})
    table = {key: _cite(value, sources) for key, value in table.items()}
    if isinstance(models := table.get("models"), dict):
        table["models"] = {key: _named(model, key) for key, model in models.items()}
    return _named(table, name)


def _named(table: Any, name: str) -> Any:
    if not isinstance(table, dict):
        return table
    if "name" in table:
        raise ValueError(f"{name} is named by its file or its heading: leave the key 'name' out")
    return table | {"name": name}


def _cite(value: Any, sources: Any) -> Any:
    if isinstance(value, list):
        return [_cite(item, sources) for item in value]
    if not isinstance(value, dict):
        return value
    table = {key: _cite(item, sources) for key, item in value.items()}
    if isinstance(key := table.get("source"), str):
        if key not in sources:
            raise ValueError(f"no source is called {key!r}{hint(key, sources)}")
        table["source"] = sources[key]
    return table
