"""The job that a file is checked for: target, model, and what both set."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ftlint.records import dataclass
from ftlint.tokens.training import bare_tokens, example_tokens

if TYPE_CHECKING:
    from ftlint.targets import Model, Target
    from ftlint.tokens.counter import Counter, Engine
    from ftlint.tokens.training import ExampleTokens
    from ftlint.view.example import Example


@dataclass(frozen=True)
class Job:
    """A fine-tuning job. `epochs` is None where the provider's default rule decides."""

    target: Target
    model: Model
    epochs: int | None = None
    engine: Engine = "auto"

    @cached_property
    def counter(self) -> Counter | None:
        """What counts the model's tokens; None where its encoding is not known."""
        from ftlint.tokens.counter import Counter

        return Counter(self.model.encoding.value, self.engine) if self.model.encoding else None

    @property
    def uncounted(self) -> Job:
        """The same job, for a look at lines in which no tokens are counted."""
        return replace(self, model=replace(self.model, encoding=None))

    @property
    def training_window(self) -> int | None:
        """The most tokens of one example that the model is trained on."""
        return self.model.training_window.value if self.model.training_window else None

    def tokens_of(self, example: Example) -> ExampleTokens:
        """Count an example's training tokens. Raises LookupError where the encoding is not known."""
        if self.counter is None:
            raise LookupError(f"the encoding of {self.model.name} is not known")
        if example.bare:
            return bare_tokens([message.raw for message in example.messages], self.counter)
        box = example.toolbox
        if box.tokens is None:
            from ftlint.tokens.tools import list_tokens

            box.tokens = list_tokens([tool.definition for tool in box.tools], self.counter)
        counted = example_tokens([message.raw for message in example.messages], box.tokens, self.counter)
        if not example.has_parts:
            return counted
        from ftlint.images.parts import images_of
        from ftlint.tokens.images import with_images

        images = images_of(example)
        return with_images(counted, images, self.model.image_tokens) if images else counted
