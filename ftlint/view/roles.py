"""The roles of messages, and what other formats call them."""

from __future__ import annotations

from typing import Final

ROLES: Final = ("system", "developer", "user", "assistant", "tool", "function")

_PLAIN: Final = frozenset(ROLES) - {"function"}

FOREIGN_ROLES: Final = {
    "human": "user", "gpt": "assistant", "chatgpt": "assistant", "model": "assistant", "bot": "assistant",
    "ai": "assistant", "chatbot": "assistant", "agent": "assistant", "customer": "user",
    "observation": "tool", "tool_result": "tool", "tool_response": "tool", "ipython": "tool",
}  # fmt: skip
"""What other formats call a role (ShareGPT, Gemini, Llama, ...), and what it is here."""


def known_role(role: object) -> str | None:
    """Say which role is meant: the role itself, its right case, or what another format calls it."""
    if not isinstance(role, str):
        return None
    if role in ROLES:
        return role
    folded = role.strip().lower()
    return folded if folded in ROLES else FOREIGN_ROLES.get(folded)


def meant_role(message: dict[str, object]) -> str | None:
    """Say which role a message is meant to have.

    A `function` message that answers by id, not by name, is a tool message under the role of the old form.
    """
    given = message.get("role")
    if type(given) is str and given in _PLAIN:
        return given
    role = known_role(given)
    if role == "function" and "tool_call_id" in message and "name" not in message:
        return "tool"
    return role
