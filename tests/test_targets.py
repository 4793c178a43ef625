"""The target files say only what they may, every figure has a source, and models are found by any name."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import tomllib
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ftlint import targets
from ftlint.data import rules_folder
from ftlint.findings import Severity
from ftlint.rulebook import rulebook
from ftlint.targets import BadTarget, Figure, Source, Sourced, Target, UnknownModel, UnknownTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = """
title = "Small"
formats = ["sft"]
default_model = "m"
[models.m-1]
aliases = ["m"]
methods = { value = ["sft"], source = "page" }
training_window = { value = 4_096, source = "page" }
training_price = { per_million = 2, source = "page" }
[sources.page]
title = "a page"
as_of = 2026-01-31
"""


def text_of(name: str) -> str:
    return (rules_folder() / "targets" / f"{name}.toml").read_text("utf-8")


def unsourced(value: Any, at: str = "", covered: bool = False) -> Iterator[str]:
    """Name every figure that stands under no source, and every source without title or date."""
    if isinstance(value, Source):
        if not (value.title.strip() and isinstance(value.as_of, date)):
            yield at
    elif is_dataclass(value):
        inside = covered or isinstance(value, Sourced)
        for item in fields(value):
            yield from unsourced(getattr(value, item.name), f"{at}.{item.name}", inside)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from unsourced(item, f"{at}.{key}", covered)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from unsourced(item, f"{at}[{index}]", covered)
    elif isinstance(value, int | Decimal | date) and not covered:
        yield at


@pytest.mark.parametrize("name", targets.names())
def test_pydantic_reads_each_file_as_the_program_does(name: str) -> None:
    raw = targets.cited(text_of(name), name)
    strictly = TypeAdapter(Target).validate_json(json.dumps(raw, default=str), strict=True)
    assert strictly == targets.load(name)


@pytest.mark.parametrize("name", targets.names())
def test_every_figure_has_a_source_with_a_date(name: str) -> None:
    assert list(unsourced(targets.load(name))) == []


def test_a_figure_without_a_source_would_be_noticed() -> None:
    openai = targets.load("openai")
    bare: Any = 65_536
    limits = replace(openai.limits, tools=bare)
    assert list(unsourced(replace(openai, limits=limits))) == [".limits.tools"]
    nameless = Figure(value=1, source=Source(title=" ", as_of=date(2026, 1, 1)))
    assert list(unsourced(nameless)) == [".source"]


@pytest.mark.parametrize("name", targets.names())
def test_every_source_is_used_and_its_date_is_not_ahead(name: str) -> None:
    text = text_of(name)
    for key, source in tomllib.loads(text)["sources"].items():
        assert f'source = "{key}"' in text
        assert source["as_of"] <= date.today(), key


@pytest.mark.parametrize("name", targets.names())
def test_names_formats_and_dates_agree_with_each_other(name: str) -> None:
    target = targets.load(name)
    aliases = [alias for model in target.models.values() for alias in (model.name, *model.aliases)]
    assert len(aliases) == len(set(aliases))
    if target.default_model:
        assert target.model(target.default_model)
    for model in target.models.values():
        assert set(model.methods.value) <= set(target.formats)
        if model.last_training and model.shutdown:
            assert model.last_training.value <= model.shutdown.value
        if model.training_window and model.fine_tuned_context:
            assert model.training_window.value <= model.fine_tuned_context.value
    named = {name for notice in target.notices for name in notice.models}
    assert named <= target.models.keys()
    if target.call_ids:
        assert re.fullmatch(target.call_ids.pattern, target.call_ids.sample)


@pytest.mark.parametrize("name", targets.names())
def test_levels_are_of_rules_that_there_are_and_say_something(name: str) -> None:
    cards = rulebook().cards
    for code, level in targets.load(name).rules.items():
        assert code in cards
        assert level is not cards[code].severity, f"{code}: the card says so already"


def test_openai_says_what_its_documents_say() -> None:
    openai = targets.load("openai")
    model = openai.model(openai.default_model or "")
    assert model.name == "gpt-4.1-2025-04-14"
    assert model.encoding
    assert model.encoding.value == "o200k_base"
    assert model.context_window
    assert model.context_window.value == 1_047_576
    assert model.fine_tuned_context
    assert model.fine_tuned_context.value == 128_000
    assert model.training_window
    assert model.training_window.value == 65_536
    assert model.training_price
    assert model.training_price.per_million == Decimal(25)
    assert model.training_price.verified is False
    assert openai.limits.upload_bytes
    assert openai.limits.upload_bytes.value == 512 * 2**20
    assert openai.limits.min_examples
    assert openai.limits.min_examples.value == 10
    assert openai.limits.max_examples["rft"].value == 50_000
    assert openai.limits.job_tokens is None
    assert openai.rules == {"FT822": Severity.WARNING}


@pytest.mark.parametrize(
    "name",
    [
        "gpt-4.1",
        "gpt-4.1-2025-04-14",
        "ft:gpt-4.1-2025-04-14:org::id",
        "ft:gpt-4.1-2025-04-14:org:name:id:ckpt-step-90",
        "ft:gpt-4.1",
    ],
)
def test_a_model_is_found_by_any_of_its_names(name: str) -> None:
    model = targets.load("openai").model(name)
    assert model.name == "gpt-4.1-2025-04-14"
    assert model.label == "gpt-4.1"


def test_an_unknown_model_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownModel, match=r"openai has no model 'gpt-4\.1-minni'.*'gpt-4\.1-mini'"):
        targets.load("openai").model("gpt-4.1-minni")
    with pytest.raises(UnknownModel, match=r"known: .*gpt-4\.1"):
        targets.load("openai").model("zzzzzzzzzzzz")


@given(st.text())
def test_any_other_model_name_is_unknown(name: str) -> None:
    assume(name not in {"m", "m-1"} and not name.startswith("ft:"))
    with pytest.raises(UnknownModel, match="small has no model"):
        targets.parse(SMALL, "small").model(name)


def test_a_target_that_takes_any_model_says_what_is_true_of_all() -> None:
    hf = targets.load("hf")
    qwen = hf.model("Qwen/Qwen3-8B")
    assert (qwen.name, qwen.label, qwen.encoding) == ("Qwen/Qwen3-8B", "Qwen/Qwen3-8B", None)
    assert qwen.methods == hf.model("any").methods
    assert hf.model(hf.default_model or "").label == "any model"


def test_providers_say_what_their_documents_say() -> None:
    azure, mistral, together = (targets.load(name) for name in ("azure", "mistral", "together"))
    assert azure.limits.job_tokens
    assert azure.limits.job_tokens.value == 2_000_000_000
    assert azure.limits.images_per_example
    assert azure.limits.images_per_example.value == 64
    last = azure.model("gpt-4.1").last_training
    assert last
    assert (last.value, last.earliest) == (date(2027, 4, 14), True)
    assert azure.rules["FT006"] is Severity.INFO
    assert mistral.call_ids
    assert not re.fullmatch(mistral.call_ids.pattern, "call_1234")
    assert together.image_urls
    assert together.image_urls.value == ("data",)
    assert targets.load("fireworks").limits.max_examples["dpo"].value == 3_000_000
    takes_objects = targets.load("hf").arguments
    assert takes_objects
    assert takes_objects.value == "object"


def test_an_unknown_target_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownTarget, match=r"no target 'openia': did you mean 'openai'\?"):
        targets.load("openia")
    with pytest.raises(UnknownTarget):
        targets.load("../targets/openai")


def test_a_provider_is_one_file_and_what_it_leaves_out_is_unknown() -> None:
    small = targets.parse(SMALL, "small")
    model = small.model("m")
    assert small.name == "small"
    assert model.training_price
    assert model.training_price.per_million == Decimal(2)
    assert model.training_price.as_of == date(2026, 1, 31)
    assert (model.encoding, model.shutdown, small.default_epochs) == (None, None, None)
    assert small.limits.tools is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("aliases =", "alias =", r"small\.toml: models\.m-1\.alias: unknown key.*'aliases'"),
        ('title = "Small"', "", r"title: missing"),
        ('value = 4_096, source = "page"', "value = 4_096", r"models\.m-1\.training_window\.source: missing"),
        ('value = 4_096, source = "page"', 'value = 4_096, source = "pages"', r"no source is called 'pages'"),
        ('{ value = 4_096, source = "page" }', "4_096", r"training_window: a table is expected, not 4096"),
        ("4_096", '"4_096"', r"training_window\.value: a whole number is expected, not '4_096'"),
        ("4_096", "true", r"training_window\.value: a whole number is expected, not True"),
        ("per_million = 2", 'per_million = "2"', r"per_million: a number is expected, not '2'"),
        ("as_of = 2026-01-31", "", r"source\.as_of: missing"),
        ("as_of = 2026-01-31", "as_of = 2026-01-31T00:00:00", r"as_of: a date is expected"),
        (
            'formats = ["sft"]',
            'formats = ["sfd"]',
            r"formats\[0\]: sft or dpo or rft or completions is expected",
        ),
        ('formats = ["sft"]', 'formats = "sft"', r"formats: a list is expected, not 'sft'"),
        ("[models.m-1]", '[rules]\nFT001 = "fatal"\n[models.m-1]', r"rules\.FT001: error or warning"),
        ("aliases =", 'name = "n"\naliases =', r"leave the key 'name' out"),
        (SMALL, "models = 3", r"small\.toml: title: missing"),
        (SMALL, 'title = "S"\nformats = []\nmodels = 3', r"models: a table is expected, not 3"),
        ("[models.m-1]", "[models.m-1", r"small\.toml: "),
    ],
)
def test_a_broken_file_is_refused_with_the_place(old: str, new: str, message: str) -> None:
    assert old in SMALL
    with pytest.raises(BadTarget, match=message):
        targets.parse(SMALL.replace(old, new), "small")


def test_a_target_travels_to_worker_processes() -> None:
    openai = targets.load("openai")
    assert pickle.loads(pickle.dumps(openai)) == openai  # noqa: S301 (our own)


def test_reading_a_target_needs_no_pydantic() -> None:
    code = "import sys; from ftlint import targets; targets.load('openai'); print('pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
