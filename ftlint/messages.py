"""What servers are known to say, read from `rules/messages/*.toml`; its README says what the keys mean."""

import tomllib
from functools import cache

from ftlint.data import rules_folder
from ftlint.records import dataclass
from ftlint.strict import read


class BadMessages(ValueError):
    """A file of messages breaks its own rules; the text names the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A rule that a message may be about."""

    code: str
    why: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One message that a server is known to say."""

    id: str
    provider: str
    texts: tuple[str, ...]
    templates: tuple[str, ...]
    answer: str
    source: str
    rules: tuple[Pointer, ...] = ()
    """The likeliest first; none where the data are not at fault."""
    as_of: str | None = None
    """A day, month or year."""
    verified: bool = True
    counts_from: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    message: tuple[Known, ...]


@cache
def known_messages() -> tuple[Known, ...]:
    """Read all messages that ship with ftlint. Raises BadMessages."""
    found: list[Known] = []
    for path in sorted((rules_folder() / "messages").glob("*.toml")):
        try:
            found += read(_File, tomllib.loads(path.read_text("utf-8"))).message
        except ValueError as error:  # also TOML's own
            raise BadMessages(f"{path.name}: {error}") from None
    return tuple(found)
