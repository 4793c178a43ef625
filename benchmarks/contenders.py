"""The programs that are compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from benchmarks.measured import run
from benchmarks.results import Figures, Results
from benchmarks.table import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FAIR, NAIVE = "fair", "naive"

Key = TypeVar("Key")


class Contender(NamedTuple):
    """A program, and what it is measured by."""

    name: str
    command: tuple[str, ...]
    """The arguments of Python; the file comes after them."""
    floor: str
    """The name of the floor that counts tokens as this one does."""
    linter: bool = False


def contenders(jobs: Sequence[int] = (1, 2)) -> list[Contender]:
    """List what runs here, the floors first: without the extra `fast`, its rows are not there."""
    floors = [
        Contender(floor_name(engine), ("-m", "benchmarks.floor", _COUNTERS[engine]), floor_name(engine))
        for engine in engines()
    ]
    linters = [linter(engine, number) for engine in engines() for number in jobs]
    reference = floor_name("reference")
    scripts = [Contender(name, ("-m", "benchmarks.naive", name), reference) for name in (FAIR, NAIVE)]
    return [*floors, *linters, *scripts]


def engines() -> list[str]:
    """List what can count tokens here, the fastest last."""
    from ftlint.tokens.fast import fast_encoder

    return ["reference"] if fast_encoder("o200k_base") is None else ["reference", "fast"]


_COUNTERS = {"reference": "tiktoken", "fast": "splintr"}


def floor_name(engine: str) -> str:
    """Name the floor of an engine."""
    return f"floor, {_COUNTERS[engine]}"


def linter(engine: str, jobs: int) -> Contender:
    """Give ftlint with an engine, and a number of processes."""
    name = f"ftlint {engine}{'' if jobs == 1 else f', {jobs} jobs'}"
    json_only = ("--output-format", "json", "--no-progress", "--isolated")
    command = ("-m", "ftlint", "check", *engine_options(engine), "--jobs", str(jobs), *json_only)
    return Contender(name, command, floor_name(engine), linter=True)


def engine_options(engine: str) -> tuple[str, str]:
    """Say how ftlint is told what is to count tokens."""
    return "--engine", "auto" if engine == "fast" else engine


def take_turns(entries: Mapping[Key, tuple[Contender, Path]], rounds: int, what: str) -> dict[Key, Results]:
    """Run all once, then all once more, and so on. Raises RuntimeError when one breaks down."""
    results = {key: Results() for key in entries}
    for number in range(rounds):
        for key, (contender, path) in entries.items():
            say(f"{what}: round {number + 1} of {rounds}, {contender.name}")
            compete(contender, path, results[key])
    return results


def compete(contender: Contender, path: Path, results: Results) -> None:
    """Run a program on a file once more. Raises RuntimeError when it breaks down."""
    done = run(*contender.command, str(path))
    if done.status not in (0, 1):
        raise RuntimeError(f"{contender.name} ended with {done.status} on {path.name}")
    results.figures.add(_figures(contender, json.loads(done.output)))
    results.runs.append(done)


def _figures(contender: Contender, said: dict[str, Any]) -> Figures:
    if not contender.linter:
        return Figures(said["examples"], said["tokens"], said["trained"])
    whole = said["summary"]
    return Figures(whole["examples"], whole["tokens"]["total"], whole["tokens"]["trained"], whole["errors"])
