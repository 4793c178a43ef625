"""Repairs of texts and frames that the cards do not show."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ftlint.detectors.invisible import invisible_in
from ftlint.detectors.mojibake import mojibake_in, repairs

from .repairs import after, repaired


def chat(text: str) -> str:
    """Make a line of a text that is JSON already, without its quotes."""
    return f'{{"messages":[{{"role":"user","content":"{text}"}},{{"role":"assistant","content":"Hello"}}]}}'


def preference(given: str, preferred: str, other: str = '[{"role":"assistant","content":"No"}]') -> str:
    return f'{{{given},"preferred_output":{preferred},"non_preferred_output":{other}}}'


INPUT = '"input":{"messages":[{"role":"user","content":"Hi"}]}'

TEXTS = {
    # control tokens
    "<|endoftext|> a <|endoftext|>\\n<|endoftext|> b<|eot_id|>c [INST] <|fim_middle|>": "a b c",
    "a,<|endoftext|>b": "a,b",
    "\\u0041\\/<|im_end|>\\n": "\\u0041\\/",
    # damaged characters
    "voilÃ  l'Ã©tÃ© \\/ donâ€™t\\nok é": "voilà l'été \\/ don’t\\nok é",
    "caf\\u00c3\\u00a9 \\u00fc \\/": "caf\\u00e9 \\u00fc \\/",
    "Ã©tÃ© \\u200b<|endoftext|>": "été ",
    # invisible ones
    "a\\u200bb\\ufeff\\/c\\u2060": "ab\\/c",
    "a\u200bb 👨\u200d👩\u200d👧 نمی\u200cخواهم": "ab 👨\u200d👩\u200d👧 نمی\u200cخواهم",
    "❤\ufe0f\u200b\ufe0f!": "❤!",
}


@pytest.mark.parametrize(("before", "wanted"), TEXTS.items())
def test_texts_are_repaired(before: str, wanted: str) -> None:
    assert after(chat(before)) == chat(wanted)
    assert after(chat(before), unsafe=False) == chat(before)


@pytest.mark.parametrize(
    "text",
    [
        "<|endoftext|>",
        " <|endoftext|>\\n<|eot_id|> ",
        "<|im_start|>user\\nhi<|im_end|>",
        "<<SYS>>Be brief.<</SYS>> [INST] Hi [/INST]",
    ],
)
def test_what_is_only_tokens_or_a_rendered_conversation_stays(text: str) -> None:
    assert after(chat(text)) == chat(text)


def test_a_text_is_never_emptied() -> None:
    result = repaired(chat("\\u200b"))
    assert result.raw == chat("\\u200b").encode()


def test_prompts_keep_their_edges() -> None:
    line = '{"prompt":"cafÃ©\\n\\n###\\n\\n<|endoftext|>","completion":" x\\u200b <|endoftext|>"}'
    wanted = '{"prompt":"café\\n\\n###\\n\\n","completion":" x "}'
    assert after(line, "completions") == wanted


ARGUMENTS = (
    '{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "tool_calls": [{"id": "call_1", '
    '"type": "function", "function": {"name": "f", "arguments": %s}}]}], "tools": [{"type": "function", '
    '"function": {"name": "f", "parameters": {"type": "object", "properties": {"a": {"type": "string"}, '
    '"n": {"type": "number"}}}}}]}'
)


def test_arguments_are_repaired_as_text() -> None:
    text = '"{\\"a\\": \\"cafÃ©\u200b<|endoftext|>\\", \\"n\\": 1.0}<|eot_id|>"'
    assert after(ARGUMENTS % text) == ARGUMENTS % '"{\\"a\\": \\"café\\", \\"n\\": 1.0}"'


def test_arguments_that_are_an_object_are_repaired_and_encoded() -> None:
    result = repaired(ARGUMENTS % '{"a": "cafÃ©\u200b<|endoftext|>", "n": 1.0}')
    assert result.raw == (ARGUMENTS % '"{\\"a\\": \\"café\\", \\"n\\": 1.0}"').encode()
    assert result.fixed == {"FT301": 1, "FT506": 1, "FT903": 1, "FT904": 1}


def test_a_mark_in_a_key_hinders_no_other_repair() -> None:
    result = repaired(ARGUMENTS % '{"<<SYS>>": "a"}')
    assert result.raw == (ARGUMENTS % '"{\\"<<SYS>>\\": \\"a\\"}"').encode()
    assert result.fixed == {"FT301": 1}


def test_outputs_of_a_preference_line() -> None:
    before = preference(INPUT, '[{"role":"assistant","content":"donâ€™t\\u200b<|endoftext|>"}]')
    assert after(before, "dpo") == preference(INPUT, '[{"role":"assistant","content":"don’t"}]')


def test_an_output_that_is_only_its_text() -> None:
    assert after(preference(INPUT, '"donâ€™t\\u200b"'), "dpo") == preference(INPUT, '"don’t"')


def test_all_keys_of_a_preference_line_at_once() -> None:
    line = preference(INPUT, '[{"role":"assistant","content":"Yes"}]')
    aliased = line.replace('"input"', '"prompt"').replace("_output", "_completion")
    result = repaired(aliased, "dpo", unsafe=False)
    assert result.raw == line.encode()
    assert result.fixed == {"FT802": 3}


@pytest.mark.parametrize(
    "line",
    [
        preference('"prompt":"Hi"', '[{"role":"assistant","content":"Yes"}]'),
        preference('"prompt":{"text":"Hi"}', '[{"role":"assistant","content":"Yes"}]'),
        preference('"prompt":[]', '[{"role":"assistant","content":"Yes"}]'),
        preference(INPUT, '"Yes"').replace('"preferred_output"', '"chosen"'),
        preference(INPUT, '[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes"}]').replace(
            '"preferred_output"', '"chosen"'
        ),
        preference(INPUT, '[{"from":"gpt","value":"Yes"}]').replace('"preferred_output"', '"chosen"'),
    ],
)
def test_a_key_stays_where_the_value_does_not_fit(line: str) -> None:
    result = repaired(line, "dpo")
    assert "FT802" not in result.fixed
    assert not [refusal for refusal in result.refused if refusal.code == "FT802"]


def test_weights_of_outputs() -> None:
    line = preference(
        INPUT,
        '[{"weight":0,"role":"assistant","content":"Yes"}]',
        '[{"role":"assistant","weight":1.0,"content":"No"}]',
    )
    certain = line.replace('"weight":1.0,', "")
    assert after(line, "dpo", unsafe=False) == certain
    assert after(line, "dpo") == certain.replace('"weight":0,', "")


def test_several_mistakes_in_a_reinforcement_line() -> None:
    line = (
        '{"messages":[{"role":"System","content":"Be\\u200b brief."},'
        '{"role":"user","content":"Hi<|eot_id|>"}],'
        '"tools":[{"function":{"name":"f"}}],"answer":1.0,"of":12345678901234567890123}'
    )
    assert after(line, "rft") == (
        '{"messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":"Hi"}],'
        '"tools":[{"type":"function","function":{"name":"f"}}],"answer":1.0,"of":12345678901234567890123}'
    )


PIECES = st.sampled_from([
    "a", " ", "\n", '"', "\\", "é", "Ã±", "Ã ", "â€™", "ÃÂ±", "\u200b", "\ufeff", "👩", "\ufe0f", "म",
    "ש", "<|eot_id|>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_was_reported_is_gone(text: str) -> None:
    line = json.dumps(
        {"messages": [{"role": "user", "content": f"x{text}x"}, {"role": "assistant", "content": "y"}]}
    )
    result = repaired(line)
    assert result.raw is not None
    done = json.loads(result.raw)["messages"][0]["content"]
    assume(not result.refused)  # one kind of damage may hide another, which then would be brought to light
    assert not invisible_in(done)
    assert mojibake_in(done) is None
    assert "<|eot_id|>" not in done


@given(st.lists(PIECES, max_size=12).map("".join))
def test_repairs_are_what_ftfy_means(text: str) -> None:
    from ftfy import fix_encoding

    spans = list(repairs(text))
    done, at = "", 0
    for start, end, meant in spans:
        assert at <= start < end
        done, at = done + text[at:start] + meant, end
    done += text[at:]
    assert bool(spans) == (mojibake_in(text) is not None)
    if spans and "\n" not in text:
        assert done == fix_encoding(text)
