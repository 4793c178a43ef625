"""Token counts: exact for texts, and as close as measurements allow for what stands around them.

Importing this is light: a vocabulary is read at the first count, the encoder built when there is much to
count.

- `Counter` counts texts in one encoding.
- `example_tokens`, `message_tokens`, `tools_tokens`: what training on a chat example is billed for, and how
  far off that may be.
- `prompt_tokens`: what a conversation costs to send to a model.
- `render_tools`: tool definitions as the model reads them.
"""

from ftlint.tokens.counter import Counter
from ftlint.tokens.prompt import prompt_tokens
from ftlint.tokens.rendering import render_tools
from ftlint.tokens.training import (
    ExampleTokens,
    example_tokens,
    message_tokens,
    tools_tokens,
)

__all__ = [
    "Counter",
    "ExampleTokens",
    "example_tokens",
    "message_tokens",
    "prompt_tokens",
    "render_tools",
    "tools_tokens",
]
