"""Rules about images: addresses, data of every kind, hostile bytes, and many or large ones."""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from ftlint.engine import Scanner
from ftlint.images.data_url import Undecodable, decode, decoded_size, split
from ftlint.images.header import Header, is_cut_off, read_header
from ftlint.images.kinds import JPEG, PNG, TAKEN, WEBP, kind_of
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan, finish, merge
from ftlint.reading.reader import Line
from ftlint.targets import Figure, Limits

if TYPE_CHECKING:
    from ftlint.findings import Finding
    from ftlint.jobs import Job

JOB = choose_job()
MINE = {code: level for code, level in choose_levels(JOB).items() if code.startswith("FT84")}
URL = ("messages", 0, "content", 0, "image_url", "url")


def encoded(mode: str, kind: str, size: tuple[int, int] = (3, 2), **options: Any) -> bytes:
    stream = io.BytesIO()
    Pillow.new(mode, size).save(stream, kind, **options)
    return stream.getvalue()


def data_url(data: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def chat(*images: Any) -> dict[str, Any]:
    parts = [{"type": "image_url", "image_url": image} for image in images]
    return {"messages": [{"role": "user", "content": parts}, {"role": "assistant", "content": "A cat."}]}


def findings(*examples: Any, job: Job = JOB, chunks: int = 1) -> list[Finding]:
    scanner = Scanner(Plan(job, MINE))
    lines = [Line(n, n, json.dumps(example).encode(), b"\n") for n, example in enumerate(examples)]
    size = -(-len(lines) // chunks)
    part = merge([scanner.scan(lines[at : at + size], at // size) for at in range(0, len(lines), size)])
    assert part.crashes == []
    return list(finish(part, scanner.plan))


def codes(image: Any, job: Job = JOB) -> list[str]:
    return [finding.code for finding in findings(chat(image), job=job)]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/cat.png",
        "HTTPS://example.com/cat?size=3#a",
        "http://93.184.215.14:8080/cat.jpg",
        "https://user:key@example.com/cat",
        "https://example.blob.core.windows.net/c/cat.png?sv=2024&sig=a%2Fb",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/cat.png",
        "https://localhost.example.com/cat.png",
        "https://10.example.com/cat.png",
        data_url(encoded("RGB", "PNG")),
        data_url(encoded("RGB", "JPEG"), "image/jpg"),
        data_url(encoded("RGB", "JPEG"), "IMAGE/JPEG"),
        data_url(encoded("RGBA", "WEBP"), "image/webp;charset=utf-8"),
    ],
)
def test_good_addresses(url: str) -> None:
    assert codes({"url": url}) == []


@pytest.mark.parametrize(
    ("image", "said", "help_"),
    [
        ("https://example.com/a.png", "a string", '{"url": "https://example.com/a.png"}'),
        ("images/cat.png", "a string", "https address"),
        ("", "a string", "https"),
        (None, "null", "data:"),
        (["https://example.com/a.png"], "an array", "https"),
        ({}, 'no "url"', "https"),
        ({"uri": "https://example.com/a.png"}, 'no "url"', 'instead of "uri"'),
        ({"data": "abc", "detail": "low"}, 'no "url"', 'instead of "data"'),
        ({"url": None}, "null", "https"),
        ({"url": {"url": "https://example.com/a.png"}}, "an object", "https"),
        ({"url": " "}, "empty", "https"),
        ({"url": "cat.png"}, "file path", "data:image/png"),
        ({"url": "/home/me/cat.png"}, "file path", "data:image/png"),
        ({"url": "C:\\images\\cat.png"}, "file path", "data:image/png"),
        ({"url": "file:///home/me/cat.png"}, "your machine", "data:image/png"),
        ({"url": "blob:https://example.com/9115d58c"}, '"blob:"', "https"),
        ({"url": "gs://bucket/cat.png"}, '"gs:"', "https"),
        ({"url": "s3://bucket/cat.png"}, '"s3:"', "https"),
        ({"url": "file-abc123def456"}, "uploaded file", "https"),
        ({"url": "//example.com/cat.png"}, "no scheme", '"https://example.com/cat.png"'),
        ({"url": "www.example.org/cat.png"}, "no scheme", '"https://www.example.org/cat.png"'),
        ({"url": "https:///cat.png"}, "no host", "https"),
        ({"url": "https:"}, "no host", "https"),
        ({"url": "http://localhost:8000/cat.png"}, "localhost:8000", "data:"),
        ({"url": "http://127.0.0.1/cat.png"}, "127.0.0.1", "data:"),
        ({"url": "http://192.168.0.7:80/cat.png"}, "192.168.0.7", "data:"),
        ({"url": "http://[::1]/cat.png"}, "[::1]", "data:"),
        ({"url": "data:image/png,abc"}, "not marked as base64", "base64,"),
        ({"url": "data:image/png;base64"}, 'no ","', "base64,"),
        ({"url": "data:;base64,aGk="}, "no media type", "base64,"),
        (
            {"url": base64.b64encode(encoded("RGB", "PNG")).decode()},
            "base64 text",
            "data:image/png;base64,iVBOR",
        ),
        ({"url": "hello"}, '"hello" is no URL', "https"),
    ],
)
def test_bad_addresses(image: Any, said: str, help_: str) -> None:
    [finding] = [finding for finding in findings(chat(image)) if finding.code == "FT841"]
    assert said in finding.message
    assert help_ in str(finding.help)
    assert len(finding.message) < 120


def test_a_target_may_take_data_urls_only() -> None:
    only: Any = Figure(value=("data",), source=JOB.model.methods.source)
    job = replace(JOB, target=replace(JOB.target, image_urls=only))
    assert codes({"url": "https://example.com/cat.png"}, job) == ["FT841"]
    assert codes({"url": "cat.png"}, job) == ["FT841"]
    assert codes({"url": data_url(encoded("RGB", "PNG"))}, job) == []


@pytest.mark.parametrize(
    ("payload", "said", "at"),
    [
        ("iVBORw0KGgo...", "shortened", 11),
        ("iVBORw0KGg-_", "alphabet for URLs", 10),
        ("b'iVBORw0KGgo='", "Python's bytes", 0),
        ("data:image/png;base64,iVBORw0KGgo=", "begins twice", 0),
        ("iVBO%2Bw0", "character that base64 does not have", 4),
        ("iVBO\nRw0é", "character that base64 does not have", 8),
        ("iVBORw0KG", "cut off", None),
        ("iVBORw0KGgo=iVBO", "goes on after its padding", None),
        ("", "no data", None),
    ],
)
def test_broken_base64_is_shown_at_its_character(payload: str, said: str, at: int | None) -> None:
    prefix = "data:image/png;base64,"
    [finding] = findings(chat({"url": prefix + payload}))
    assert finding.code == "FT842"
    assert finding.place.path == URL
    assert said in finding.message
    start = at if at is None else at + len(prefix)
    assert finding.place.inside == (None if start is None else (start, start + 1))


def test_line_breaks_in_base64_are_read_over() -> None:
    wrapped = base64.encodebytes(encoded("RGB", "PNG", (9, 9))).decode()
    assert "\n" in wrapped
    assert codes({"url": "data:image/png;base64," + wrapped}) == []


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"


@pytest.mark.parametrize(
    ("data", "media_type", "code", "said"),
    [
        (encoded("RGB", "GIF"), "image/gif", "FT843", "GIF"),
        (encoded("RGB", "GIF"), "image/png", "FT843", "GIF"),
        (encoded("RGB", "BMP"), "image/bmp", "FT843", "BMP"),
        (encoded("RGB", "TIFF"), "image/tiff", "FT843", "TIFF"),
        (SVG, "image/svg+xml", "FT843", "SVG"),
        (HEIC, "image/heic", "FT843", "HEIC"),
        (b"%PDF-1.7", "application/pdf", "FT843", "PDF"),
        (encoded("1", "PNG"), "image/png", "FT843", "mode 1 (black and white)"),
        (encoded("L", "PNG"), "image/png", "FT843", "mode L (grayscale)"),
        (encoded("LA", "PNG"), "image/png", "FT843", "mode LA (grayscale)"),
        (encoded("P", "PNG"), "image/png", "FT843", "mode P (palette)"),
        (encoded("I;16", "PNG"), "image/png", "FT843", "mode I;16 (grayscale)"),
        (encoded("L", "JPEG"), "image/jpeg", "FT843", "mode L (grayscale)"),
        (encoded("CMYK", "JPEG"), "image/jpeg", "FT843", "mode CMYK (CMYK)"),
        (encoded("RGB", "PNG"), "image/jpeg", "FT842", 'the media type is "image/jpeg", the bytes are PNG'),
        (encoded("RGB", "JPEG"), "application/octet-stream", "FT842", "the bytes are JPEG"),
        (b"<!DOCTYPE html><title>404</title>", "image/png", "FT842", "an HTML page"),
        (b"cat.png", "image/png", "FT842", "no kind of image"),
        (encoded("RGB", "PNG")[:20], "image/png", "FT842", "header cannot be read"),
        (encoded("RGB", "JPEG")[:20], "image/jpeg", "FT842", "header cannot be read"),
        (encoded("RGB", "WEBP")[:20], "image/webp", "FT842", "header cannot be read"),
        (encoded("RGB", "PNG", (99, 99))[:-30], "image/png", "FT842", "cut off"),
        (encoded("RGB", "WEBP", (99, 99))[:-2], "image/webp", "FT842", "cut off"),
    ],
)
def test_what_the_bytes_are(data: bytes, media_type: str, code: str, said: str) -> None:
    [finding] = findings(chat({"url": data_url(data, media_type)}))
    assert (finding.code, finding.place.path) == (code, URL)
    assert said in finding.message


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("size", [(1, 1), (17, 900), (1030, 5)])
@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("WEBP", {"lossless": True}), ("WEBP", {}), ("WEBP", {"exif": b"Exif\0\0"})],
)
def test_headers_say_what_pillow_says(
    mode: str, size: tuple[int, int], kind: str, options: dict[str, Any]
) -> None:
    data = encoded(mode, kind, size, **options)
    found = kind_of(data)
    assert found is not None
    with Pillow.open(io.BytesIO(data)) as image:
        assert read_header(found, data) == Header(*image.size, image.mode)
    assert not is_cut_off(found, data)


def png_of(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_an_image_that_says_to_be_enormous_is_never_unpacked() -> None:
    [finding] = findings(chat({"url": data_url(png_of(2_000_000_000, 2_000_000_000))}))
    assert (finding.code, finding.severity) == ("FT844", "info")
    assert "scaled down to 768 x 768" in finding.message
    canvas = b"VP8X\n\0\0\0" + b"\0" * 4 + b"\xff" * 6
    huge = b"RIFF" + struct.pack("<I", len(canvas) + 4) + b"WEBP" + canvas
    assert read_header(WEBP, huge) == Header(1 << 24, 1 << 24, "RGB")


@given(st.binary(max_size=200), st.sampled_from(TAKEN), st.sampled_from([PNG, JPEG, WEBP]))
def test_hostile_bytes_never_raise(tail: bytes, media: Any, kind: Any) -> None:
    start = {PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff", WEBP: b"RIFF\0\0\0\0WEBP"}[kind]
    read_header(kind, start + tail)
    is_cut_off(kind, start + tail)
    assert set(codes({"url": data_url(start + tail, media.media_type)})) <= {"FT842", "FT843", "FT844"}


@given(st.binary(max_size=100))
def test_what_was_encoded_is_decoded(data: bytes) -> None:
    url = data_url(data)
    parts = split(url)
    assert parts is not None
    assert decode(url, parts.start) == data
    assert decoded_size(url, parts.start) == len(data)


@given(st.text(max_size=100))
def test_any_text_is_decoded_or_its_fault_told(text: str) -> None:
    url = "data:image/png;base64," + text
    found = decode(url, 22)
    assert isinstance(found, bytes | Undecodable)
    assert isinstance(found, bytes) or found.at is None or 22 <= found.at < len(url)


@given(st.text(max_size=60) | st.from_regex(r"[a-z]{1,6}:[/.\[\]a-z0-9:@]{0,20}", fullmatch=True))
def test_any_url_is_judged_once(url: str) -> None:
    assert len(codes({"url": url})) <= 1


def limited(**figures: int) -> Job:
    source = JOB.model.methods.source
    figured: Any = {name: Figure(value=value, source=source) for name, value in figures.items()}
    return replace(JOB, target=replace(JOB.target, limits=Limits(**figured)))


def test_bytes_are_counted_to_the_limit_and_the_header_is_read_all_the_same() -> None:
    data = encoded("RGB", "PNG", (600, 600))
    assert codes({"url": data_url(data)}, limited(image_bytes=len(data))) == []
    [finding] = findings(chat({"url": data_url(data)}), job=limited(image_bytes=len(data) - 1))
    assert finding.code == "FT844"
    assert f"{len(data):,} bytes" in finding.message


@pytest.mark.parametrize(
    ("size", "detail", "mentioned"),
    [
        ((1536, 1536), None, False),
        ((4032, 3024), "high", True),
        ((4032, 3024), "low", False),
        ((4096, 700), "auto", False),
        ((4100, 700), "auto", True),
    ],
)
def test_wasted_pixels_are_mentioned(size: tuple[int, int], detail: str | None, mentioned: bool) -> None:
    image = {"url": data_url(png_of(*size)), **({"detail": detail} if detail else {})}
    assert codes(image) == ["FT844"] * mentioned


@pytest.mark.parametrize(("target", "most"), [("openai", 10), ("azure", 64)])
def test_images_of_an_example_are_counted(target: str, most: int) -> None:
    job = choose_job(target)
    image = {"url": "https://example.com/cat.png"}
    assert findings(chat(*[image] * most), job=job) == []
    [finding] = findings(chat(*[image] * (most + 2)), job=job)
    assert (finding.code, finding.place.path[3]) == ("FT845", most)
    assert f"{most + 2} images" in finding.message


@pytest.mark.parametrize("chunks", [1, 2, 5])
def test_examples_with_images_are_counted_however_the_file_is_cut(chunks: int) -> None:
    lines = [{"messages": [{"role": "user", "content": "Hi"}]}, *[chat({"url": "https://example.com/a"})] * 4]
    assert findings(*lines, job=limited(examples_with_images=4), chunks=chunks) == []
    [finding] = findings(*lines, job=limited(examples_with_images=3), chunks=chunks)
    assert (finding.code, finding.whole_file) == ("FT845", True)
    assert "4 examples with images; openai takes 3" in finding.message


@pytest.mark.parametrize(
    ("detail", "help_"),
    [
        ("High", '"high"'),
        ("hight", '"high"'),
        ("original", "auto"),
        (1, "auto"),
        ("", "auto"),
        (["low"], "auto"),
    ],
)
def test_bad_details(detail: Any, help_: str) -> None:
    [finding] = findings(chat({"url": "https://example.com/a", "detail": detail}))
    assert finding.code == "FT846"
    assert help_ in str(finding.help)


def test_images_in_other_roles_are_another_rules() -> None:
    part = {"type": "image_url", "image_url": "cat.png"}
    messages = [{"role": role, "content": [part]} for role in ("system", "assistant", "tool")]
    assert findings({"messages": messages}) == []
