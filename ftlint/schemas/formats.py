"""The `format` keyword: the formats that can be checked for sure with the standard library.

Others (`duration`, `iri`, `idn-email`, names of one's own) are notes to the reader and are never checked.
"""

from __future__ import annotations

import re
from datetime import date

_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)  # fmt: skip
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EMAIL = re.compile(r"[^\s@\x00-\x1f]+@[^\s@\x00-\x1f]+|\"[^\"]+\"@[^\s@\x00-\x1f]+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_URI = re.compile(
    r"[a-z][a-z0-9+.-]*:(?:%[0-9a-f]{2}|[^\s%<>\"{}|\\^`\x00-\x20\x7f])*", re.ASCII | re.IGNORECASE
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII | re.IGNORECASE)


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, such as 2024-02-29."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Whether a text is a time with its offset from UTC, such as 14:30:00Z (RFC 3339)."""
    found = _TIME.fullmatch(text)
    if found is None:
        return False
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    shift = 0
    if found[4]:
        if int(found[5]) > 23 or int(found[6]) > 59:
            return False
        shift = (int(found[5]) * 60 + int(found[6])) * (1 if found[4] == "+" else -1)
    if hour > 23 or minute > 59 or second > 60:
        return False
    return second < 60 or (hour * 60 + minute - shift) % 1440 == 1439  # a leap second ends a day of UTC


def is_date_time(text: str) -> bool:
    """Whether a text is a day and a time with its offset, such as 2024-05-01T14:30:00Z (RFC 3339)."""
    return text[10:11] in ("T", "t") and is_date(text[:10]) and is_time(text[11:])


def is_email(text: str) -> bool:
    """Whether a text has the shape name@host; no more can be said without sending a letter."""
    return _EMAIL.fullmatch(text) is not None


def is_ipv4(text: str) -> bool:
    """Whether a text is an address such as 192.0.2.1."""
    import ipaddress

    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def is_ipv6(text: str) -> bool:
    """Whether a text is an address such as 2001:db8::1, without a zone."""
    import ipaddress

    try:
        return ipaddress.IPv6Address(text).scope_id is None
    except ValueError:
        return False


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID with its four hyphens."""
    return _UUID.fullmatch(text) is not None


def is_uri(text: str) -> bool:
    """Whether a text begins with a scheme and has no character that a URI must escape.

    Letters outside ASCII are let through: the addresses that people and browsers write have them.
    """
    return _URI.fullmatch(text) is not None


def is_hostname(text: str) -> bool:
    """Whether a text is labels of letters, digits and hyphens with points between them (RFC 1123)."""
    return 0 < len(text) <= 253 and all(_LABEL.fullmatch(label) for label in text.split("."))


CHECKS = {
    "date": is_date,
    "time": is_time,
    "date-time": is_date_time,
    "email": is_email,
    "ipv4": is_ipv4,
    "ipv6": is_ipv6,
    "uuid": is_uuid,
    "uri": is_uri,
    "hostname": is_hostname,
}
"""The formats that are checked, with the function that says whether a text has it."""

EXPECTED = {
    "date": "a date such as 2024-05-01",
    "time": "a time with its offset, such as 14:30:00Z",
    "date-time": "a date and time with its offset, such as 2024-05-01T14:30:00Z",
    "email": "an e-mail address such as name@example.com",
    "ipv4": "an IPv4 address such as 192.0.2.1",
    "ipv6": "an IPv6 address such as 2001:db8::1",
    "uuid": "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
    "uri": "a URI such as https://example.com/",
    "hostname": "a host name such as www.example.com",
}
"""What each of them looks like, in words."""
