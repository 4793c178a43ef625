"""The options of `ftlint check`, and of what else settles a run as it does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import click

from ftlint.cli import completing
from ftlint.cli.running import color_option

if TYPE_CHECKING:
    from collections.abc import Callable

    Option = Callable[[Callable[..., Any]], Callable[..., Any]]

_CHECKED: Final[tuple[Option, ...]] = (
    click.option(
        "--target", shell_complete=completing.targets, metavar="NAME", help="Who trains.  [default: openai]"
    ),
    click.option(
        "--model",
        shell_complete=completing.models,
        metavar="NAME",
        help="The model to train.  [default: gpt-4.1 at openai]",
    ),
    click.option(
        "--format",
        type=click.Choice(["sft", "dpo", "rft", "completions"]),
        help="What the files are.  [default: what most of their first lines look like]",
    ),
    click.option(
        "--epochs", type=click.IntRange(1, 50), metavar="N", help="How often the job goes through the file."
    ),
    click.option(
        "--validation",
        shell_complete=completing.data_files,
        metavar="FILE",
        help="The validation file of the job: checked too, and for examples of the training files.",
    ),
    click.option(
        "--select",
        shell_complete=completing.rules,
        multiple=True,
        metavar="RULES",
        help="Check only these: codes, names, prefixes, or ALL.",
    ),
    click.option(
        "--extend-select",
        shell_complete=completing.rules,
        multiple=True,
        metavar="RULES",
        help="Check these too.",
    ),
    click.option(
        "--ignore",
        shell_complete=completing.rules,
        multiple=True,
        metavar="RULES",
        help="Do not check these.",
    ),
)
"""What is checked, and by which rules."""

_CONFIG: Final[tuple[Option, ...]] = (
    click.option("--config", metavar="FILE", help="The config.  [default: the nearest ftlint.toml]"),
    click.option("--isolated", is_flag=True, help="Look for no config and no baseline."),
)
_RUN: Final[tuple[Option, ...]] = (
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Processes for large files.  [default: one for each processor]",
    ),
    click.option("--stdin-filename", default="-", metavar="NAME", help="What to call the standard input."),
    click.option("--no-progress", is_flag=True, help="Show no progress bar."),
)


def _no_nan(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    """Refuse what no figure can be held against."""
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is no amount of money")
    return value


_OPTIONS: Final[tuple[Option, ...]] = (
    *_CHECKED,
    click.option("--fix", is_flag=True, help="Repair the files, where that cannot change the meaning."),
    click.option(
        "--unsafe-fixes",
        is_flag=True,
        default=None,
        help="With --fix or --diff: those too that a person should look at.",
    ),
    click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing."),
    click.option(
        "--output-format",
        multiple=True,
        metavar="NAME[=FILE]",
        help="How the result is written, and where: full, concise, grouped, json, jsonl, github, gitlab, "
        "sarif, junit, markdown; several times for several.  [default: full]",
    ),
    click.option(
        "--statistics", is_flag=True, help="Count the findings of each rule in place of showing them."
    ),
    click.option(
        "--no-excerpts",
        is_flag=True,
        help="Write nothing of what stands in the files: rules, places and figures only.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "info"]),
        help="The lightest finding that makes the exit code 1.  [default: error]",
    ),
    click.option(
        "--max-cost",
        type=click.FloatRange(0),
        callback=_no_nan,
        metavar="USD",
        help="Fail where training costs more.",
    ),
    click.option(
        "--max-tokens", type=click.IntRange(0), metavar="N", help="Fail where all epochs have more tokens."
    ),
    click.option(
        "--baseline", metavar="FILE", help="Known findings, not reported.  [default: .ftlint-baseline.json]"
    ),
    click.option("--watch", is_flag=True, help="Check again whenever a file changes."),
    *_CONFIG,
    click.option("--show-settings", is_flag=True, help="Say what is set, and by whom; check nothing."),
    *_RUN,
    click.option(
        "--engine",
        type=click.Choice(["auto", "reference"]),
        default="auto",
        help="Pass by the packages of the extra `fast`: reference. The result is the same.  [default: auto]",
    ),
    color_option,
)


def check_options(run: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `ftlint check`."""
    return _with(_OPTIONS, run)


def job_options(run: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what is checked, and by which rules."""
    return _with((*_CHECKED, *_CONFIG, *_RUN), run)


def _with(options: tuple[Option, ...], run: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        run = option(run)
    return run


def selected(given: dict[str, Any]) -> dict[str, Any]:
    """Turn the values of options into the fields of `ftlint.config.Given`: lists are cut at their commas."""
    values = dict(given)
    for name in ("select", "extend_select", "ignore"):
        values[name] = tuple(
            selector for group in given[name] for selector in group.split(",") if selector.strip()
        )
    if values.pop("no_excerpts", False):
        values["excerpts"] = False
    return values
