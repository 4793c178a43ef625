"""The formats that are checked, by example."""

import pytest

from ftlint.schemas.formats import CHECKS, EXPECTED

TEXTS: dict[str, tuple[list[str], list[str]]] = {
    "date": (
        ["2024-02-29", "0001-01-01"],
        ["2023-02-29", "2024-2-9", "20240229", "2024-02-29\n", "٢٠٢٤-٠١-٠١", ""],
    ),
    "time": (
        ["14:30:00Z", "14:30:00.123+02:00", "23:59:60Z", "22:59:60-01:00", "08:00:00z"],
        ["14:30", "14:30:00", "24:00:00Z", "12:60:00Z", "12:00:60Z", "12:00:00+24:00", "12:00:00+0200"],
    ),
    "date-time": (
        ["2024-05-01T14:30:00Z", "2024-05-01t14:30:00.5-07:00"],
        ["2024-05-01", "2024-05-01 14:30:00Z", "2024-05-01T14:30:00", "2024-13-01T00:00:00Z"],
    ),
    "email": (
        ["a@b.co", "first.last+tag@example.com", "ü@example.de", "a@localhost"],
        ["a", "a@", "@b", "a b@c", "a@b@c"],
    ),
    "ipv4": (["192.0.2.1"], ["256.0.0.1", "1.2.3", "01.2.3.4", "::1"]),
    "ipv6": (["2001:db8::1", "::", "::ffff:192.0.2.1"], ["192.0.2.1", "fe80::1%eth0", ":::", "12345::"]),
    "uuid": (
        ["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"],
        ["123e4567e89b12d3a456426614174000", "1", "{123e4567-e89b-12d3-a456-426614174000}"],
    ),
    "uri": (
        ["https://example.com/a?b=c#d", "urn:isbn:1", "mailto:a@b.c", "http://[::1]/", "https://a/é"],
        ["example.com", "/a/b", "http://a b", "http://a/%zz", ""],
    ),
    "hostname": (
        ["example.com", "localhost", "a-b.c1"],
        ["-a.com", "a_b.com", "a..b", "", "a" * 64 + ".com", "a.com."],
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_format(name: str) -> None:
    good, bad = TEXTS[name]
    assert [text for text in good if not CHECKS[name](text)] == []
    assert [text for text in bad if CHECKS[name](text)] == []


def test_each_format_is_described_by_a_text_that_has_it() -> None:
    assert CHECKS.keys() == EXPECTED.keys()
    for name, words in EXPECTED.items():
        assert CHECKS[name](words.rsplit(" ", 1)[1])
