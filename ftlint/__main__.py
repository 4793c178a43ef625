"""`python -m ftlint`, and the `ftlint` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from ftlint.cli.main import cli

    cli(prog_name="ftlint")


if __name__ == "__main__":
    main()
