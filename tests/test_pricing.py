"""The bills side by side are those that a run for each single model gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import lint, targets
from ftlint.inputs import InputError
from ftlint.pricing import billed, compare, short_notice
from ftlint.tally import Tally
from ftlint.targets import Figure, UnknownTarget

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
OPENAI = targets.load("openai")


@pytest.fixture(scope="module")
def file(examples: Path) -> str:
    return str(examples / "support-agent.jsonl")


@pytest.mark.parametrize("epochs", [None, 2])
def test_each_bill_is_that_of_a_run_for_the_model(file: str, epochs: int | None) -> None:
    offers = compare(file, epochs, TODAY, ["openai"]).offers
    assert {offer.model for offer in offers} >= {"gpt-4.1", "gpt-4.1-mini", "gpt-4o", "gpt-3.5-turbo"}
    for offer in offers:
        (alone,) = lint(file, model=offer.model, epochs=epochs, select=["FT013"]).files
        assert (offer.tokens, offer.epochs, offer.cost) == (alone.tally.billed, alone.epochs, alone.cost)


def test_every_model_has_a_bill_or_a_reason(file: str) -> None:
    comparison = compare(file, None, TODAY)
    said = [(offer.target, offer.model) for offer in comparison.offers]
    said += [(left.target, model) for left in comparison.skipped for model in left.models]
    everywhere = map(targets.load, targets.names())
    assert sorted(said) == sorted(
        (target.name, model.label) for target in everywhere for model in target.models.values()
    )
    reasons = {(left.target, model): left.reason for left in comparison.skipped for model in left.models}
    assert reasons["mistral", "codestral-latest"] == "its encoding is not known, so tokens cannot be counted"
    assert reasons["azure", "gpt-4.1"] == "no training price could be sourced"
    assert reasons["openai", "o4-mini"] == "not trained on sft files"


def test_the_cheapest_comes_first_and_what_has_ended_last(file: str) -> None:
    offers = compare(file, 1, TODAY).offers
    assert [offer.ended for offer in offers] == sorted(offer.ended for offer in offers)
    open_ones = [offer.cost.training for offer in offers if not offer.ended]
    assert open_ones == sorted(open_ones)
    assert offers[-1].ended
    assert "shut down 2026-10-23" in offers[-1].notice


def test_images_are_counted_as_each_model_does(real_files: Path) -> None:
    comparison = compare(str(real_files / "vision-chartqa.jsonl"), 1, TODAY, ["openai"])
    tokens = {offer.model: offer.tokens for offer in comparison.offers}
    assert tokens["gpt-4o-mini"] > tokens["gpt-4.1"] == tokens["gpt-4o"]
    (reason,) = (left.reason for left in comparison.skipped if "gpt-3.5-turbo" in left.models)
    assert reason == "how it counts images is not known"
    assert comparison.unsized_images == 20


def test_preference_and_reinforcement_files(real_files: Path) -> None:
    preference = compare(str(real_files / "dpo-chat.jsonl"), 1, TODAY, ["openai"])
    assert {offer.model for offer in preference.offers} == {"gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano"}
    reinforcement = compare(str(real_files / "rft-tools.jsonl"), 1, TODAY, ["openai"])
    assert reinforcement.offers == ()
    reasons = {model: left.reason for left in reinforcement.skipped for model in left.models}
    assert reasons["o4-mini"] == "billed by the hour (100.00 USD), not by tokens"


def test_what_cannot_be_priced_is_refused(tmp_path: Path, file: str) -> None:
    for path, message in (
        (str(tmp_path), "a folder; name one file"),
        ("-", "read several times"),
        (str(tmp_path / "none.jsonl"), "no such file"),
    ):
        with pytest.raises(InputError, match=message):
            compare(path, None, TODAY)
    with pytest.raises(UnknownTarget):
        compare(file, None, TODAY, ["opnai"])


def test_lines_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text('{"messages": [{"role": "user", "content": "a"}]}\n{"messages": [}\n', encoding="utf-8")
    comparison = compare(str(path), 1, TODAY, ["openai"])
    assert (comparison.examples, comparison.unread) == (2, 1)


@given(st.dictionaries(st.integers(0, 10**6), st.integers(1, 50)), st.integers(1, 10**6))
def test_examples_are_billed_up_to_the_window(sizes: dict[int, int], window: int) -> None:
    tally = Tally()
    tally.sizes.update(sizes)
    model = OPENAI.model("gpt-4.1")
    assert model.training_window
    narrow = replace(model, training_window=Figure(value=window, source=model.training_window.source))
    everything = billed(tally, replace(model, training_window=None))
    assert everything == sum(size * times for size, times in sizes.items())
    assert billed(tally, narrow) <= min(everything, window * sum(sizes.values()))
    if all(size <= window for size in sizes):
        assert billed(tally, narrow) == everything


@pytest.mark.parametrize(
    ("target", "model", "day", "notice"),
    [
        ("openai", "gpt-4.1", date(2026, 1, 1), "price not confirmed since"),
        (
            "openai",
            "gpt-4.1",
            TODAY,
            "last job 2027-01-06; shuts down 2027-01-14; price not confirmed since",
        ),
        (
            "openai",
            "gpt-4.1",
            date(2027, 1, 10),
            "took its last job 2027-01-06; shuts down 2027-01-14; price not confirmed since",
        ),
        ("openai", "gpt-4.1-nano", TODAY, "shut down 2026-10-23; price not confirmed since"),
        ("azure", "gpt-4.1", TODAY, "shuts down 2027-10-14"),
        ("mistral", "codestral-latest", TODAY, ""),
    ],
)
def test_short_notices(target: str, model: str, day: date, notice: str) -> None:
    assert short_notice(targets.load(target).model(model), day) == notice


def test_a_price_for_one_method_is_not_taken_for_another(file: str) -> None:
    price = targets.load("together").model("Qwen3.5-9B").training_price
    assert price
    assert (price.per_million, price.methods) == (Decimal("0.34"), ("sft",))
