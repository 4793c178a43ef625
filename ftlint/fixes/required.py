"""What an object must have: where it lacks something, an unknown key in it may be that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ftlint.view.preference import PARTS
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.fixing.subject import Subject

_FRAMES: Final = {"dpo": PARTS, "completions": ("prompt", "completion")}
_ANSWERS: Final = ("content", "tool_calls", "function_call", "refusal", "audio")
_ROLES: Final = {"tool": ("role", "content", "tool_call_id"), "function": ("role", "content", "name")}


def lacks(line: Subject, path: Path, around: dict[str, Any]) -> bool:
    """Say whether the object `around`, which holds the key that `path` ends in, lacks what it needs."""
    return any(around.get(key) is None for key in _required(line.plan.format, path, around))


def _required(name: str, path: Path, around: dict[str, Any]) -> tuple[str, ...]:
    match path:
        case (_,):
            return _FRAMES.get(name, ("messages",))
        case (*_, "content", int(), _):
            return ("type", str(around.get("type")))
        case _:
            of_message = _of_message(around) if "role" in around else ("messages",)
            return _of_function(path) or of_message


def _of_function(path: Path) -> tuple[str, ...] | None:
    """Name what a call or a definition must have, or its function."""
    match path:
        case (*_, "tool_calls", int(), _):
            return ("id", "type", "function")
        case (*_, "tool_calls", int(), "function", _) | (*_, "function_call", _):
            return ("name", "arguments")
        case (*_, "tools", int(), _):
            return ("type", "function")
        case (*_, "tools", int(), "function", _) | (*_, "functions", int(), _):
            return ("name",)
        case _:
            return None


def _of_message(message: dict[str, Any]) -> tuple[str, ...]:
    role = known_role(message.get("role"))
    if role == "assistant":
        return ("role", next((key for key in _ANSWERS if message.get(key) is not None), "content"))
    return _ROLES.get(role or "", ("role", "content"))
