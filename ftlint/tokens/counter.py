"""Counting texts that repeat: system prompts and tool lists are the same on every line of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftlint.tokens import exact, quick
from ftlint.tokens.vocabulary import VOCABULARIES, encoding

if TYPE_CHECKING:
    from ftlint.tokens.exact import Encoder

Engine = Literal["auto", "reference"]
"""What counts: the fastest that is installed, or tiktoken. The counts are the same."""

KEPT_CHARACTERS = 4_000_000
"""The most text a counter holds on to."""

_SEEN_TEXTS = 200_000
_QUICK_CHARACTERS = 250_000


class Counter:
    """Counts tokens in one encoding, and remembers the counts of texts that come again.

    A text is kept when it is seen a second time, so that texts that never come back push nothing out; of
    the first time only a hash is held. The vocabulary is loaded at the first count, and the encoder
    when more has to be counted than `quick` can do in the time that loading takes.
    """

    __slots__ = ("_characters", "_encoder", "_engine", "_kept", "_name", "_quick", "_seen")

    def __init__(self, encoding_name: str, engine: Engine = "auto") -> None:
        """Take the name of a shipped encoding, `o200k_base` or `cl100k_base`; others raise `ValueError`."""
        if encoding_name not in VOCABULARIES:
            raise ValueError(
                f"no vocabulary is shipped for {encoding_name!r}; there are {', '.join(VOCABULARIES)}"
            )
        self._name = encoding_name
        self._engine = engine
        self._encoder: Encoder | None = None
        self._kept: dict[str, int] = {}
        self._characters = 0
        self._seen: set[int] = set()
        self._quick = _QUICK_CHARACTERS

    @property
    def encoding_name(self) -> str:
        """The encoding it counts in."""
        return self._name

    def expect_much(self) -> None:
        """Load the encoder at the next text, since so much will be counted that it is worth it."""
        self._quick = 0

    def count(self, text: str) -> int:
        """Count the tokens of `text`, as exactly as `ftlint.tokens.exact.count` says.

        Text that spells a special token, such as `<|endoftext|>`, counts as the plain text it is.
        """
        known = self._kept.get(text)
        if known is not None:
            return known
        tokens = self._count(text) if self._encoder is None else exact.count(self._encoder, text)
        mark = hash(text)
        if mark in self._seen:
            self._keep(text, tokens)
        else:
            if len(self._seen) >= _SEEN_TEXTS:
                self._seen.clear()
            self._seen.add(mark)
        return tokens

    def _count(self, text: str) -> int:
        self._quick -= len(text)
        if self._quick >= 0:
            tokens = quick.count(self._name, text)
            if tokens is not None:
                return tokens
        # The encoder is needed now; once it is there, nothing else is quicker.
        self._encoder = _encoder(self._name, self._engine)
        return exact.count(self._encoder, text)

    def _keep(self, text: str, tokens: int) -> None:
        if len(text) > KEPT_CHARACTERS // 4:
            return
        self._kept[text] = tokens
        self._characters += len(text)
        while self._characters > KEPT_CHARACTERS:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._characters -= len(oldest)


def _encoder(name: str, engine: Engine) -> Encoder:
    if engine == "auto":
        from ftlint.tokens.fast import fast_encoder

        fast = fast_encoder(name)
        if fast is not None:
            return fast
    return encoding(name)
