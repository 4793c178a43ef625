"""Lines, and what the repair makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.fixing.line_repair import LineRepair, Repaired
from ftlint.linting import choose_job, choose_levels, levels_for
from ftlint.parts import Plan

if TYPE_CHECKING:
    from collections.abc import Container


def plan(kind: str = "sft", target: str = "openai") -> Plan:
    job = choose_job(target)
    return Plan(job, levels_for(kind, choose_levels(job)), kind)


def repaired(
    line: str,
    kind: str = "sft",
    target: str = "openai",
    *,
    unsafe: bool = True,
    only: Container[str] | None = None,
) -> Repaired:
    return LineRepair(plan(kind, target), unsafe=unsafe, only=only).repair(line.encode())


def after(
    line: str,
    kind: str = "sft",
    target: str = "openai",
    *,
    unsafe: bool = True,
    only: Container[str] | None = None,
) -> str:
    result = repaired(line, kind, target, unsafe=unsafe, only=only)
    assert result.refused == []
    assert result.raw is not None
    return result.raw.decode()
