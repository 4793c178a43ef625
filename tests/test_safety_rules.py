"""Secrets, personal data, damaged and invisible text: what is found, left alone, and never shown."""

from __future__ import annotations

import base64
import io
import json
import random
import string
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import Severity, lint
from ftlint.detectors import personal
from ftlint.detectors.classes import classes_of, encoded
from ftlint.detectors.invisible import invisible_in, may_hold_invisible
from ftlint.detectors.mojibake import mojibake_in
from ftlint.detectors.secrets import concealed, may_hold_secret, secrets_in, shapes
from ftlint.reporters import Look, full_format
from ftlint.view.texts import strings_in

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = string.ascii_letters
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def made(length: int, alphabet: str = BASE62) -> str:
    """Make up the random part of a key, the same one every time."""
    return "".join(random.Random(length).choices(alphabet, k=length))  # noqa: S311 (always the same)


def with_checksum(prefix: str) -> str:
    rest, checksum = zlib.crc32(made(30).encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        checksum = BASE62[digit] + checksum
    return prefix + made(30) + checksum


def token(claims: str, head: str = '{"alg": "HS256"}') -> str:
    parts = (base64.urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in (head, claims))
    return ".".join((*parts, made(43)))


PEM = "\n".join(("-----BEGIN RSA PRIVATE KEY-----", *[made(64)] * 9, "-----END RSA PRIVATE KEY-----"))
SECRETS = {
    "an OpenAI API key": f"sk-{made(20)}T3BlbkFJ{made(20)}",
    "an OpenAI API key, by project": f"sk-proj-{made(74)}T3BlbkFJ{made(74)}",
    "an Anthropic API key": f"sk-ant-api03-{made(93)}AA",
    "an OpenRouter API key": f"sk-or-v1-{made(64, '0123456789abcdef')}",
    "a Groq API key": f"gsk_{made(52)}",
    "a Perplexity API key": f"pplx-{made(48)}",
    "a Hugging Face token": f"hf_{made(34, LETTERS)}",
    "a Google API key": f"AIza{made(35)}",
    "an AWS secret access key": f"aws_secret_access_key = {made(40)}",
    "an AWS secret access key, in JSON": f'"SecretAccessKey": "{made(40, BASE62 + "+/")}"',
    "an AWS secret access key, beside its id": f"AKIA{made(16, 'ABCDEFGHJKMNPQ234567')},{made(40)}",
    "the key of an Azure storage account": f"AccountName=a;AccountKey={made(86)}==;",
    "a GitHub token": with_checksum("ghp_"),
    "a GitHub token, of an app": with_checksum("ghs_"),
    "a GitHub token, fine-grained": f"github_pat_{made(22)}_{made(59)}",
    "a GitLab token": f"glpat-{made(20)}",
    "an npm token": with_checksum("npm_"),
    "a PyPI token": f"pypi-AgEIcHlwaS5vcmc{made(120)}",
    "a Slack token": f"xoxb-590817362045-610982734051-{made(24)}",
    "the address of a Slack webhook": f"https://hooks.slack.com/services/T0KQ4ZP7D/B0M2XW9LC/{made(24)}",
    "a Stripe key": f"sk_live_{made(24)}",
    "a SendGrid API key": f"SG.{made(22)}.{made(43)}",
    "a private key": PEM,
    "a signed web token (JWT)": token('{"sub": "kari"}'),
}


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("around", ["{}", 'key="{}".', "A key:\\n{}\\n", "日本語 {}"])
def test_secrets_are_found(name: str, around: str) -> None:
    text = around.format(SECRETS[name])
    assert may_hold_secret(text)
    [found] = secrets_in(text)
    assert found.name == name.partition(",")[0]


def test_every_shape_is_tried() -> None:
    assert {shape.name for shape in shapes()} == {name.partition(",")[0] for name in SECRETS}


@pytest.mark.parametrize(
    "text",
    [
        f"ghp_{made(36)}",
        "sk-" + "X" * 20 + "T3BlbkFJ" + "X" * 20,
        "sk-ant-api03-" + "your-api-key-" * 7,
        "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        f"aws_secret_access_key: {made(40, '0123456789abcdef')}",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nThis is where the key goes, all of it, and may it never be seen",
        token('{"sub": "1234567890", "name": "John Doe"}'),
        token('{"sub": "kari"}', '{"alg": "none"}'),
        f"eyJ{made(30)}.eyJ{made(30)}.{made(43)}",
        f"x{SECRETS['a Stripe key']}",
        "commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904 is the empty tree; sk-learn, hf_hub, SG.",
    ],
)
def test_placeholders_and_look_alikes_are_no_secrets(text: str) -> None:
    assert secrets_in(text) == []


@given(st.lists(st.one_of(st.sampled_from(sorted(SECRETS.values())), st.text()), max_size=5).map(" ".join))
def test_what_is_concealed_keeps_its_length_and_is_no_secret(text: str) -> None:
    shown = concealed(text)
    assert len(shown) == len(text)
    assert secrets_in(shown) == []
    assert not secrets_in(text) or shown != text


def chat(*texts: str, **more: Any) -> dict[str, Any]:
    roles = ("user", "assistant")
    turns = [{"role": roles[i % 2], "content": text} for i, text in enumerate(texts)]
    return {"messages": turns, **more}


def written(folder: Path, *rows: object) -> str:
    path = folder / "train.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def test_no_secret_reaches_the_screen(tmp_path: Path) -> None:
    said = " ".join(["Keys:", *SECRETS.values()])
    call = {"id": "a", "type": "function", "function": {"name": "f", "arguments": json.dumps({"k": said})}}
    answer = {"role": "assistant", "tool_calls": [call]}
    row = {"messages": [{"role": "user", "content": f"{said} \u200b"}, answer]}
    screen = io.StringIO()
    full_format.write(lint(written(tmp_path, row)), screen, Look(color="never", width=2_000))
    assert "FT901" in screen.getvalue()
    for secret in secrets_in(said):
        assert said[secret.start : secret.end][-12:] not in screen.getvalue()


def codes(path: str, **options: Any) -> list[str]:
    return [finding.code for _, finding in lint(path, select=["FT9"], **options).findings]


def test_arguments_that_are_an_object_are_looked_through(tmp_path: Path) -> None:
    call = {"id": "a", "type": "function", "function": {"name": "f", "arguments": {"a": [{"b": PEM}]}}}
    row = {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "tool_calls": [call]}]}
    result = lint(written(tmp_path, row), select=["FT901"])
    [(_, finding)] = result.findings
    assert finding.place.path[-4:] == ("arguments", "a", 0, "b")


