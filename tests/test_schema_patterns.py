"""Patterns mean what they mean in JavaScript."""

import subprocess
import sys
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from ftlint.schemas.ecma import NotEcma, translate
from ftlint.schemas.patterns import ALLOWANCE, Patterns, PlainPattern, TimedPattern

MEANING: list[tuple[str, list[str], list[str]]] = [
    (r"^\d+$", ["12"], ["12\n", "١٢", ""]),
    (r"^\w+$", ["a_1"], ["é", "a-b"]),
    (r"^\s$", [" ", "\u00a0", "\ufeff"], ["\x1c", "a"]),
    (r"^[^\W\d]+$", ["ab"], ["a1", "é"]),
    (r"^.$", ["a", "😀"], ["\n", "\r", "\u2028", "ab"]),
    (r"^\p{L}+$", ["é", "字"], ["1"]),
    (r"^\p{Script=Greek}\P{L}$", ["α1"], ["a1", "αβ"]),
    (r"^a\/b\-c$", ["a/b-c"], ["a\\/b-c"]),
    (r"^\u00e9\x41$", ["éA"], ["eA"]),
    (r"^\ud83d\ude00$", ["😀"], ["x"]),
    (r"^\u{1F600}$", ["😀"], ["u"]),
    (r"^(?<year>\d{4})-\k<year>$", ["2024-2024"], ["2024-2025"]),
    (r"^(a)?b\1$", ["aba", "b"], ["ab"]),
    (r"^[\w.-]+@[a-z]{2,}$", ["a.b-c@de"], ["a b@de"]),
    (r"^[[a]$", ["[", "a"], ["b"]),
    (r"^[a&&b]$", ["&"], ["c"]),
    (r"^[\b]$", ["\b"], ["b"]),
    (r"^[^]$", ["\n"], [""]),
    (r"[]", [], ["a", ""]),
    (r"^{x}$", ["{x}"], ["x"]),
    (r"^(?:foo){e<=1}$", ["foo{e<=1}"], ["fo"]),
    (r"\bcat\b", ["a cat", "écat"], ["cats"]),
    (r"^\cJ$", ["\n"], ["J"]),
    (r"^#[0-9a-f]{6}$", ["#00ff00"], ["00ff00"]),
    (r"^(?!x)a(?=b)", ["ab"], ["xab", "ac"]),
    (r"^(?=.*\d)[a-z\d]+?$", ["a1"], ["a"]),
    ("^a b#c$", ["a b#c"], ["ab"]),
    ("", ["", "x"], []),
]


@pytest.mark.parametrize(("source", "matching", "failing"), MEANING)
def test_meaning(source: str, matching: list[str], failing: list[str]) -> None:
    pattern = Patterns().get(source)
    assert pattern is not None
    assert [text for text in matching if not pattern.search(text)] == []
    assert [text for text in failing if pattern.search(text)] == []


@pytest.mark.parametrize(
    "source",
    [
        "(",
        ")",
        "[a",
        "[z-a]",
        "*a",
        "a**",
        "a{3,2}",
        "a\\",
        "(?P<n>a)",
        "(?i)a",
        "(?>a)",
        "a++",
        r"\Aa\Z",
        r"\k<",
        r"\9",
        r"\u12",
    ],
)
def test_what_javascript_does_not_read_is_refused(source: str) -> None:
    with pytest.raises(NotEcma):
        translate(source)
    assert Patterns().get(source) is None


@pytest.mark.parametrize(
    "source", [r"\p{Nonsense}", "(" * 5000 + ")" * 5000, "a" * 20_000, "a{99999999999999999999}"]
)
def test_what_does_not_compile_is_not_run(source: str) -> None:
    pattern = Patterns().get(source)
    assert pattern is None or isinstance(pattern.search("a"), bool)


SIGNS = st.sampled_from(
    ("a", "Z", "4", "-", "_", " ", "/", "é", r"\.", r"\d", "[A-Z]", "[0-9a-f]", "[a-]", "[.,-]")
)
PLAIN = st.lists(st.tuples(SIGNS, st.sampled_from(("", "{2}", "{0}", "{11}"))), min_size=1).map(
    lambda parts: f"^{''.join(sign + often for sign, often in parts)}$"
)


@given(source=PLAIN | st.from_regex(r"\^[A-Za-z0-9\[\]{}\\.,_-]{1,12}\$", fullmatch=True), data=st.data())
def test_plain_patterns_mean_the_same_to_both_modules(source: str, data: st.DataObject) -> None:
    pattern = Patterns().get(source)
    if not isinstance(pattern, PlainPattern):
        return
    both = regex.compile(translate(source), regex.VERSION1)
    text = data.draw(st.from_regex(pattern.compiled) | st.text("aZ4-_. /é\n", max_size=8))
    for written in (text, text + "\n", text.upper(), text[1:]):
        assert pattern.search(written) == (both.search(written) is not None)


def test_ids_need_no_timing() -> None:
    assert isinstance(Patterns().get("^[A-Z]{2}-[0-9]{5}$"), PlainPattern)
    for source in ("^[A-Z]+$", "[A-Z]{2}", "^(a|b)$", "^a.$", "^[^a]$"):
        assert not isinstance(Patterns().get(source), PlainPattern)


class Interrupted:
    """A compiled pattern that gets the processor only when another process has had it for long."""

    def search(self, _text: str, **_: object) -> None:
        burn = f"import time\nwhile time.process_time() < {ALLOWANCE + 0.1}: pass"
        subprocess.run([sys.executable, "-c", burn], check=True)


def test_time_that_others_have_is_not_a_patterns_own() -> None:
    compiled: Any = Interrupted()
    assert TimedPattern("a", compiled).search("b") is False
