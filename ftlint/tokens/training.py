"""Training tokens: what one pass over a chat example is billed for.

Text is counted exactly. What stands around the texts was worked out from two finished jobs, whose bills
come out to the token: `framing` has the numbers. Beyond the shapes of those jobs it is an estimate, and
`ExampleTokens.bound` says how far off it may be. Images count nothing here: see `ftlint.tokens.images`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftlint.records import dataclass
from ftlint.tokens import framing
from ftlint.tokens.rendering import render_tools

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ftlint.tokens.counter import Counter

_EACH_MESSAGE = 1
_EACH_OTHER = 4
_PLAIN_ROLES = ("system", "user", "assistant")


@dataclass(frozen=True, slots=True)
class ExampleTokens:
    """The tokens of one example; `total` is the sum of the rest and `framing.EXAMPLE`."""

    total: int
    tools: int
    messages: tuple[int, ...]
    """One number for each message, in order."""
    images: int = 0
    """Of these, the tokens of images."""
    unsized_images: int = 0
    """Images whose size is not known: they are counted with the fewest tokens that an image costs."""
    uncounted_parts: int = 0
    """Audio and files, which count nothing here."""
    bound: int = 0
    """By how many tokens the total may be off for what stands around the texts, in either direction.

    It is 0 for the shapes that were measured. Otherwise it is an allowance, not a proof: 1 for each message
    more or less than three (how the 13 of a plain example divide); 4 for each call more or less than the
    one that goes with tools, for each message of a kind no job had (a tool's answer, a name, a refusal,
    content in parts), and for tools without a system message. How far the rendering of the tools' schemas
    may be off is not in it: all 42 measured prompts with tools or functions come out exactly.
    """


def message_tokens(message: Mapping[str, object], counter: Counter) -> int:
    """Count one message with what stands around it, in tokens. Nothing is raised, whatever it holds."""
    return _framed(message, framing.calls(message), counter)


def _framed(
    message: Mapping[str, object],
    calls: Sequence[Mapping[str, object]],
    counter: Counter,
    ending: str = "",
) -> int:
    return framing.framed(message, calls, counter, per_call=framing.CALL_IN_TRAINING, ending=ending)


def tools_tokens(functions: Sequence[Mapping[str, object]], counter: Counter) -> int:
    """Count tool definitions (the bare functions), which every example is billed for; 0 for none."""
    return framing.TOOLS + counter.count(render_tools(functions)) if functions else 0


def example_tokens(messages: Sequence[Mapping[str, object]], tools: int, counter: Counter) -> ExampleTokens:
    """Count one chat example, in tokens. `tools` is what `tools_tokens` gave for its tools, or 0.

    Exact for the two shapes that were measured, three plain messages, and system, user and one call with
    tools; see `ExampleTokens.bound` for the others.
    """
    counts: list[int] = []
    count: Callable[[Any], int] = counter.count
    unjoined = declared = tools > 0
    called = unusual = uncounted = 0
    for message in messages:
        ending = ""
        if unjoined and framing.joins(message):
            unjoined, ending = False, "\n"
            tools -= framing.JOINED
        elif framing.is_plain(message) and message["role"] in _PLAIN_ROLES:  # as most messages
            content: Any = message["content"]
            counts.append(framing.MESSAGE + count(message["role"]) + count(content))
            continue
        calls = framing.calls(message)
        counts.append(_framed(message, calls, counter, ending))
        called += len(calls)
        unusual += _is_unusual(message, calls)
        uncounted += framing.uncounted(message)
    others = abs(called - declared) + unusual + unjoined
    bound = _EACH_MESSAGE * abs(len(counts) - 3) + _EACH_OTHER * others
    total = framing.EXAMPLE + tools + sum(counts)
    return ExampleTokens(total, tools, tuple(counts), uncounted_parts=uncounted, bound=bound)


def bare_tokens(messages: Sequence[Mapping[str, object]], counter: Counter) -> ExampleTokens:
    """Count a prompt and its completion, in tokens: their texts, and nothing around them.

    That nothing is billed besides, such as a mark at the end, is an estimate: no bill was to be had.
    """
    counts = tuple(counter.count(framing.text_of(message.get("content"))) for message in messages)
    return ExampleTokens(sum(counts), 0, counts)


def _is_unusual(message: Mapping[str, object], calls: Sequence[object]) -> bool:
    role, content = message.get("role"), message.get("content")
    if role not in _PLAIN_ROLES or message.get("name") or message.get("refusal"):
        return True
    if calls:
        return bool(content) or role != "assistant"
    return not isinstance(content, str)
