"""`ftlint check`: the command that most people only ever use."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from ftlint.cli.help_text import EXAMPLES, EXIT_CODES
from ftlint.cli.running import Inputs, color_option, guard, refuse, run, say_crashes
from ftlint.findings import Severity
from ftlint.reporters import NAMES, Look, reporter

if TYPE_CHECKING:
    from ftlint.reporters import Color


@click.command(epilog=f"{EXAMPLES}\n{EXIT_CODES}", no_args_is_help=True)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("--target", default="openai", metavar="NAME", show_default=True, help="Who trains.")
@click.option("--model", metavar="NAME", help="The model to train.  [default: gpt-4.1 at openai]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["sft", "dpo", "rft", "completions"]),
    help="What the files are.  [default: what most of their first lines look like]",
)
@click.option(
    "--epochs", type=click.IntRange(1, 50), metavar="N", help="How often the job goes through the file."
)
@click.option(
    "--validation",
    metavar="FILE",
    help="The validation file of the job: checked too, and for examples of the training files.",
)
@click.option(
    "--select", multiple=True, metavar="RULES", help="Check only these: codes, names, prefixes, or ALL."
)
@click.option("--extend-select", multiple=True, metavar="RULES", help="Check these too.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Do not check these.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="The lightest finding that makes the exit code 1.",
)
@click.option(
    "--output-format",
    type=click.Choice(NAMES),
    default="full",
    show_default=True,
    help="How the result is written.",
)
@click.option("--stdin-filename", default="-", metavar="NAME", help="What to call the standard input.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
@color_option
def check(
    paths: tuple[str, ...],
    target: str,
    model: str | None,
    format_: str | None,
    epochs: int | None,
    validation: str | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    output_format: str,
    stdin_filename: str,
    no_progress: bool,
    color: Color,
) -> None:
    """Check fine-tuning files.

    PATHS are files, folders (every .jsonl and .ndjson file below), or - for the standard input.
    """
    from ftlint.linting import choose_job, choose_levels

    try:
        job = choose_job(target, model, epochs)
        levels = choose_levels(job, _split(select), _split(extend_select), _split(ignore))
    except LookupError as error:
        refuse(str(error.args[0]))
    inputs = Inputs(paths, validation, format_, stdin_filename, show_progress=not no_progress)
    with ExitStack() as stack:
        result = run(inputs, job, levels, stack)
        guard(lambda: reporter(output_format)(result, sys.stdout, Look(color=color)))
    say_crashes(result.crashes)
    sys.exit(2 if result.crashes else int(result.fails(Severity(fail_on))))


def _split(selectors: tuple[str, ...]) -> list[str]:
    return [selector for group in selectors for selector in group.split(",") if selector.strip()]
