"""The images of an example: the `image_url` parts of its user messages."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ftlint.images.data_url import split
from ftlint.images.picture import Picture, read_picture
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.view.example import Example


@dataclass(eq=False)
class Image:
    """One `image_url` part."""

    at: int
    """Of its message, among the messages of the view."""
    path: Path
    """Of the value of `image_url`."""
    value: object
    """That value: an object with `url`, if all is well."""
    most: int | None
    """The most bytes that the target takes."""

    @property
    def url(self) -> str | None:
        """The URL; a bare string in the place of the object is read as one. None if there is none."""
        url = self.value.get("url") if isinstance(self.value, dict) else self.value
        return url if isinstance(url, str) else None

    @property
    def url_path(self) -> Path:
        """Where the URL is, or should be."""
        return (*self.path, "url") if isinstance(self.value, dict) else self.path

    @property
    def detail(self) -> object:
        """The detail as it stands; None if there is none."""
        return self.value.get("detail") if isinstance(self.value, dict) else None

    @cached_property
    def picture(self) -> Picture | None:
        """What the URL's own data holds; None where the image is elsewhere, or the URL is malformed."""
        url = self.url
        parts = split(url) if url is not None else None
        if url is None or parts is None or not parts.is_base64:
            return None
        return read_picture(url, parts, self.most)

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels, where they are known."""
        header = self.picture.header if self.picture is not None else None
        return (header.width, header.height) if header else None


@lru_cache(maxsize=2)  # checks and token counts ask in turn about one example, or the two of a preference
def images_of(example: Example) -> tuple[Image, ...]:
    """List the images of an example. Of other roles they are FT110's, and not listed."""
    if not example.has_parts:
        return ()
    found: list[Image] = []
    limit = example.job.target.limits.image_bytes
    most = limit.value if limit is not None else None
    for at, message in enumerate(example.messages):
        content = message.raw.get("content")
        if not isinstance(content, list) or message.role != "user":
            continue
        for index, part in enumerate(content):
            if (
                isinstance(part, dict)
                and "image_url" in part
                and part.get("type", "image_url") == "image_url"
            ):
                path = (*message.path, "content", index, "image_url")
                found.append(Image(at, path, part["image_url"], most))
    return tuple(found)
