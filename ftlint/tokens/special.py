"""Strings that are control tokens of some model, and what happens to a training text that holds one."""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Family(NamedTuple):
    """Control tokens that belong together. They are listed only if nobody writes them for another reason."""

    name: str
    tokens: tuple[str, ...]
    source: str


REFUSED: Final = Family(
    "OpenAI",
    ("<|endoftext|>", "<|endofprompt|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>"),
    "cl100k_base and o200k_base in openai/tiktoken, tiktoken_ext/openai_public.py; a job that failed: "
    "https://github.com/johny-b/llmcomp/issues/59",
)
"""OpenAI fails a file that holds one. Seen for `<|fim_suffix|>`; for the others it is taken to be so."""

TEMPLATES: Final = (
    Family(
        "ChatML",
        ("<|im_start|>", "<|im_end|>", "<|im_sep|>"),
        "https://github.com/openai/tiktoken#extending-tiktoken; <|im_sep|>: https://huggingface.co/microsoft/phi-4",
    ),
    Family(
        "Harmony",
        ("<|startoftext|>", "<|start|>", "<|channel|>", "<|constrain|>", "<|message|>", "<|call|>",
         "<|return|>", "<|end|>"),
        "o200k_harmony in openai/tiktoken, tiktoken_ext/openai_public.py",
    ),
    Family(
        "Llama 3",
        ("<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
         "<|eom_id|>"),
        "https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/prompt_format.md",
    ),
    Family(
        "Llama 2",
        ("[INST]", "[/INST]", "<<SYS>>", "<</SYS>>"),
        "https://github.com/meta-llama/llama/blob/main/llama/generation.py",
    ),
    Family(
        "Gemma",
        ("<start_of_turn>", "<end_of_turn>"),
        "https://ai.google.dev/gemma/docs/core/prompt-structure",
    ),
)  # fmt: skip
"""Marks of chat templates: accepted, but they are left over from a text that was rendered before."""

_FAMILY_OF: Final = {token: family.name for family in (REFUSED, *TEMPLATES) for token in family.tokens}
_ANY: Final = re.compile("|".join(map(re.escape, _FAMILY_OF)))


def may_hold_special_token(text: str) -> bool:
    """Say quickly that a text holds no control token: each one holds one of these signs."""
    if "<" in text and ("<|" in text or "SYS>>" in text or "_of_turn>" in text):
        return True
    return "[" in text and "INST]" in text


def special_tokens(text: str) -> list[re.Match[str]]:
    """Find all control tokens in a text."""
    return list(_ANY.finditer(text)) if may_hold_special_token(text) else []


def family_of(token: str) -> str:
    """Name the model or template that a control token belongs to."""
    return _FAMILY_OF[token]
