"""What the help pages share."""

from __future__ import annotations

from typing import Final

import click

GROUPS: Final = {
    "What is checked": ("target", "model", "format", "epochs", "validation", "stdin_filename"),
    "Rules": ("select", "extend_select", "ignore", "baseline"),
    "Repairs": ("fix", "unsafe_fixes", "diff"),
    "Output": ("output_format", "statistics", "no_excerpts", "color", "no_progress"),
    "Exit code": ("fail_on", "max_cost", "max_tokens"),
}
"""Options by what they are about; all others are about the run."""


class GroupedCommand(click.Command):
    """A command with many options: its help page shows them in groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group."""
        rest = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        width = 2 + max(len((option.get_help_record(ctx) or ("",))[0]) for option in rest)
        for heading, names in {**GROUPS, "Run": tuple(option.name for option in rest)}.items():
            shown = [option for option in rest if option.name in names]
            rest = [option for option in rest if option not in shown]
            rows = [record for option in shown if (record := option.get_help_record(ctx))]
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(min(width, 30)), said) for name, said in rows])


EXAMPLES = """\b
Examples:
  ftlint train.jsonl                    check a file; show what it teaches and costs
  ftlint train.jsonl --model gpt-4.1-mini --epochs 2
  ftlint train.jsonl --fix              repair what can be repaired; --diff only shows it
  ftlint mask train.jsonl --train-only calls
  ftlint convert train.jsonl --to hf --output hf.jsonl
  ftlint data/ --ignore FT2 --fail-on warning
  ftlint - < train.jsonl --output-format json
  ftlint rule FT301                     explain a rule, with examples
  ftlint cost train.jsonl               compare what training costs, model by model
  ftlint why 'Example 536 contains an extra "tools".' train.jsonl
"""

EXIT_CODES = """\b
Exit codes:
  0  nothing at or above --fail-on (default: error)
  1  findings
  2  bad usage, missing or unreadable input, or an internal error
"""
