"""How many epochs a job runs, and what it is going to cost. Exact: money is Decimal up to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftlint.records import dataclass

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ftlint.targets import EpochRule, Format, Model


@dataclass(frozen=True, slots=True)
class Epochs:
    """How often the job goes through the file, and who says so."""

    n: int
    source: Literal["default", "given"]


@dataclass(frozen=True, slots=True)
class Cost:
    """The bill for one training job."""

    currency: str
    training: Decimal
    """The whole job, in `currency`, not rounded."""
    per_million_tokens: Decimal
    as_of: date
    verified: bool
    """False: the price could not be confirmed since `as_of`."""


@dataclass(frozen=True, slots=True)
class HourlyPrice:
    """What training costs where it is billed by the time it takes, which nobody knows before."""

    currency: str
    per_hour: Decimal
    as_of: date
    verified: bool


def is_priced(model: Model, method: Format) -> bool:
    """Say whether the price that is known of a model is for jobs of this method, which it is trained by."""
    price = model.training_price
    return price is not None and method in model.methods.value and method in (price.methods or (method,))


def hourly_price(model: Model, method: Format) -> HourlyPrice | None:
    """Look up what an hour of training costs; None where the price is unknown, or is one per token."""
    price = model.training_price
    if price is None or price.per_hour is None or not is_priced(model, method):
        return None
    return HourlyPrice(price.currency, price.per_hour, price.as_of, price.verified)


def default_epochs(examples: int, rule: EpochRule) -> int:
    """Guess how many epochs a job over `examples` training examples gets when it names no number.

    Small files are repeated until the model has seen enough, huge ones are not repeated; no examples at
    all give the most. Source: openai/openai-cookbook, `examples/Chat_finetuning_data_prep.ipynb`; a
    heuristic, not the server's formula, but two real jobs agree with it (10 examples: 10 epochs; 103: 3).
    Raises ValueError on a negative number.
    """
    if examples < 0:
        raise ValueError(f"a file cannot have {examples} examples")
    if examples * rule.target < rule.min_target_examples:
        return min(rule.max, rule.min_target_examples // max(1, examples))
    if examples * rule.target > rule.max_target_examples:
        return max(rule.min, rule.max_target_examples // examples)
    return rule.target


def choose_epochs(given: int | None, examples: int, rule: EpochRule | None) -> Epochs | None:
    """Take the number that was given, else the provider's default; None where it has no known default."""
    if given is not None:
        return Epochs(given, "given")
    return Epochs(default_epochs(examples, rule), "default") if rule else None


def training_cost(tokens_per_epoch: int, epochs: int, model: Model) -> Cost | None:
    """Work out the bill: tokens of the training file x epochs x price.

    `tokens_per_epoch` has each example cut to the model's training window and leaves the validation file
    out, which is free (OpenAI's fine-tuning guide, "Estimate costs"). None where the price is unknown, or is
    not one per token.
    """
    price = model.training_price
    if price is None or price.per_million is None:
        return None
    return Cost(
        currency=price.currency,
        training=tokens_per_epoch * epochs * price.per_million / 1_000_000,
        per_million_tokens=price.per_million,
        as_of=price.as_of,
        verified=price.verified,
    )
