"""What the help pages share."""

EXAMPLES = """\b
Examples:
  ftlint train.jsonl                    check a file; show what it teaches and costs
  ftlint train.jsonl --model gpt-4.1-mini --epochs 2
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
