"""A rule's card: a Markdown file with a strict TOML head and examples that run.

See `rules/README.md` for how one is written.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ftlint.findings import Severity
from ftlint.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

_TITLE = re.compile(r"# (?P<name>[a-z0-9-]+) \((?P<code>FT\d{3})\)\n")
_FILE_NAME = re.compile(r"(?P<code>FT\d{3})-(?P<name>[a-z0-9-]+)\.md\Z")
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})|\\\n")
"""A byte as `\\xNN`; a backslash at the end of a line joins it to the next."""
_GLANCE = 1024
_SEVERITY = re.compile(r'^severity = "([a-z]+)"$', re.MULTILINE)
_FORMATS = re.compile(r'^formats = \["([a-z]+(?:", "[a-z]+)*)"\]$', re.MULTILINE)

HEADINGS = ("What it does", "Why is this bad?", "Examples", "How to fix", "References")

OPTIONS = (
    "at", "on", "target", "line", "model", "severity", "fill", "escapes", "encoding", "validation", "format",
)  # fmt: skip
"""What may stand behind the kind of an example, as in `at=messages[0]`."""

LIMIT = "limit."
"""Begins an option that sets a limit of the target for one example: `limit.upload_bytes=200`."""

FILL = "…fill…"
"""Stands in an example for as many times ` word` as its option `fill` says."""


class CardError(ValueError):
    """A card is not written as `rules/README.md` says; the text names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A shape error that the card's rule speaks for.

    `error` is pydantic's error type ("*" for any), `at` a path such as `messages[].tool_calls[].id`
    where a key may be `*`. `given` narrows the claim to one kind of value ("null", "object", ...).
    `says` and `help` are the wording, with placeholders (see `ftlint.shapes.claims`). `covers` drops every
    other shape error below the object that the error sits in: they are the same mistake.
    """

    error: str
    at: str
    says: str
    help: str | None = None
    given: str | None = None
    covers: bool = False
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The TOML head of a card."""

    summary: str
    severity: str
    since: str
    formats: list[str]
    server: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    fix: str | None = None
    """How far the rule's repairs can be trusted: safe, unsafe, or either, as the card says."""
    also: list[str] = field(default_factory=list)
    """Other levels that the rule has in cases that the card describes."""


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced example of a card. `text` is as written; `at` is where a bad one must be reported.

    A fixed one is what a repair makes of the bad one before it.
    """

    kind: Literal["bad", "good", "fixed"]
    language: Literal["json", "jsonl"]
    text: str
    options: dict[str, str]

    def encode(self, text: str) -> bytes:
        """Write the text as the bytes that the options ask for."""
        raw = text.encode(self.options.get("encoding", "utf-8"))
        if "escapes" not in self.options:
            return raw
        return _ESCAPE.sub(lambda match: bytes.fromhex((match[1] or b"").decode()), raw)


@dataclass(frozen=True)
class Card:
    """One rule, as its card says it. Of a card that nobody reads, only level and formats are looked up."""

    code: str
    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        """The whole card, as written."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def head(self) -> Head:
        """The TOML head. Raises CardError with the file's name where title or head is not as it must be."""
        return _head(self)

    @property
    def severity(self) -> Severity:
        """How much the rule weighs, unless the target's file says otherwise."""
        return self._glance[0]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that the rule is for."""
        return self._glance[1]

    @cached_property
    def _glance(self) -> tuple[Severity, tuple[str, ...]]:
        # Every start needs these two of every card, and reading all heads as TOML takes longer than the rest.
        with open(self.path, "rb", buffering=0) as stream:  # noqa: PTH123 (half the time of `Path.open`)
            beginning = stream.read(_GLANCE).decode(errors="replace")
        severity, formats = _SEVERITY.search(beginning), _FORMATS.search(beginning)
        end = beginning.find("\n```\n")
        if severity is None or formats is None or formats.end() > end or severity.end() > end:
            return Severity(self.head.severity), tuple(self.head.formats)
        return Severity(severity[1]), tuple(formats[1].split('", "'))

    def examples(self) -> list[Example]:
        """Read the card's fenced examples, in their order. Raises CardError on an unknown option."""
        found = []
        for fence in _FENCE.finditer(self.text):
            language, _, rest = fence["info"].partition(" ")
            if language not in ("json", "jsonl"):
                continue
            kind, *options = rest.split()
            if kind not in ("bad", "good", "fixed"):
                raise CardError(f"{self.code}: an example is bad, good or fixed, not {kind!r}")
            pairs = dict(option.split("=", 1) for option in options)
            if unknown := {key for key in pairs if key not in OPTIONS and not key.startswith(LIMIT)}:
                raise CardError(f"{self.code}: unknown option {sorted(unknown)} of an example")
            found.append(Example(kind, language, fence["body"], pairs))  # type: ignore[arg-type]  # compared above
        return found


def find_card(path: Path) -> Card:
    """Find one card by its file, and leave it unread. Raises CardError where the file has another name."""
    name = _FILE_NAME.match(path.name)
    if name is None:
        raise CardError(f"{path.name}: the file of a card is called FT301-its-name.md")
    return Card(name["code"], name["name"], path)


def _head(card: Card) -> Head:
    name = card.path.name
    title = _TITLE.match(card.text)
    if title is None or (title["code"], title["name"]) != (card.code, card.name):
        raise CardError(f"{name}: the first line must be `# name (CODE)`, as in the file's name")
    fence = _FENCE.search(card.text, title.end())
    if fence is None or fence["info"] != "toml":
        raise CardError(f"{name}: the first fence must be the toml head")
    try:
        raw = tomllib.loads(fence["body"])
        raw["claims"] = [Claim(**claim) for claim in raw.get("claims", ())]
        return Head(**raw)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise CardError(f"{name}: {error}") from error