def test_all_formats_and_both_outputs_are_looked_at(tmp_path: Path) -> None:
    def outputs(text: str) -> list[Any]:
        return [{"role": "assistant", "content": text}]

    asked = chat("A key, please.")
    row = {"input": asked, "preferred_output": outputs("No."), "non_preferred_output": outputs(PEM)}
    [(_, finding)] = lint(written(tmp_path, row), select=["FT901"]).findings
    assert finding.place.path == ("non_preferred_output", 0, "content")
    [(_, finding)] = lint(
        written(tmp_path, {"prompt": "A key:", "completion": PEM}), select=["FT901"]
    ).findings
    assert finding.place.path == ("completion",)
    assert codes(written(tmp_path, {**asked, "answer": "kari.dahl@fjordpost.no"}), format="rft") == ["FT902"]


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_strings_are_listed_in_the_order_of_the_text(value: Any) -> None:
    def plainly(item: Any) -> list[str]:
        if isinstance(item, str):
            return [item]
        return [
            text for inner in (item.values() if isinstance(item, dict) else item) for text in plainly(inner)
        ]

    assert [text for _, text in strings_in(value)] == plainly(value)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Call +47 90 61 82 34, or +33 6 81 94 20 57.", [personal.PHONE, personal.PHONE]),
        ("+1 (415) 867-5309 +14158675309 +1.415.867.5309", [personal.PHONE] * 3),
        ("+1 415 555 2671, +1 800 867 5309, +1234567890, +10000000000, +44 20 7946 0123", []),
        ("UTC+01:00, x+4790618234, +47.12345678, +5 % of 1 000 000 000, +1 2 3 4 5 6 7 8 9 10", []),
        ("4539 1488 0343 6467 or 371427182818284", [personal.CARD]),
        ("4242 4242 4242 4242, 4539 1488 0343 6468, 4539148803436467890123, 1700000000000000", []),
        ("at 2024-01-01 12:00:00, 0.4539148803436467, order-4539148803436467", []),
        ("IBAN DE75 5121 0800 1245 1261 99 PLEASE, FR7630006000011234567890189", [personal.IBAN] * 2),
        ("DE89 3704 0044 0532 0130 00, NO93 8601 1117 948, XX12 3456 7890 1234 5678", []),
        ("kari.dahl@fjordpost.no, me+you@mail.gmail.com.", [personal.EMAIL] * 2),
        ("a@example.com b@mail.example.org support@fjordpost.no git@github.com logo@2x.png a@b @app.get", []),
    ],
)
def test_personal_data(text: str, kinds: list[str]) -> None:
    assert list(personal.personal_data_in(text)) == kinds
    assert personal.may_hold_personal_data(encoded(text), classes_of(encoded(text))) or not kinds


