"""What CI services take of a report, and show of it. Each figure with its source; all as of 2026-11-22."""

from __future__ import annotations

from typing import Final

ANNOTATIONS_PER_LEVEL: Final = 10
"""Errors, warnings and notices of one step that become annotations. Source: `_maxCountPerIssueType` in
`ExecutionContext.cs` of actions/runner; `docs/problem-matchers.md` of actions/toolkit says the same, and
that a job shows 50 of all its steps."""

SARIF_RESULTS: Final = 25_000
"""Results of one run; a file with more is refused. Source: «SARIF results exceed hard limit» on
https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit"""

SARIF_RESULTS_SHOWN: Final = 5_000
"""Results of one run that are kept and shown. Source: the same page, «SARIF results exceed soft limits»."""

SARIF_LOCATIONS: Final = 100
"""Locations of one result that are kept. Source: the same page."""

MARKDOWN_BYTES: Final = 60_000
"""Of a comment GitHub takes 65,536 characters («Body is too long (maximum is 65536 characters)»), of a job
summary 1,024 KiB a step («supports content up to a size of 1024k»). The same page is made for both, with
room for what others write around it."""
