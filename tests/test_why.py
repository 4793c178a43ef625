"""`ftlint why`: every message that servers are known to say leads to the right rule, and to its example."""

# ruff: noqa: E501 (what was said is not broken over lines)

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.linting import choose_job, lint
from ftlint.messages import known_messages
from ftlint.reporters import Look
from ftlint.reporters.why_page import write_why
from ftlint.rulebook import rulebook
from ftlint.targets import names
from ftlint.text.pasted import plain
from ftlint.why import explain

if TYPE_CHECKING:
    from pathlib import Path

DICTIONARY = (
    "Expected file to have JSONL format, where every line is a JSON dictionary. Line 1 is not a dictionary "
)

# fmt: off
SAID = [
    ('The job failed due to an invalid training file. Invalid file format. Line 1, message 3, key "content": Input should be a valid string', "FT112"),
    ('Invalid file format. Line 1, message 11, key "__root__": At least one of content or function_call must be set.', "FT107"),
    ("The job failed due to an invalid training file. Invalid file format. Example 100, message 2 Discriminator 'role' is missing in value", "FT106"),
    ('Invalid file format. Line 1, key "messages": At least one message must be from the assistant.', "FT201"),
    ("The job failed due to an invalid training file. Unexpected file format, expected either prompt/completion pairs or chat messages.", "FT119"),
    ('The job failed due to a file format error in the training file. Invalid file format. Example 1 contains an extra "weight".', "FT103"),
    ('The job failed due to an invalid training file. Invalid file format. Example 536 contains an extra "tools".', "FT706"),
    ("Invalid file format. Example X is missing key 'messages'", "FT101"),
    ("Invalid file format. Example 1 is missing key 'input'.", "FT801"),
    ("Invalid file format. Example 1273 cannot be parsed. Error: line contains invalid json: Expecting ',' delimiter: line 1 column 79 (char 78) (line 1273)", "FT001"),
    ('Expected file to have JSONL format, where every line is a JSON dictionary. Line 1 is not a dictionary (HINT: line starts with: "{...").', "FT002"),
    ('Expected file to have JSONL format, where every line is a JSON dictionary. Line 1 is not a dictionary (HINT: line starts with: "[...").', "FT002"),
    ('Expected file to have JSONL format, where every line is a JSON dictionary. Line 1 is not a dictionary (HINT: line starts with: "{"p...").', "FT006"),
    ("Expected file to have JSONL format, where every line is a valid JSON dictionary.", "FT002"),
    ("Expected file to have JSONL format with prompt/completion keys. ", "FT861"),
    ("Expected file to have JSONL format with text/label keys. ", "FT861"),
    ("Training file has 7 example(s), but must have at least 10 examples", "FT701"),
    ("file-abc123 has 5 example(s), but must have at least 10 examples", "FT701"),
    ("file-… has 5 example(s), but must have at least 10 examples", "FT701"),
    ("The job failed due to an invalid training file. Invalid file format. Input file file-abc is in the fine-tune-chat format, but the specified fine-tuning job is not using 'supervised' as the training method (provided method=dpo). ", None),
    ("The job failed due to an invalid training file. This training file was blocked because too many examples were flagged by our moderation API for containing content that violates OpenAI's usage policies in the following categories: hate. Use the free OpenAI Moderation API to identify these examples and remove them from your training data. See https://platform.openai.com/docs/guides/moderation for more information.", None),
    ("The job failed due to an invalid training file. This file failed moderation safety checks. The OpenAI Moderation API identifies fine tuning examples that violate our content policies. To fine tune on this data, please try removing the flagged lines and uploading the file again. Flagged lines: 4, 13, 14, 18, 35 ...", None),
    ("The job failed due to an invalid validation file. This training file was blocked by our moderation system because it contains too many examples that violate OpenAI's usage policies", None),
    ("The job failed due to an internal error", None),
    ("403 OpenAI is winding down the fine-tuning platform and your organization is no longer able to create new fine-tuning training jobs. code: training_not_available", None),
    ("contains invalid schema (20)", "FT414"),
    ("contains invalid schema", "FT414"),
    ("System messages are not supported in 'reinforcement' examples", "FT821"),
    ("unsafe_file: The job failed due to an unsafe training file. This training file was blocked because too many examples were flagged by our moderation for content that violates Azure OpenAI's usage policies with respect to model reasoning extraction. …", "FT906"),
    ("Finetuning with o4-mini-2025-04-16 requires the reinforcement method of finetuning.", None),
    ("Finetuning with gpt-5.4-mini-2026-03-17 requires the reinforcement method of finetuning.", None),
    ("The specified base model gpt-5.4-mini-2026-03-17 does not support fine-tuning with Standard TrainingType.", None),
    ("Validation of jsonl file failed: No valid json line found in file. Each line's json may only contain two properties: (\"context\" or \"prompt\") and \"completion\".", "FT861"),
    ("ERROR in read_any_format validator: Your file `train.txt` does not appear to be in valid TXT format.", "FT002"),
    ("Model gpt-9 is not available for fine-tuning or does not exist.", None),
]
"""What servers said, verbatim, and the rule to look at first; None where the data are not at fault."""
# fmt: on

