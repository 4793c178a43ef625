"""Whether a server can get at an image by what is written as its URL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ftlint.images.data_url import split
from ftlint.images.kinds import ENCODED
from ftlint.text.words import kind, nearest, quote

if TYPE_CHECKING:
    from collections.abc import Collection

    from ftlint.images.parts import Image

SCHEMES: Final = ("https", "http", "data")
"""Source: OpenAI's guide to vision fine-tuning, "either as HTTP URLs or data URLs containing Base64-encoded
images"; Azure's says the same."""

_FORM: Final = 'write {"url": "https://…"} or {"url": "data:image/png;base64,…"}'
_EMBED: Final = 'put the image in as "data:image/png;base64,…", or give its https address'
_DATA_FORM: Final = 'write "data:image/png;base64," and then the encoded file'

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+-]+):")
_HOST: Final = re.compile(r"(?:www\.[\w-]+\.|[\w.-]+\.(?:com|org|net|io|dev|ai|co|edu|gov)[:/])")
_FILE_ID: Final = re.compile(r"file[-_][A-Za-z0-9]{8,}")
_NUMERIC: Final = re.compile(r"[\d.]+|\[.*")
_HEAD: Final = 300


class Fault(NamedTuple):
    """What is wrong with an image's address."""

    said: str
    help: str
    on_url: bool = True
    """It is about the URL, not about the object around it."""


def fault_of(image: Image, target: str, taken: Collection[str] = SCHEMES) -> Fault | None:
    """Say what is wrong; `taken` are the schemes that `target` takes. None if nothing can be told."""
    value = image.value
    if isinstance(value, str):
        inner = _url_fault(value, target, taken) if value.strip() else Fault("", _FORM)
        way = inner.help if inner is not None else f"write {quote({'url': value})}"
        return Fault('image_url is a string, not an object with a "url"', way, False)
    if not isinstance(value, dict):
        return Fault(f'image_url is {kind(value)}, not an object with a "url"', _FORM, False)
    if "url" not in value:
        return Fault('the image has no "url"', _misnamed(value) or _FORM, False)
    url = value["url"]
    if not isinstance(url, str):
        return Fault(f'the "url" of the image is {kind(url)}, not a string', _FORM)
    if not url[:_HEAD].strip():
        return Fault('the "url" of the image is empty', _FORM)
    return _url_fault(url, target, taken)


def _misnamed(value: dict[str, object]) -> str | None:
    others = [key for key, held in value.items() if isinstance(held, str) and key != "detail"]
    near = nearest("url", others) or (others[0] if len(others) == 1 else None)
    return f'write "url" instead of {quote(near)}' if near is not None else None


def _url_fault(url: str, target: str, taken: Collection[str]) -> Fault | None:
    head = url[:_HEAD].lstrip()
    match = _SCHEME.match(head)
    scheme = match[1].lower() if match else ""
    if scheme in taken:
        return _data_fault(url) if scheme == "data" else _host_fault(head[match.end() if match else 0 :])
    if scheme in SCHEMES:
        said = f"{target} does not fetch images: the address is {scheme}"
        return Fault(said, 'download it, and put it in as "data:image/png;base64,…"')
    if scheme == "file":
        return Fault(f"{quote(url, 50)} is a file on your machine, which the server cannot read", _EMBED)
    if scheme and scheme != "localhost":
        return Fault(f'no server fetches an image by "{quote(scheme, 20)[1:-1]}:"', _EMBED)
    return _bare_fault(url, head)


def _host_fault(rest: str) -> Fault | None:
    """Judge what follows `https:`."""
    host = re.split(r"[/?#]", rest[2:], maxsplit=1)[0].rpartition("@")[2] if rest.startswith("//") else ""
    if not host:
        return Fault("the URL of the image names no host", "write https:// and the whole address")
    if host.partition(":")[0].lower() == "localhost" or (_NUMERIC.match(host) and _is_private(host)):
        return Fault(f"{quote(host, 40)} is not reachable from outside: the image is left out", _EMBED)
    return None


def _is_private(host: str) -> bool:
    from ipaddress import ip_address

    bare = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    try:
        return not ip_address(bare).is_global
    except ValueError:
        return False


def _data_fault(url: str) -> Fault | None:
    parts = split(url.lstrip())
    if parts is None:
        return Fault('the data URL has no "," before its data', _DATA_FORM)
    if not parts.is_base64:
        return Fault('the data URL is not marked as base64 (";base64" before the comma)', _DATA_FORM)
    if not parts.media_type:
        return Fault("the data URL names no media type", _DATA_FORM)
    return None


def _bare_fault(url: str, head: str) -> Fault:
    """Judge what has no scheme."""
    for beginning, coded in ENCODED:
        if head.startswith(beginning):
            prefix = f"data:{coded.media_type};base64,"
            said = f'base64 text without "{prefix}" before it'
            return Fault(said, f"write {quote(prefix + head, len(prefix) + 20)}")
    if _FILE_ID.fullmatch(head):
        return Fault(f"{quote(url, 40)} is the id of an uploaded file, not a URL", _EMBED)
    if head.startswith("//") or _HOST.match(head):
        whole = ("https:" if head.startswith("//") else "https://") + head
        return Fault("the URL of the image has no scheme", f"write {quote(whole)}")
    is_path = any(mark in head for mark in "/\\.")
    said = (
        f"{quote(url, 50)} is a file path, which the server cannot read"
        if is_path
        else f"{quote(url, 50)} is no URL"
    )
    return Fault(said, _EMBED)
