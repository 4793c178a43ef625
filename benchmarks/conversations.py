"""Examples for the benchmark files: each a new conversation, none with a mistake unless it is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks import prose, shop_tools

if TYPE_CHECKING:
    from random import Random

Json = dict[str, object]

SYSTEM = (
    "You are the support agent of a shop for outdoor gear. Look things up with the tools before you answer, "
    "and call several tools at once where they do not depend on each other. Never promise what a tool has "
    "not confirmed. Be short and friendly, say what you did, and what happens next. Amounts are in the "
    "currency of the order; days are days of the shop's time zone."
)


def chat(random: Random) -> Json:
    """Make a plain chat of a few turns, without tools."""
    messages: list[Json] = [{"role": "system", "content": SYSTEM}]
    for _ in range(random.randrange(1, 5)):
        messages.append({"role": "user", "content": prose.paragraph(random, random.randrange(1, 5))})
        messages.append({"role": "assistant", "content": prose.text(random, random.randrange(1, 4))})
    return {"messages": messages}


def with_tools(random: Random) -> Json:
    """Make a conversation with parallel calls, their results, one more call, and a final answer."""
    messages: list[Json] = [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": prose.text(random, random.randrange(2, 5))},
    ]
    for first, calls in ((1, random.randrange(2, 4)), (4, 1)):
        messages += _calls(random, first, calls)
    messages.append({"role": "assistant", "content": prose.text(random, random.randrange(2, 5))})
    return {"messages": messages, "tools": shop_tools.TOOLS}


def shuffled(random: Random) -> Json:
    """Make such a conversation with the tools in an order of its own."""
    example = with_tools(random)
    return example | {"tools": random.sample(shop_tools.TOOLS, len(shop_tools.TOOLS))}


def bad(random: Random) -> Json:
    """Make such a conversation with the mistakes that exporters make on every line."""
    example = with_tools(random)
    messages = example["messages"]
    assert isinstance(messages, list)
    for message in messages:
        for call in message.get("tool_calls", ()):
            call["function"]["arguments"] = json.loads(call["function"]["arguments"])
    messages[-1]["weight"] = True
    return example


def _calls(random: Random, first: int, count: int) -> list[Json]:
    ids = [f"call_{number}" for number in range(first, first + count)]
    called = random.sample(shop_tools.names(), count)
    calls = [_call(random, call_id, name) for call_id, name in zip(ids, called, strict=True)]
    answers: list[Json] = [
        {"role": "tool", "tool_call_id": call_id, "content": _result(random)} for call_id in ids
    ]
    return [{"role": "assistant", "tool_calls": calls}, *answers]


def _call(random: Random, call_id: str, name: str) -> Json:
    arguments = json.dumps(shop_tools.arguments(random, name), ensure_ascii=False)
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}


def _result(random: Random) -> str:
    lines = [
        {"sku": prose.code(random), "pieces": random.randrange(1, 9), "remark": prose.paragraph(random, 2)}
        for _ in range(random.randrange(3, 7))
    ]
    result = {
        "status": random.choice(("open", "packed", "sent")),
        "order": prose.code(random),
        "lines": lines,
    }
    return json.dumps(result, ensure_ascii=False)
