"""Rules about the texts of messages: blank ones, white space at the edges, control tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftlint.checks import check
from ftlint.findings import Place, Report, Severity
from ftlint.text.words import quote
from ftlint.tokens.special import REFUSED, family_of, may_hold_special_token, special_tokens
from ftlint.view.texts import keys_in, strings_in

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.view.example import Example
    from ftlint.view.nodes import Message


def blank(message: Message) -> str | None:
    """Say how a message's content is blank ("empty", ...); None if it is not, or is no text at all."""
    content = message.raw.get("content")
    if isinstance(content, str) and content.strip():
        return None
    if isinstance(content, list):
        parts = [part.get("text") if isinstance(part, dict) else None for part in content]
        texts = [text for text in parts if isinstance(text, str)]
        if not texts or len(texts) != len(parts):
            return None
        content = "".join(texts)
    if not isinstance(content, str) or content.strip():
        return None
    return f"only white space ({quote(content, 20)})" if content else "empty"


@check("FT209", needs="bare")
def blank_content(example: Example) -> Iterator[Report]:
    """Report messages without any text; FT602 speaks for loss-bearing turns."""
    for message in example.messages:
        if (how := blank(message)) is None or message.trained or acts(message):
            continue
        what, way = f"the {message.role} message", "write its text, or remove the message"
        if message.answer is not None:
            what, way = "the tool result", 'write what the model is to see, such as "no results" or "done"'
        yield Report(Place((*message.path, "content")), f"{what} is {how}", way)


def acts(message: Message) -> bool:
    """Say whether an assistant message calls or refuses, readably or not, so that it needs no text."""
    if message.role != "assistant":
        return False
    if any(message.raw.get(key) is not None for key in ("tool_calls", "function_call", "refusal", "audio")):
        return True
    return "tool_calls" not in message.raw and message.lost_calls


@check("FT210", needs="bare")
def edge_whitespace(example: Example) -> Iterator[Report]:
    """Report white space at the edges of a loss-bearing text, once a turn."""
    for message in example.trained:
        content = message.raw.get("content")
        if isinstance(content, str) and content and not (content[0].isspace() or content[-1].isspace()):
            continue
        texts = list(message.texts())
        if not texts or (blank(message) and not message.calls):
            continue
        (first_path, first), (last_path, last) = texts[0], texts[-1]
        head = first[: len(first) - len(first.lstrip())]
        tail = last[len(last.rstrip()) :] if last.strip() else ""
        if not head and not tail:
            continue
        place = Place(first_path, inside=(0, len(head)))
        if not head:
            place = Place(last_path, inside=(len(last) - len(tail), len(last)))
        yield Report(place, _edges(head, tail, first), "trim it, or the model learns to write it")


def _edges(head: str, tail: str, text: str) -> str:
    if head == text:
        return f"the learned text is only white space ({quote(head, 20)})"
    starts = f"starts with {quote(head, 20)}" if head else ""
    ends = f"ends in {quote(tail, 20)}" if tail else ""
    return f"the learned text {' and '.join(filter(None, (starts, ends)))}"


@check("FT506")
def special_token(example: Example) -> Iterator[Report]:
    """Report control tokens in any text, once a text; where arguments are an object, also in its keys."""
    objects = any(isinstance(call.arguments, dict) for call in example.calls)
    if not objects and not any(map(may_hold_special_token, example.texts.strings)):
        return
    for message in example.messages:
        content = message.raw.get("content")
        if isinstance(content, str) and not may_hold_special_token(content) and not _says_more(message):
            continue
        for path, text in _all_texts(message):
            if found := special_tokens(text):
                yield _token_report(found, path, on="value")
        for call in message.calls:
            for path, key in keys_in(call.arguments, call.arguments_path):
                if found := special_tokens(key):
                    yield _token_report(found, path, on="key")


def _says_more(message: Message) -> bool:
    """Say whether a message holds other texts than its content."""
    return bool(message.calls) or "refusal" in message.raw


def _token_report(found: list[re.Match[str]], path: Path, on: Literal["value", "key"]) -> Report:
    refused = [match for match in found if match[0] in REFUSED.tokens]
    match, number = (refused or found)[0], len(refused or found)
    more = f" ({number} in all)" if number > 1 else ""
    place = Place(path, on="key") if on == "key" else Place(path, inside=match.span())
    return _refused(place, match[0], more) if refused else _left_over(place, match[0], more)


def _refused(place: Place, token: str, more: str) -> Report:
    broken = quote(token.replace("<|", "<| ").replace("|>", " |>"))
    way = f"remove it, or break it up where the text is about it: {broken}"
    return Report(place, f"special token {quote(token)} in text{more}", way)


def _left_over(place: Place, token: str, more: str) -> Report:
    said = f"{quote(token)} in text{more}, a mark of the {family_of(token)} chat template"
    way = "remove the marks: the server renders the messages itself"
    return Report(place, said, way, severity=Severity.WARNING)


def _all_texts(message: Message) -> Iterator[tuple[Path, str]]:
    yield from message.texts()
    if isinstance(refusal := message.raw.get("refusal"), str):
        yield (*message.path, "refusal"), refusal
    for call in message.calls:
        if call.arguments is not None:
            yield from strings_in(call.arguments, call.arguments_path)