EXTRA = 'Invalid file format. Example 3 contains an extra "metadata".'

UNKNOWN = "Rate limit reached for requests"


def first_rule(message: str) -> str | None:
    explanation = explain(message)
    assert explanation.known is not None, message
    assert not explanation.reworded, message
    return explanation.rules[0] if explanation.rules else None


@pytest.mark.parametrize(("message", "rule"), SAID, ids=[message[-40:] for message, _ in SAID])
def test_every_known_message_leads_to_the_right_rule_first(message: str, rule: str | None) -> None:
    assert first_rule(message) == rule


def test_extra_tools_is_about_lines_before_it_is_about_keys() -> None:
    assert explain('Example 2 contains an extra "tools".').rules[:2] == ("FT706", "FT103")
    assert explain('Example 2 contains an extra "toolset".').rules[0] == "FT103"


def test_every_text_is_recognised_as_its_own_message() -> None:
    for known in known_messages():
        for text in known.texts:
            explanation = explain(text)
            assert explanation.known is not None, text
            assert (explanation.known.id, explanation.reworded) == (known.id, False)


def test_ids_are_distinct_and_providers_are_targets() -> None:
    ids = [known.id for known in known_messages()]
    assert len(set(ids)) == len(ids)
    assert {known.provider for known in known_messages()} <= set(names())
    for name in names():
        choose_job(name)


def test_every_rule_that_is_named_exists() -> None:
    named = {pointer.code for known in known_messages() for pointer in known.rules}
    assert sorted(named - set(rulebook().cards)) == []


def test_what_a_card_says_of_the_server_leads_to_the_card() -> None:
    for card in rulebook():
        for message in card.head.server:
            explanation = explain(message)
            assert card.code in explanation.rules, message
            assert not explanation.reworded, message


TRACEBACK = """Traceback (most recent call last):
  File "/srv/job 7.py", line 42, in <module>
    run()
  File "openai/_base_client.py", line 1010, in request
    raise err
BadRequestError: {0}"""

WRAPPINGS = [
    "{0}",
    '  "{0}"  ',
    "{1}",  # curly quotes
    "{2}",  # a shell took the quotes
    "{3}",  # a terminal wrapped it
    "{4}",  # a job as JSON
    "openai.BadRequestError: Error code: 400 - {5}",
    TRACEBACK,
    "\x1b[31merror\x1b[0m: {0}",
    "> {3}\n>\n> Does somebody know why?",
]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize(("message", "rule"), SAID)
def test_wrapping_does_not_matter(message: str, rule: str | None, wrapping: str) -> None:
    error = {"error": {"message": message, "code": "invalid_training_file", "param": "training_file"}}
    pasted = wrapping.format(
        message,
        message.replace('"', "”").replace("'", "’"),
        message.replace('"', "").replace("'", ""),
        message.replace(" ", "\n> ", 5) if wrapping.startswith(">") else message.replace(" ", "\n   ", 5),
        json.dumps(error, indent=2),
        repr(error),
    )
    assert first_rule(pasted) == rule
    assert explain(pasted).named == explain(message).named


@pytest.mark.parametrize(
    ("message", "lines", "turn"),
    [
        ('Line 12, message 3, key "content": Input should be a valid string', (12,), 3),
        ("Example 100, message 2 Discriminator 'role' is missing in value", (100,), 2),
        (SAID[9][0], (1273,), None),
        ("Flagged lines: 4, 13, 14, 18, 35 ...", (4, 13, 14, 18, 35), None),
        ("Unexpected value encountered on line 0", (), None),
        (
            "Role must be either 'user', 'assistant', or 'system'. Unexpected value encountered on line 6.",
            (7,),
            None,
        ),
        ("Training file has 7 example(s), but must have at least 10 examples", (), None),
        ("contains invalid schema (20)", (), None),
    ],
)
def test_what_a_message_names(message: str, lines: tuple[int, ...], turn: int | None) -> None:
    named = explain(message).named
    if lines:
        assert (named.lines, named.turn) == (lines, turn)
    assert named.turn == turn


def test_a_code_alone_is_enough() -> None:
    assert first_rule("code: invalid_n_examples") == "FT701"
    assert "since 2026-05-07" in page('{"error": {"code": "training_not_available"}}')


def test_a_reworded_message_is_said_to_be_one() -> None:
    explanation = explain("messages with the role system are not supported in reinforcement files")
    assert explanation.reworded
    assert explanation.rules == ("FT821",)


def test_unknown_messages_get_the_nearest() -> None:
    explanation = explain("you must use at least 10 examples")
    assert explanation.known is None
    assert explanation.near[0].id == "too-few-examples"
    assert "no known message is like this" in page("Rate limit reached")


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    explain(text)


