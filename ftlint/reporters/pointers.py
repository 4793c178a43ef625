"""JSON Pointers of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftlint.findings import Path


def pointer(path: Path) -> str:
    """Write a path as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{step}" for step in (str(s).replace("~", "~0").replace("/", "~1") for s in path))
