"""Lines, and what the repair makes of them."""

from __future__ import annotations

from ftlint.fixing.line_repair import LineRepair, Repaired
from ftlint.linting import choose_job, choose_levels, levels_for
from ftlint.parts import Plan


def repaired(line: str, name: str = "sft", *, unsafe: bool = True) -> Repaired:
    job = choose_job("openai", None)
    plan = Plan(job, levels_for(name, choose_levels(job)), name)
    return LineRepair(plan, unsafe=unsafe).repair(line.encode())


def after(line: str, name: str = "sft", *, unsafe: bool = True) -> str:
    result = repaired(line, name, unsafe=unsafe)
    assert result.raw is not None
    return result.raw.decode()