@given(st.sampled_from([message for message, _ in SAID]), st.text(max_size=20), st.text(max_size=20))
def test_a_known_message_is_known_with_anything_around_it(message: str, before: str, after: str) -> None:
    assert explain(f"{before}\n{message}\n{after}").known is not None


@pytest.mark.parametrize(
    "piece",
    ["Example 1 ", "a", "\\", "\\u", "File ", "\n> ", "{", "(a+)+$", "[", "'", "\x1b[", "Example 1, message ",
     "Invalid schema for function x", "Flagged lines: 1", "1 ", "line starts with: {", "\u202e", "\x00"],
)  # fmt: skip
def test_a_megabyte_of_anything_is_answered(piece: str) -> None:
    explain(piece * (1_000_000 // len(piece)))


def test_a_message_at_either_end_of_much_text_is_found() -> None:
    assert first_rule(EXTRA + " log" * 250_000) == "FT103"
    assert first_rule("log " * 250_000 + EXTRA) == "FT103"


def test_data_in_a_message_is_shown_and_not_sent() -> None:
    shown = page('Example 3 contains an extra "\x1b[2Jme\u202eta[bold]".')
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]" in shown


@given(st.text())
def test_plain_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def page(message: str, file: Path | None = None) -> str:
    explanation = explain(message)
    target = explanation.known.provider if explanation.known else "openai"
    out = io.StringIO()
    result = lint(str(file), target=target) if file else None
    write_why(explanation, result, out, Look(color="never", width=120))
    return out.getvalue()


def chat(question: str, **more: object) -> dict[str, object]:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": "Yes."}]
    return {"messages": messages, **more}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = [chat(f"Is gate {number} open?") for number in range(12)]
    lines[2]["metadata"] = {"by": "kim"}
    lines[6]["temperature"] = 0.2
    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_only_the_named_example_is_shown(file: Path) -> None:
    shown = page(EXTRA, file)
    assert "train.jsonl:3:" in shown
    assert '"metadata" is metadata' in shown
    assert "train.jsonl:7:" not in shown
    assert "temperature" not in shown
    assert "… and 1 finding elsewhere: FT103 on line 7" in shown


def test_an_example_without_findings_is_shown_as_its_turns(file: Path) -> None:
    shown = page('Line 5, message 2, key "content": Input should be a valid string', file)
    assert "5 = turns: user · [assistant]" in shown
    assert "no rule finds a mistake on line 5" in shown
    assert "2 findings elsewhere" in shown


def test_flagged_lines_are_shown_without_blame(file: Path) -> None:
    shown = page("This file failed moderation safety checks. Flagged lines: 4, 9, 40 ...", file)
    assert "4 = turns: user · assistant" in shown
    assert "line 9 has the right form; what it says is for you to judge" in shown
    assert "train.jsonl has 12 lines: no line 40" in shown


def test_many_flagged_lines_are_counted(file: Path) -> None:
    flagged = ", ".join(str(number) for number in range(1, 13))
    assert "… and 2 more lines that the message names" in page(f"Flagged lines: {flagged}", file)


def test_a_message_without_a_line_shows_what_its_rules_find(file: Path) -> None:
    shown = page("Training file has 7 example(s), but must have at least 10 examples", file)
    assert "none of these rules finds anything in" in shown
    short = file.with_name("short.jsonl")
    short.write_text("".join(json.dumps(chat(f"Gate {number}?")) + "\n" for number in range(7)))
    assert "the file has 7 examples" in page(
        "Training file has 7 example(s), but must have at least 10 examples", short
    )


def test_a_file_that_is_not_lines_says_so(tmp_path: Path) -> None:
    path = tmp_path / "array.jsonl"
    path.write_text(json.dumps([chat("Open?")] * 12, indent=1))
    shown = page(f'{DICTIONARY}(HINT: line starts with: "[...").', path)
    assert "error FT002" in shown
    assert "no rule finds" not in shown


def test_a_job_that_cannot_be_is_no_fault_of_the_file(file: Path) -> None:
    assert "Found 2 errors in 2 of 12 examples." in page("Model gpt-9 is not available for fine-tuning", file)


def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ftlint", "why", *words]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def test_exit_codes(file: Path) -> None:
    assert run(EXTRA).returncode == 0
    assert run(EXTRA, str(file)).returncode == 0
    assert run(UNKNOWN).returncode == 1
    assert run("-", str(file), stdin=EXTRA.encode()).returncode == 0
    assert run(EXTRA, "-", stdin=file.read_bytes()).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([""], "the message is empty"),
        ([EXTRA, "missing.jsonl"], "no such file"),
        ([EXTRA, "."], "a folder"),
        ([EXTRA, "--target", "opena"], "openai"),
        (["-", "-"], "either the message or the file"),
        ([EXTRA, "train.jsonl", "more"], "unexpected extra argument"),
    ],
)
def test_bad_usage_exits_2_with_a_sentence(words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
