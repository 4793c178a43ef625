"""`python -m ftlint`, and the `ftlint` command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
"""What shells call a program that Ctrl-C has ended."""


def main() -> None:
    """Run the command line, and end the process: never with a traceback for what the world outside does."""
    code = 0
    try:
        prepare_streams()
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`); what is still buffered must not complain on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        sys.stderr.write(f"ftlint: cannot write the result: {error.strerror or error}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    sys.exit(code)


def prepare_streams() -> None:
    """Make sure that anything can be written; ends the process where there is no standard output."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal or log in another encoding gets escapes
            stream.reconfigure(errors="backslashreplace")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 (it stays open to the end)
    if sys.stdout is None:
        sys.stderr.write("ftlint: the standard output is closed\n")
        sys.exit(2)


def run(words: Sequence[str] | None = None) -> int:
    """Run the command line, in words or as the process was started, and give the exit code."""
    import click

    from ftlint.cli.main import cli

    try:
        code = cli(words, prog_name="ftlint", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    main()
