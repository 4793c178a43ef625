"""Configs in the working folder, and what they settle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ftlint.config import Given, Settings, find, settle


def write(name: str, text: str = "") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settled(text: str, **words: Any) -> Settings:
    write("ftlint.toml", text)
    return settle(find(), Given(**words))
