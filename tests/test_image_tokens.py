"""Image tokens, against what providers billed; and how they enter the count of an example."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from ftlint.linting import choose_job, lint
from ftlint.targets import ImageTokens, load
from ftlint.tokens import Counter, prompt_tokens
from ftlint.tokens.images import image_tokens, pieces_of, shown_size
from ftlint.view.example import Example, read_example
from ftlint.view.toolbox import read_toolbox

TRUTH = Path(__file__).parents[2] / "shared" / "data" / "token_ground_truth.json"
SIDES = st.integers(1, 2**31 - 1)
MODELS = [model for model in load("openai").models.values() if model.image_tokens]


def formula(model: str) -> ImageTokens:
    found = load("openai").model(model).image_tokens
    assert found is not None
    return found


def cases() -> list[Any]:
    if not TRUTH.exists():
        return [pytest.param({}, id="missing", marks=pytest.mark.skip(reason=f"{TRUTH.name} is not here"))]
    listed = json.loads(TRUTH.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in listed if "-img-" in case["id"]]


@pytest.mark.parametrize("case", cases())
def test_prompts_with_images_come_out_as_reported(case: dict[str, Any]) -> None:
    counted = prompt_tokens(case["messages"], Counter(case["encoding"]))
    for part in case["messages"][0]["content"]:
        if part["type"] == "image_url":
            size = re.search(r"(\d+)x(\d+) px", case["note"])
            assert size is not None
            pixels = int(size[1]), int(size[2])
            counted += image_tokens(formula(case["model"]), pixels, part["image_url"].get("detail"))
    assert counted == case["measured_tokens"]


# Bills that are public: the tokens of the request, less those of its text in the frame of a prompt.
SAME_TEXT = 12  # "repeat word from attached image": 3 + 1 + 5 + 3
HI = 8


@pytest.mark.parametrize(
    ("model", "size", "detail", "tokens"),
    [
        ("gpt-4o", (1, 1), None, 255),  # pamelafox: 266 with a text of 11
        ("gpt-4o", (1, 1), "high", 255),
        ("gpt-4o", (1, 1), "low", 85),
        ("gpt-4o", (1126, 488), "auto", 595),
        ("gpt-4o-mini", (1, 1), "auto", 2833 + 5667),
        ("gpt-4o-mini", (4000, 3000), "low", 2833),
        ("gpt-4o", (1024, 1024), "high", 765),  # the guide's examples
        ("gpt-4o", (2048, 4096), "high", 1105),
        ("gpt-4.1", (1800, 2400), "high", 773 - HI),  # community.openai.com/t/1230130
        ("gpt-4.1-mini", (2400, 1800), "high", 2362 - HI),
        ("gpt-4.1", (2049, 513), "high", 1453 - HI),  # /t/1281361
        ("gpt-4.1", (2050, 513), "high", 773 - HI),
        ("gpt-4.1-mini", (4000, 1474), "high", 2498 - HI),
        ("gpt-4.1", (128, 64), "low", 97 - SAME_TEXT),  # /t/1262691
        ("gpt-4.1", (128, 64), "high", 267 - SAME_TEXT),
        ("gpt-4.1-mini", (128, 64), "low", 26 - SAME_TEXT),
        ("gpt-4.1-mini", (128, 64), "high", 26 - SAME_TEXT),
        ("gpt-4.1-nano", (128, 64), "high", 33 - SAME_TEXT),
        ("o4-mini", (128, 64), "high", 26 - SAME_TEXT + 1),  # its frame is one token less
    ],
)
def test_an_image_costs_what_was_billed(model: str, size: tuple[int, int], detail: str, tokens: int) -> None:
    assert image_tokens(formula(model), size, detail) == tokens


@pytest.mark.parametrize(
    ("size", "shown", "patches"),
    [((1024, 1024), (1024, 1024), 1024), ((1800, 2400), (1056, 1408), 1452), ((1, 1), (1, 1), 1)],
)
def test_patches_of_the_guides_examples(size: tuple[int, int], shown: tuple[int, int], patches: int) -> None:
    assert shown_size(formula("gpt-4.1-mini"), size) == shown
    assert pieces_of(formula("gpt-4.1-mini"), size) == patches


@given(SIDES, SIDES, st.sampled_from(MODELS), st.sampled_from([None, "low", "high"]))
def test_what_is_shown_is_never_larger_and_within_the_bounds(
    width: int, height: int, model: Any, detail: str | None
) -> None:
    numbers: ImageTokens = model.image_tokens
    shown = shown_size(numbers, (width, height), detail)
    assert 1 <= shown[0] <= min(width, numbers.longest)
    assert 1 <= shown[1] <= min(height, numbers.longest)
    assert numbers.shortest is None or min(shown) <= numbers.shortest
    pieces = pieces_of(numbers, (width, height), detail)
    assert numbers.budget is None or pieces <= numbers.budget
    tokens = image_tokens(numbers, (width, height), detail)
    assert image_tokens(numbers, None, detail) <= tokens == image_tokens(numbers, (height, width), detail)


def data_url(width: int, height: int) -> str:
    stream = io.BytesIO()
    Pillow.new("RGB", (width, height)).save(stream, "PNG")
    return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"


def example(*urls: str, model: str = "gpt-4.1", detail: str | None = None) -> Example:
    shown = {} if detail is None else {"detail": detail}
    images = [{"type": "image_url", "image_url": {"url": url, **shown}} for url in urls]
    text = {"type": "text", "text": "What is this?"}
    messages = [{"role": "user", "content": [text, *images]}, {"role": "assistant", "content": "A square."}]
    return read_example({"messages": messages}, read_toolbox(None, None), choose_job(model=model))


def test_images_are_added_to_their_message_and_to_nothing_else() -> None:
    bare, with_image = example().tokens, example(data_url(1024, 1024)).tokens
    assert with_image.images == with_image.total - bare.total == 765
    assert with_image.messages == (bare.messages[0] + 765, bare.messages[1])
    assert with_image.unsized_images == 0


@pytest.mark.parametrize(
    ("model", "detail", "tokens", "unsized"),
    [
        ("gpt-4.1", None, 255, 1),
        ("gpt-4.1", "low", 85, 0),
        ("gpt-4.1-mini", "low", 3, 1),
        ("gpt-3.5-turbo", None, 0, 1),
    ],
)
def test_an_image_elsewhere_counts_at_the_least(
    model: str, detail: str | None, tokens: int, unsized: int
) -> None:
    counted = example("https://example.com/a.png", model=model, detail=detail).tokens
    assert (counted.images, counted.unsized_images) == (tokens, unsized)


def test_audio_and_files_are_said_not_to_be_counted(tmp_path: Path) -> None:
    from ftlint.reporters.figures_block import figures_block
    from ftlint.reporters.json_format import entry_of

    audio = {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}}
    parts = [{"type": "text", "text": "Hi"}, audio, {"type": "file", "file": {"file_id": "file-1"}}]
    spoken = {"role": "assistant", "audio": {"id": "audio_1"}}
    messages = [{"role": "user", "content": parts}, spoken]
    path = tmp_path / "audio.jsonl"
    path.write_text(json.dumps({"messages": messages}) + "\n", "utf-8")
    result = lint(str(path))
    tokens = entry_of(result).summary.tokens
    assert tokens is not None
    assert (tokens.uncounted_parts, tokens.unsized_images, tokens.exact) == (3, 0, False)
    said = "\n".join(line.plain for line in figures_block(result.files[0], result.job))
    assert "3 audio or file parts not counted" in said
    assert "= at least $" in said


def test_what_is_not_counted_exactly_is_said(tmp_path: Path) -> None:
    from ftlint.reporters.figures_block import figures_block
    from ftlint.reporters.json_format import entry_of

    path = tmp_path / "vision.jsonl"
    urls = [data_url(600, 400), "https://example.com/a.png"]
    path.write_text("".join(json.dumps(example(url).value) + "\n" for url in urls), "utf-8")
    result = lint(str(path))
    tokens = entry_of(result).summary.tokens
    assert tokens is not None
    assert (tokens.images, tokens.unsized_images, tokens.exact) == (85 + 2 * 170 + 255, 1, False)
    said = "\n".join(line.plain for line in figures_block(result.files[0], result.job))
    assert "1 image of unknown size, counted at the least" in said
