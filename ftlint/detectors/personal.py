"""E-mail addresses, phone, card and account numbers in text: conservative, and told from made-up ones."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from ftlint.detectors.classes import classes_of, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.detectors.personal_table import PersonalTable

EMAIL: Final = "e-mail address"
PHONE: Final = "phone number"
CARD: Final = "card number"
IBAN: Final = "IBAN"
KINDS: Final = (EMAIL, PHONE, CARD, IBAN)
"""In the order in which they are told."""

# Every pattern begins with a sign that is rare, or with a digit that no digit is before.
_DOMAIN: Final = re.compile(r"@((?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,8}([A-Za-z]{2,24}))(?![A-Za-z0-9-])")
_LOCAL: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_PHONE: Final = re.compile(
    r"(?<![\w+])\+[1-9]\d{0,14}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]?\d{1,10}){0,6}(?![ .-]?\d)"
)
_CARD: Final = re.compile(r"(?<![\w.,+-])[2-6]\d{3}[ -]?\d{4,6}[ -]?\d{4,5}(?:[ -]?\d{1,4})?(?![\w-]|[.,]\d)")
_IBAN: Final = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2})\d{2}(?= ?[A-Z0-9])")
_NOT_DIGITS: Final = re.compile(r"\D")

_DIGITS: Final = bytes.maketrans(b"0123456789", b"0" * 10)
_MANY: Final = b"0" * 10
"""The longest run of digits in a Dutch IBAN; in cards and phone numbers it is no shorter."""
_PHONE_DIGITS: Final = range(10, 16)
"""E.164 allows 15; fewer than 10 with the country's code are rare, and easily something else."""
_DISTINCT: Final = 4
_SEQUENCE: Final = re.compile("12345678|9876543")
"""Numbers that are typed to have one."""
_FILE_ENDINGS: Final = ("png", "jpg", "jpeg", "gif", "svg", "webp", "pdf")
"""Of names such as `logo@2x.png`."""


def may_hold_personal_data(text: bytes, classes: bytes) -> bool:
    """Say quickly that a text in UTF-8 holds none; `classes` are those of its characters.

    That is: no @, no +, and nowhere ten digits but for spaces.
    """
    return b"@" in text or b"+" in text or _many_digits(text, classes)


def _many_digits(text: bytes, classes: bytes) -> bool:
    return classes.count(b"0") >= len(_MANY) and _MANY in text.translate(_DIGITS, b" -")


def personal_data_in(text: str) -> Iterator[str]:
    """Name the kind of every piece of personal data in a text. What is reserved, or for tests, is none."""
    if "@" in text:
        yield from (EMAIL for match in _DOMAIN.finditer(text) if _is_somebody(match))
    if "+" in text:
        yield from (PHONE for match in _PHONE.finditer(text) if _is_phone(match[0]))
    if _many_digits(raw := encoded(text), classes_of(raw)):
        accounts = [span for match in _IBAN.finditer(text) if (span := _account(match))]
        yield from (IBAN for _ in accounts)
        for start, end in reversed(accounts):  # their digits may look like a card's
            text = f"{text[:start]} {text[end:]}"
        yield from (CARD for match in _CARD.finditer(text) if _is_card(_NOT_DIGITS.sub("", match[0])))


def _table() -> PersonalTable:
    from ftlint.detectors.personal_table import personal_table

    return personal_table()


def _is_somebody(domain: re.Match[str]) -> bool:
    table, name, ending = _table().email, domain[1].lower(), domain[2].lower()
    local = _LOCAL.search(domain.string, max(domain.start() - 64, 0), domain.start())
    if local is None or local[0].lower() in table.roles:
        return False
    if ending in table.reserved_endings or ending in _FILE_ENDINGS:
        return False
    return not any(name == reserved or name.endswith(f".{reserved}") for reserved in table.reserved)


def _is_phone(number: str) -> bool:
    digits = _NOT_DIGITS.sub("", number)
    if len(digits) not in _PHONE_DIGITS or len(set(digits)) < _DISTINCT or _SEQUENCE.search(digits):
        return False
    if number.count(".") == 1:  # +47.12345678 is a number like any other
        return False
    table = _table().phone
    return _any_of((*table.fictional, *table.toll_free)).fullmatch(digits) is None


def _is_card(digits: str) -> bool:
    table = _table().card
    if digits in table.tests or len(set(digits)) < _DISTINCT or not _any_of(table.brands).fullmatch(digits):
        return False
    return luhn(digits)


def luhn(digits: str) -> bool:
    """Check the last digit of a card number (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _account(country: re.Match[str]) -> tuple[int, int] | None:
    """Read an IBAN from its country on: its span, if it is one."""
    table = _table().iban
    length = table.lengths.get(country[1])
    if length is None:
        return None
    match = _any_of((rf"[A-Z]{{2}}(?: ?[A-Z0-9]){{{length - 2}}}(?![A-Za-z0-9])",)).match(
        country.string, country.start()
    )
    code = match[0].replace(" ", "") if match else ""
    return match.span() if match and code not in table.samples and mod_97(code) else None


def mod_97(code: str) -> bool:
    """Check the check digits of an IBAN, without spaces (ISO 13616, ISO/IEC 7064)."""
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
