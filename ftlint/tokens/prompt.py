"""Prompt tokens: what a conversation costs to send to a model, as `usage.prompt_tokens` reports it.

For the figures that speak of a prompt at inference time, and a library function for anybody who wants one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ftlint.tokens import framing
from ftlint.tokens.rendering import render_tools

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.tokens.counter import Counter

_CHOICE_NONE = 1
_CHOICE_OF_FUNCTION = 4
_CHOICE_OF_TOOL = 7


def prompt_tokens(
    messages: Sequence[Mapping[str, object]],
    counter: Counter,
    *,
    functions: Sequence[Mapping[str, object]] = (),
    legacy: bool = False,
    tool_choice: object = None,
) -> int:
    """Count the tokens of a prompt. Nothing is raised, whatever the arguments hold.

    `functions` are bare definitions (`name`, `description`, `parameters`); `legacy` says that they come in
    the field `functions` and not in `tools`, which the model is shown a little differently. `tool_choice`
    is the value of that field or of `function_call`. Images count nothing.

    Equal to what the provider reported for each of the 88 measured prompts without images of models since
    2023-06, gpt-3.5, gpt-4, gpt-4o and gpt-4o-mini. No measured prompt has `tool_calls` or messages of the
    role `tool`: with these it is an estimate.
    """
    tokens = framing.REPLY + _choice(tool_choice, counter)
    joined = not functions
    for message in messages:
        ending = ""
        if not joined and framing.joins(message):
            joined = True
            tokens -= framing.JOINED
            ending = "\n"
        called = framing.calls(message)
        tokens += framing.framed(message, called, counter, per_call=framing.CALL_IN_PROMPT, ending=ending)
    if functions:
        tokens += framing.TOOLS + counter.count(render_tools(functions, legacy=legacy))
    return tokens


def _choice(choice: object, counter: Counter) -> int:
    """Count a choice; source of the numbers: the prompts measured by hmarr and pamelafox, see `framing`."""
    if choice == "none":
        return _CHOICE_NONE
    if not isinstance(choice, Mapping):
        return 0
    if isinstance(function := choice.get("function"), Mapping):
        return _CHOICE_OF_TOOL + counter.count(framing.text_of(function.get("name")))
    if "name" in choice:
        return _CHOICE_OF_FUNCTION + counter.count(framing.text_of(choice["name"]))
    return 0
