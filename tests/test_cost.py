"""Epochs follow the published rule, and money is exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import targets
from ftlint.cost import Cost, Epochs, choose_epochs, default_epochs, training_cost

if TYPE_CHECKING:
    from ftlint.targets import EpochRule

OPENAI = targets.load("openai")


@pytest.fixture
def rule() -> EpochRule:
    assert OPENAI.default_epochs
    return OPENAI.default_epochs


@pytest.mark.parametrize(
    ("examples", "epochs"),
    [
        (10, 10),  # a real job, gpt-4o-mini-2024-07-18
        (103, 3),  # a real job, gpt-3.5-turbo-0125
        (0, 25),
        (1, 25),
        (4, 25),
        (5, 20),
        (33, 3),
        (34, 3),
        (8_333, 3),
        (8_334, 2),
        (12_501, 1),
        (1_000_000, 1),
    ],
)
def test_default_epochs(examples: int, epochs: int, rule: EpochRule) -> None:
    assert default_epochs(examples, rule) == epochs


@given(st.integers(0, 10**7))
def test_more_examples_never_get_more_epochs(examples: int) -> None:
    assert OPENAI.default_epochs
    fewer, more = (default_epochs(n, OPENAI.default_epochs) for n in (examples, examples + 1))
    assert 25 >= fewer >= more >= 1


def test_a_negative_number_of_examples_is_refused(rule: EpochRule) -> None:
    with pytest.raises(ValueError, match="-1 examples"):
        default_epochs(-1, rule)


def test_given_epochs_come_first(rule: EpochRule) -> None:
    assert choose_epochs(2, 10, rule) == Epochs(2, "given")
    assert choose_epochs(None, 10, rule) == Epochs(10, "default")
    assert choose_epochs(2, 10, None) == Epochs(2, "given")
    assert choose_epochs(None, 10, None) is None


def test_cost_is_exact() -> None:
    assert training_cost(1_420_000, 3, OPENAI.model("gpt-4.1")) == Cost(
        currency="USD",
        training=Decimal("106.50"),
        per_million_tokens=Decimal("25.00"),
        as_of=date(2025, 6, 26),
        verified=False,
    )


def test_a_real_bill() -> None:
    """The cookbook's function-calling job: 48,661 tokens, 3 epochs, 145,983 tokens billed."""
    cost = training_cost(48_661, 3, OPENAI.model("gpt-3.5-turbo-0125"))
    assert cost
    assert cost.training == Decimal("1.167864")


@given(st.integers(0, 10**12), st.integers(1, 50))
def test_epochs_multiply_the_bill(tokens: int, epochs: int) -> None:
    once, often = (training_cost(tokens, n, OPENAI.model("gpt-4.1-nano")) for n in (1, epochs))
    assert once
    assert often
    assert often.training == once.training * epochs


def test_no_cost_where_jobs_are_billed_by_the_hour_or_the_price_is_unknown() -> None:
    assert training_cost(1_000, 3, OPENAI.model("o4-mini")) is None
    bare = """
        title = "Bare"
        formats = ["sft"]
        models.m.methods = { value = ["sft"], source = "page" }
        sources.page = { title = "a page", as_of = 2026-01-31 }
    """
    assert training_cost(1_000, 3, targets.parse(bare, "bare").model("m")) is None
