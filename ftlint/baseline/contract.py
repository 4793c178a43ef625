"""What a baseline's file may hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class EntryRow(_Part):
    """One entry; `reason` is for people."""

    file: str
    rule: Annotated[str, Field(pattern=r"^FT\d{3}$")]
    example: str
    pointer: str
    count: Annotated[int, Field(ge=1)] = 1
    reason: str | None = None


class Document(_Part):
    """The whole file."""

    version: Literal[1]
    entries: list[EntryRow]