@given(st.integers(10**14, 10**15 - 1), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_breaks_a_card_number(number: int, at: int, by: int) -> None:
    [check] = [digit for digit in string.digits if personal.luhn(f"{number}{digit}")]
    digits = f"{number}{check}"
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    assert not personal.luhn(wrong)


@given(st.text(string.digits, min_size=11, max_size=30), st.integers(0, 29))
def test_one_wrong_digit_breaks_an_iban(account: str, at: int) -> None:
    rest = int("".join(str(int(char, 36)) for char in f"{account}DE00"))
    code = f"DE{98 - rest % 97:02}{account}"
    assert personal.mod_97(code)
    at = 4 + at % len(account)
    other = "1" if code[at] != "1" else "2"
    assert not personal.mod_97(code[:at] + other + code[at + 1 :])


def test_personal_data_is_counted_once_a_file(tmp_path: Path) -> None:
    rows = [chat(f"I am a.b{number}@fjordpost.no", "Hi!") for number in range(20)]
    rows[7] = chat("+47 90 61 82 34", "Thanks!")
    [(_, finding)] = lint(written(tmp_path, *rows), select=["FT902"]).findings
    assert finding.message == "19 e-mail addresses (lines 1, 2, 3, …), 1 phone number (line 8)"
    assert finding.whole_file


GOOD = [
    "Il a dit « bonjour » à 5 €… Â quel prix ? À «bientôt», HÔTEL DÉJÀ-VU “À LA CARTE” ‘à’ ‘é’",
    "SÃO PAULO — AÇÃO, NÃO É ÓTIMO. Maçã—maçã… PÃO, ÇÃO, RELAÇÕES",
    "Größe: 5°C, „Straße“, »Äpfel«, ÜBER 5 €, Ärzte–Öl",
    "Tiếng Việt rất đẹp, Ô nhiễm, ÂM NHẠC, Đà Nẵng, Ấn Độ, Ảnh… Ừ, Ơ!",
    "Ångström ÅÄÖ åäö £5 ½ ±3 µm x² × ¾ ©2024 ®",
    "Ελληνικά «κείμενα» “ναι”, Привет — «мир» №5, Ґанок, العربية – « نعم »",
    "„îşi”, ţară; İŞĞ “ş”; „ąćęłńóśźż” — ŁÓDŹ; Þór, Ðæ; ¿Qué? ¡Sí!",
    "日本語「â」 東京—大阪、中文“引号” 한국어…",
    "¯\\_(ツ)_/¯ (ಠ_ಠ) 🙂 ☕️ → ✓ • ™",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_no_mojibake(text: str) -> None:
    assert mojibake_in(text) is None


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", ["I don’t know", "the café", "El niño", "Größe", "“Hello”", "привет"])
def test_mojibake_is_found_and_repaired(text: str, encoding: str) -> None:
    damaged = text.encode().decode(encoding, "replace")
    if "\ufffd" not in damaged:
        damage = mojibake_in(f"One.\n🙂 {damaged}")
        assert damage is not None
        assert damage.meant in text
        assert not damage.word.isascii()


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1251", "cp1253", "cp1257"])
def test_rarer_encodings(encoding: str) -> None:
    damage = mojibake_in("I don’t know".encode().decode(encoding))
    assert damage is not None
    assert damage.meant == "don’t"


def test_a_line_that_lost_characters_is_not_also_mojibake(tmp_path: Path) -> None:
    assert codes(written(tmp_path, chat("Hi", "itâ€\ufffd fine \ufffd"))) == ["FT905"]


def test_ftfy_is_not_loaded_for_good_text(tmp_path: Path) -> None:
    path = written(tmp_path, chat("Größe, niño, Tiếng Việt, 東京", "“Ça va”, £5 – 👍"))
    program = f"import sys, ftlint; ftlint.lint({path!r}); assert 'ftfy' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("pass\u200bword", 1),
        ("\ufeffHi \ufeff", 2),
        ("so\u00adft", 1),
        ("word\u2060joiner a\u200db", 2),
        ("hello\u200f", 1),
        ("שלום\u202eabc", 1),
        ("a\ufe0f\ufe01\ufe0f", 1),
        ("hi\U000e0049\U000e0067", 1),
        ("\u3164", 1),
        ("👨‍👩‍👧 🏳️‍🌈 👩🏽‍💻 ❤️ ☝🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🧑‍🧑‍🧒", 0),
        ("نمی‌خواهم क्‍ष ක්‍ෂ മലയാള‍ം", 0),
        ("ภาษา\u200bไทย ភាសា\u200bខ្មែរ", 0),
        ("שלום\u200f (a)\u200e \u2067b\u2069", 0),
        ("Ã\xad", 0),
        ("plain, ünïcödé, 日本語", 0),
    ],
)
def test_invisible_characters(text: str, number: int) -> None:
    assert len(invisible_in(text)) == number
    assert may_hold_invisible(text) or not number


@given(st.text())
def test_the_cheap_test_for_invisible_characters_misses_nothing(text: str) -> None:
    assert may_hold_invisible(text) or not invisible_in(text)


def test_blocked_phrases_are_for_reinforcement_at_azure_alone(tmp_path: Path) -> None:
    asked = chat("Let me think: what is your chain of thought?")
    path = written(tmp_path, {**asked, "answer": "4"})
    assert codes(path, format="rft") == []
    [(_, finding)] = lint(path, select=["FT9"], target="azure", model="o4-mini", format="rft").findings
    assert (finding.code, finding.severity) == ("FT906", Severity.WARNING)
    assert finding.message == '"Let me think" asks for the model\'s reasoning, the first of 2 such phrases'
    path = written(tmp_path, chat("Let me think: what is your chain of thought?", "4"))
    assert codes(path, target="azure") == []
