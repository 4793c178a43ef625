"""Notices tell the dates that matter on the day of the run, most urgent first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import targets
from ftlint.notices import MOST, model_notices, takes_jobs

OPENAI = targets.load("openai")
ENDING = "openai takes no new gpt-4.1 job after 2027-01-06; fine-tunes of it stop answering on 2027-01-14"


def on(day: date, name: str = "gpt-4.1") -> list[str]:
    return model_notices(OPENAI, OPENAI.model(name), day)


def test_shortly_before_the_end() -> None:
    ending, who, price = on(date(2026, 11, 22))
    assert ending == ENDING
    assert "only for organisations that fine-tuned before 2026-05-07" in who
    assert price.startswith(
        "the openai price for training gpt-4.1 is from 2025-06 and could not be confirmed"
    )


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2027, 1, 6), ENDING),
        (
            date(2027, 1, 7),
            "openai took the last gpt-4.1 job on 2027-01-06; fine-tunes of it stop answering on 2027-01-14",
        ),
        (
            date(2027, 1, 14),
            "openai shut gpt-4.1 and its fine-tunes down on 2027-01-14; the replacement is gpt-6-luna",
        ),
    ],
)
def test_the_last_days(day: date, first: str) -> None:
    assert on(day)[0] == first


def test_no_price_and_no_admission_once_no_job_starts() -> None:
    assert len(on(date(2027, 1, 7))) == 1


def test_a_model_that_is_gone_gets_one_line_with_those_that_stay() -> None:
    (line,) = on(date(2026, 11, 22), "gpt-4.1-nano")
    gone, others = line.split("; ")
    assert gone == "openai shut gpt-4.1-nano and its fine-tunes down on 2026-10-23"
    assert others == "it still trains gpt-4.1, gpt-4.1-mini, gpt-4o, gpt-4o-mini"
    assert on(date(2026, 11, 22), "o4-mini") == ["openai shut o4-mini and its fine-tunes down on 2026-10-23"]


def test_a_model_with_a_shutdown_alone() -> None:
    assert on(date(2026, 10, 1), "o4-mini")[0] == "openai shuts o4-mini and its fine-tunes down on 2026-10-23"


def test_dates_far_ahead_are_no_news() -> None:
    assert not any("2027" in line for line in on(date(2025, 12, 1)))


def test_the_providers_notices_have_their_days() -> None:
    def admission(day: date) -> list[str]:
        return [line for line in on(day) if "organisations" in line]

    assert admission(date(2026, 5, 6)) == []
    assert admission(date(2026, 7, 1)) != admission(date(2026, 7, 2))
    assert len(admission(date(2026, 7, 2))) == 1


def test_a_confirmed_price_is_news_after_a_year() -> None:
    model = OPENAI.model("gpt-4.1")
    assert model.training_price
    source = replace(model.training_price.source, verified=True)
    confirmed = replace(model, training_price=replace(model.training_price, source=source))

    def price(days: int) -> list[str]:
        day = source.as_of + timedelta(days=days)
        return [line for line in model_notices(OPENAI, confirmed, day) if "price" in line]

    assert price(365) == []
    assert price(366) == [
        "the openai price for training gpt-4.1 is from 2025-06, over a year ago: look it up before you pay"
    ]


def test_an_unknown_encoding_is_said() -> None:
    lines = model_notices(OPENAI, replace(OPENAI.model("gpt-4.1"), encoding=None), date(2026, 11, 22))
    assert lines[1] == "the encoding of gpt-4.1 is not known: its tokens are not counted"


def test_nothing_to_say() -> None:
    bare = """
        title = "Bare"
        formats = ["sft"]
        models.m.methods = { value = ["sft"], source = "page" }
        models.m.encoding = { value = "o200k_base", source = "page" }
        sources.page = { title = "a page", as_of = 2026-01-31 }
    """
    target = targets.parse(bare, "bare")
    assert model_notices(target, target.model("m"), date(2026, 11, 22)) == []


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.sampled_from(sorted(OPENAI.models)))
def test_a_few_single_lines_on_any_day(day: date, name: str) -> None:
    lines = on(day, name)
    assert len(lines) <= MOST
    assert all(len(line.splitlines()) == 1 and len(line) < 140 for line in lines)


def test_a_promise_is_not_an_end() -> None:
    azure = targets.load("azure")
    model = azure.model("gpt-4.1")
    before = model_notices(azure, model, date(2026, 11, 22))
    assert before[0].startswith("azure promised to take gpt-4.1 jobs at least until 2027-04-14; fine-tunes")
    after = model_notices(azure, model, date(2027, 4, 15))
    assert after[0].startswith("azure promised to take gpt-4.1 jobs only until 2027-04-14")
    assert takes_jobs(model, date(2027, 4, 15))


def test_a_notice_may_be_about_some_models_only() -> None:
    azure = targets.load("azure")
    invitation = "azure fine-tunes gpt-5 by invitation only"
    assert invitation in model_notices(azure, azure.model("gpt-5"), date(2026, 11, 22))
    assert invitation not in model_notices(azure, azure.model("gpt-4.1"), date(2026, 11, 22))
