"""The extra `fast`: `splintr`, which gives the token counts of `tiktoken` some five times as fast.

It carries the vocabularies inside and has no network code. That they are ours, and that its counts are
those of the reference, is tested; so only the versions that were tested are used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from ftlint.tokens.vocabulary import encoding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from splintr import AnyTokenizer

TESTED: Final = ("0.22.",)
"""What the versions begin with that were tested; `pyproject.toml` asks for the same."""

LONG_S: Final = "ſ"
"""The one character that splintr reads differently: to the reference, `'ſ` is `'s` where case is ignored."""


class FastEncoder:
    """Splits texts into tokens as the reference does."""

    def __init__(self, name: str, tokenizer: AnyTokenizer) -> None:
        """Take an encoding's name, and splintr's tokenizer of that name."""
        self._name = name
        self._tokenizer = tokenizer

    def encode_ordinary(self, text: str) -> Sequence[int]:
        """Give the tokens of `text`; special tokens are read as plain text."""
        # Every special token that splintr knows begins with these signs. Without one the flat form gives the
        # same, and makes no object of each token.
        if LONG_S in text or ("<" in text and "<|" in text):
            return self._slowly(text)
        try:
            return memoryview(self._tokenizer.encode_flat(text)).cast("I")
        except BaseException as error:
            return self._after(error, text)

    def _slowly(self, text: str) -> Sequence[int]:
        if LONG_S in text:
            return encoding(self._name).encode_ordinary(text)
        try:
            return self._tokenizer.encode_ordinary(text)
        except BaseException as error:
            return self._after(error, text)

    def _after(self, error: BaseException, text: str) -> Sequence[int]:
        if isinstance(error, UnicodeEncodeError):
            # A lone surrogate: replaced as in `tiktoken.Encoding.encode_ordinary`.
            return self.encode_ordinary(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        if type(error).__name__ == "PanicException":
            return encoding(self._name).encode_ordinary(text)
        raise error


@cache
def fast_encoder(name: str) -> FastEncoder | None:
    """Load the fast encoder of an encoding; None where the extra is not installed, or of another version.

    About 50 ms at the first call, and 100 to 200 more at its first text that is not ASCII.
    """
    try:
        import splintr
    except ImportError:
        return None
    if not splintr.__version__.startswith(TESTED):
        return None
    return FastEncoder(name, splintr.Tokenizer.from_pretrained(name))
