"""How long a small file takes, from the start of Python to its end."""

from __future__ import annotations

import statistics
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.contenders import engine_options, engines
from benchmarks.make_data import lines
from benchmarks.measured import run
from benchmarks.table import say, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.results import Clock

ROUNDS: Final = 10

_EXAMPLES: Final = Path(__file__).parent.parent / "examples" / "support-agent.jsonl"
_IMPORTS: Final = "import click, rich.console, pydantic"


def start(folder: Path, of: Clock) -> None:
    """Print the table; nothing in it is judged."""
    commands = _commands(folder)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        say(f"start: round {number} of {ROUNDS}")
        for name, command in commands.items():
            done = run(*command)
            if done.status not in (0, 1):
                raise RuntimeError(f"{name} ended with {done.status}")
            if number:  # the first one compiles modules
                times[name].append(done.cpu if of == "cpu" else done.seconds)
    head = ("whole process", "median CPU ms" if of == "cpu" else "median ms", "best ms", "time : imports")
    print(f"start\n\n{table(head, rows(times, _IMPORTS))}\n", flush=True)


def rows(times: Mapping[str, list[float]], measure: str) -> list[tuple[str, ...]]:
    """Write the times in seconds of several commands, each beside those of the command `measure`."""
    by = statistics.median(times[measure])
    return [
        (
            name,
            f"{statistics.median(taken) * 1000:.0f}",
            f"{min(taken) * 1000:.0f}",
            f"{statistics.median(taken) / by:.2f}x",
        )
        for name, taken in times.items()
    ]


def _commands(folder: Path) -> dict[str, tuple[str, ...]]:
    plain, heavy = folder / "ten.jsonl", folder / "ten-heavy.jsonl"
    with _EXAMPLES.open("rb") as stream:
        plain.write_bytes(b"".join(islice(stream, 10)))
    heavy.write_bytes(b"".join(islice(lines("tool-heavy"), 10)))
    commands: dict[str, tuple[str, ...]] = {}
    for path, what in ((plain, "10 lines"), (heavy, "10 lines, tool-heavy")):
        for engine in engines():
            options = (*engine_options(engine), "--isolated")
            commands[f"ftlint {engine}, {what}"] = ("-m", "ftlint", "check", str(path), *options)
    return commands | {
        "ftlint --version": ("-m", "ftlint", "--version"),
        _IMPORTS: ("-c", _IMPORTS),
        "python alone": ("-c", ""),
    }
