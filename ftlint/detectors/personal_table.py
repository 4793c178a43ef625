"""`rules/personal-data.toml`, loaded."""

# No `from __future__ import annotations`: `ftlint.strict` reads the types of the dataclasses.
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache

from ftlint.data import rules_folder
from ftlint.records import dataclass
from ftlint.strict import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a table is from, and the day on which the source said so."""

    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Email(Cited):
    """Addresses that are nobody's."""

    reserved: tuple[str, ...]
    reserved_endings: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone(Cited):
    """Numbers that are nobody's: patterns over the digits of an international number."""

    fictional: tuple[str, ...]
    toll_free: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Cited):
    """Payment cards: patterns over their digits, and numbers for tests."""

    brands: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Iban(Cited):
    """Bank accounts: the length by country, and the examples of the registry."""

    lengths: Mapping[str, int]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalTable:
    """All of it."""

    email: Email
    phone: Phone
    card: Card
    iban: Iban


@cache
def personal_table() -> PersonalTable:
    """Load the table that ships with ftlint, once. Raises ValueError if it is malformed."""
    return read(PersonalTable, tomllib.loads((rules_folder() / "personal-data.toml").read_text("utf-8")))
