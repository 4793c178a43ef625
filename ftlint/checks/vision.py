"""Rules about images: their addresses, their data, their size and number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.checks import check
from ftlint.findings import Place, Report, Severity
from ftlint.folds import START
from ftlint.images.parts import images_of
from ftlint.records import dataclass
from ftlint.text.words import count, kind, nearest, one_of, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.folds import At
    from ftlint.images.parts import Image
    from ftlint.images.picture import Picture
    from ftlint.view.example import Example

DETAILS: Final = ("auto", "low", "high")
"""Source: `image_url.detail` of the chat-completion schemas in openai/openai-openapi."""

_MODES: Final = ("RGB", "RGBA")
_MODE_WORDS: Final = {
    "1": "black and white",
    "L": "grayscale",
    "LA": "grayscale",
    "P": "palette",
    "CMYK": "CMYK",
}

WASTE: Final = 0.5
"""An image is mentioned when its sides are scaled down to less than this: few of its pixels are seen then."""


@check("FT841", needs="parts")
def bad_image_url(example: Example) -> Iterator[Report]:
    """Find images that no server can get at by what is written as their URL."""
    if images := images_of(example):
        from ftlint.images.address import SCHEMES, fault_of

        target = example.job.target
        taken = target.image_urls.value if target.image_urls is not None else SCHEMES
        for image in images:
            if (fault := fault_of(image, target.name, taken)) is not None:
                yield Report(Place(image.url_path if fault.on_url else image.path), fault.said, fault.help)


@check("FT842", needs="parts")
def bad_image_data(example: Example) -> Iterator[Report]:
    """Find data URLs that hold no image, a broken one, or another than they say."""
    for image in images_of(example):
        picture = image.picture
        if picture is None:
            continue
        if picture.fault is not None:
            at = picture.fault.at
            inside = (at, at + 1) if at is not None else None
            yield Report(Place(image.url_path, inside=inside), picture.fault.reason, picture.fault.help)
        elif (broken := _broken(picture)) is not None:
            yield Report(Place(image.url_path), *broken)


def _broken(picture: Picture) -> tuple[str, str] | None:
    """Say what is wrong with data whose base64 text is right, and what to do; FT843 speaks of other kinds."""
    from ftlint.images.kinds import HTML, TAKEN

    if not picture.size:
        return "the data URL holds no data", "put the encoded file in"
    if picture.kind is None or picture.kind is HTML:
        what = "an HTML page, not an image" if picture.kind else "of no kind of image that is known"
        return f"the bytes are {what}", "encode the bytes of the image file itself"
    if picture.kind not in TAKEN:
        return None
    name, right = picture.kind
    broken = None
    if picture.media_type not in (right, right.replace("jpeg", "jpg")):
        said = f"the media type is {quote(picture.media_type, 40)}, the bytes are {name}"
        broken = said, f"write {quote(f'data:{right};base64,…')}"
    elif picture.header is None:
        broken = f"the {name} is broken: its header cannot be read", "encode the file again"
    elif picture.is_cut_off:
        broken = f"the {name} is cut off: it ends within its pixels", "encode the whole file"
    return broken


@check("FT843", needs="parts")
def image_type(example: Example) -> Iterator[Report]:
    """Find images of a kind, or in a color mode, that fine-tuning does not take."""
    for image in images_of(example):
        picture = image.picture
        if picture is None or picture.kind is None:
            continue
        from ftlint.images.kinds import HTML, TAKEN

        if picture.kind not in TAKEN and picture.kind is not HTML:
            said = f"the image is {picture.kind.name}; only JPEG, PNG and WEBP are taken"
            yield Report(Place(image.url_path), said, "convert it to PNG or JPEG")
        elif picture.header is not None and picture.header.mode not in _MODES:
            mode = picture.header.mode
            words = _MODE_WORDS.get(mode, "grayscale" if mode[0] in "IF" else mode)
            said = f"the {picture.kind.name} is in mode {mode} ({words}); only RGB and RGBA are taken"
            yield Report(Place(image.url_path), said, 'convert it: with Pillow, image.convert("RGB")')


@check("FT844", needs="parts")
def image_too_large(example: Example) -> Iterator[Report]:
    """Find images with more bytes than are taken, and mention those with far more pixels than are seen."""
    limit = example.job.target.limits.image_bytes
    for image in images_of(example):
        picture = image.picture
        if picture is None:
            continue
        if limit is not None and picture.size > limit.value:
            said = f"the image has {picture.size:,} bytes; {example.job.target.name} takes {limit.value:,}"
            yield Report(Place(image.url_path), said, "scale it down, or save it as JPEG or WEBP")
        elif (shown := _scaled_down(image, example)) is not None:
            yield shown


def _scaled_down(image: Image, example: Example) -> Report | None:
    formula, size = example.job.model.image_tokens, image.size
    if formula is None or size is None or image.detail == "low":
        return None
    from ftlint.tokens.images import shown_size

    width, height = shown_size(formula, size, image.detail)
    if max(width, height) >= WASTE * max(size):
        return None
    said = f"{size[0]:,} x {size[1]:,} pixels are scaled down to {width:,} x {height:,}"
    way = "send it in that size: the file gets smaller, and you see what the model sees"
    return Report(Place(image.url_path), said, way, severity=Severity.INFO)


@check("FT845", needs="parts")
def too_many_images(example: Example) -> Iterator[Report]:
    """Find examples with more images than are taken, at the first one that is too many."""
    images, limit = images_of(example), example.job.target.limits.images_per_example
    if limit is None or len(images) <= limit.value:
        return
    said = (
        f"the example has {count(len(images), 'image')}; {example.job.target.name} takes {limit.value} in one"
    )
    way = f"leave {len(images) - limit.value} out, or split the example"
    yield Report(Place(images[limit.value].path), said, way)


@check("FT846", needs="parts")
def bad_image_detail(example: Example) -> Iterator[Report]:
    """Find details other than those there are; null counts as none given."""
    for image in images_of(example):
        value = image.value
        if not isinstance(value, dict) or value.keys() <= {"url"}:
            continue
        if "detail" not in value:
            others = [key for key in value if key != "url"]
            if (near := nearest("detail", others)) is not None:
                said = f'an image has no key {quote(near)}; the detail is "auto" without "detail"'
                place = Place((*image.path, near), on="key")
                yield Report(place, said, 'write "detail"', severity=Severity.WARNING)
            continue
        detail = value["detail"]
        if detail is None or (isinstance(detail, str) and detail in DETAILS):
            continue
        shown = quote(detail, 40) if isinstance(detail, str) else kind(detail)
        folded = detail.strip().lower() if isinstance(detail, str) else ""
        meant = folded if folded in DETAILS else nearest(folded, DETAILS)
        way = f"write {quote(meant)}" if meant else f"write {one_of(DETAILS)}"
        yield Report(Place((*image.path, "detail")), f"the detail of the image is {shown}", way)


@dataclass
class WithImages:
    """How many examples have images, and how many may."""

    examples: int = 0
    limit: int | None = None
    target: str = ""


class TooManyWithImages:
    """FT845, for the file: more examples with images than are taken."""

    code = "FT845"

    def empty(self) -> WithImages:
        """Start without examples."""
        return WithImages()

    def see(self, state: WithImages, example: Example, at: At) -> None:
        """Count one example."""
        del at
        limit = example.job.target.limits.examples_with_images
        if limit is not None and images_of(example):
            state.examples += 1
            state.limit, state.target = limit.value, example.job.target.name

    def merge(self, earlier: WithImages, later: WithImages) -> WithImages:
        """Add the counts."""
        known = later if earlier.limit is None else earlier
        return WithImages(earlier.examples + later.examples, known.limit, known.target)

    def finish(self, state: WithImages, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Compare the count with the limit."""
        if state.limit is not None and state.examples > state.limit:
            has = count(state.examples, "example")
            said = f"the file has {has} with images; {state.target} takes {state.limit:,} in one"
            yield START, Report(Place(), said, f"leave {state.examples - state.limit:,} out")


FOLDS = [TooManyWithImages()]
