"""The JSON report: a contract with its own model. Only additions are made within a schema version."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = 1


class Part(BaseModel):
    """What all parts share."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Tool(Part):
    """The program that wrote the report."""

    name: Literal["ftlint"]
    version: str


class Related(Part):
    """A second place that explains a finding."""

    file: str
    line: int
    message: str


class FindingEntry(Part):
    """One finding. Lines and columns are 1-based, columns in code points, the end exclusive."""

    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    help: str | None
    """What to write instead."""
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str
    """RFC 6901, in the example; "" for the whole line or file."""
    inner_pointer: str | None
    """RFC 6901, inside the JSON text that the string at `pointer` holds (tool-call arguments)."""
    fix: Literal["safe", "unsafe"] | None
    related: list[Related]


class Turns(Part):
    """Turns of the conversation. `masked` are all turns that bear no loss, whatever their role."""

    total: int
    assistant: int
    trained: int
    masked: int
    tool_calls: int
    calling: int
    """Trained turns that call tools."""
    answering: int
    """Trained turns that do not: final answers."""


class Tokens(Part):
    """Training tokens of one epoch."""

    total: int
    trained: int
    tools: int
    """Of the rendered tool definitions."""
    tool_results: int
    images: int
    unsized_images: int
    """Images whose size is not known: each is counted with the fewest tokens that an image costs."""
    uncounted_parts: int
    """Audio and files: their tokens are not known, and not in the figures."""
    median_example: int
    p95_example: int
    max_example: int
    over_limit: int
    """Examples over the training window."""
    limit: int | None
    """The training window: tokens of one example that the model is trained on."""
    context_window: int | None
    exact: bool
    """All text is counted with the model's own encoding, every image by its size; nothing is uncounted."""
    framing_bound: int
    """By how many tokens the total may be off, since the frame around the texts is partly an estimate."""


class EpochsEntry(Part):
    """How often the job goes through the file."""

    n: int
    source: Literal["default", "given"]


class CostEntry(Part):
    """The bill for training: tokens, each example cut to the training window, x epochs x price."""

    currency: str
    training: float
    per_million_tokens: float
    as_of: str
    verified: bool
    """False: the price could not be confirmed since `as_of`."""


class HourlyEntry(Part):
    """The price of training where it is billed by the hour; how many hours it takes is not known before."""

    currency: str
    per_hour: float
    as_of: str
    verified: bool
    """False: the price could not be confirmed since `as_of`."""


class ToolUse(Part):
    """How often a tool is called, and how many examples declare it."""

    name: str
    calls: int
    declared: int


class Summary(Part):
    """What was counted. Of a whole run: findings in all files, and all else in the training files."""

    examples: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    turns: Turns
    tokens: Tokens | None
    """None where the model's encoding is not known."""
    epochs: EpochsEntry | None
    """None over several files of different size, and where the provider has no known default."""
    cost: CostEntry | None
    """None where the price is unknown, or the model is not trained on files of this format."""
    hourly: HourlyEntry | None
    tools: list[ToolUse]


class FileEntry(Part):
    """One file."""

    path: str
    format: str
    role: Literal["training", "validation"]
    summary: Summary
    notices: list[str]


class Fixes(Part):
    """What `--fix` did before the files were checked for the last time."""

    fixed: int
    by_rule: dict[str, int]
    refused: list[str]
    """The fixes that were not made: sentences that name file, line, rule and reason."""


class ReportEntry(Part):
    """A whole report."""

    schema_version: Literal[1]
    tool: Tool
    target: str
    model: str
    findings: list[FindingEntry]
    summary: Summary
    files: list[FileEntry]
    notices: list[str]
    internal_errors: list[str]
    fixes: Fixes | None
    """None: the run was not told to fix."""
    over_budget: list[str]
    """Sentences: the limits on cost and tokens that the user set, and that are exceeded."""
