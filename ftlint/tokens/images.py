"""Image tokens, by the formula of the model: `rules/targets/` has its numbers, and where they come from.

Two kinds. *Tiles*: the image is made to fit a square, then its shorter side is brought down, and each tile
that it touches costs; in low detail only the base does. *Patches*: it is made to fit a square, then brought
under a budget of patches, each of which costs a little more than a token. Nothing is ever enlarged.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.images.parts import Image
    from ftlint.targets import ImageTokens
    from ftlint.tokens.training import ExampleTokens

LOW = "low"


def image_tokens(formula: ImageTokens, size: tuple[int, int] | None, detail: object = None) -> int:
    """Count an image of `size` pixels, in tokens; without a size, the fewest that any image costs.

    Detail is "low", "high" or "auto"; all but the first count as high, as "auto" does in every measurement.
    """
    low = detail == LOW
    if formula.kind == "tile" and low:
        return formula.base
    pieces = _pieces(formula, *(shown_size(formula, size, detail) if size else (1, 1)))
    return formula.base + math.ceil(pieces * formula.each)


def is_exact(formula: ImageTokens, size: tuple[int, int] | None, detail: object) -> bool:
    """Say whether the count needs no more than is known."""
    return size is not None or (formula.kind == "tile" and detail == LOW)


def pieces_of(formula: ImageTokens, size: tuple[int, int], detail: object = None) -> int:
    """Count the tiles or patches of an image of `size` pixels, before any multiplier."""
    return _pieces(formula, *shown_size(formula, size, detail))


def shown_size(formula: ImageTokens, size: tuple[int, int], detail: object = None) -> tuple[int, int]:
    """Say to how many pixels an image is scaled down, before the model sees it."""
    low = formula.low if detail == LOW else None
    size = _scaled(size, max(size), min(formula.longest, low or formula.longest))
    if formula.shortest is not None:
        size = _scaled(size, min(size), formula.shortest)
    if formula.budget is not None and _pieces(formula, *size) > formula.budget:
        size = _within_budget(size, formula.size, formula.budget)
    return size


def _pieces(formula: ImageTokens, width: int, height: int) -> int:
    return -(-width // formula.size) * -(-height // formula.size)


def _scaled(size: tuple[int, int], side: int, most: int) -> tuple[int, int]:
    """Scale so that `side` becomes `most`, if it is more. Rounded to whole pixels.

    Measured at gpt-4.1: 2049x513 is billed as eight tiles, 2050x513 as four (community.openai.com/t/1281361).
    """
    if side <= most:
        return size
    width, height = (max(1, (2 * length * most + side) // (2 * side)) for length in size)
    return width, height


def _within_budget(size: tuple[int, int], patch: int, budget: int) -> tuple[int, int]:
    """Scale as the guide says: to the budget's area, then on until one side is whole patches."""
    width, height = size
    shrink = math.sqrt(patch * patch * budget / (width * height))
    across, down = (max(1.0, length * shrink / patch) for length in size)
    shrink *= min(math.floor(across) / across, math.floor(down) / down)
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def with_images(
    counted: ExampleTokens, images: Sequence[Image], formula: ImageTokens | None
) -> ExampleTokens:
    """Add the images to the tokens of an example. Without a formula they count nothing, and as not sized."""
    messages = list(counted.messages)
    total = unsized = 0
    for image in images:
        tokens = image_tokens(formula, image.size, image.detail) if formula else 0
        unsized += formula is None or not is_exact(formula, image.size, image.detail)
        messages[image.at] += tokens
        total += tokens
    return replace(
        counted, total=counted.total + total, messages=tuple(messages), images=total, unsized_images=unsized
    )
