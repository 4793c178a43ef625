"""What differs between providers: the rules whose repair is a step of the way, and those that end it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.findings import Severity
from ftlint.linting import choose_job, choose_levels, levels_for
from ftlint.parts import Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "FT006": ("byte-order mark left out", "byte-order marks left out"),
    "FT105": ("role renamed", "roles renamed"),
    "FT112": ("tool result joined to one text", "tool results joined to one text"),
    "FT113": ("null content left out", "null contents left out"),
    "FT115": ("weight written as 0 or 1", "weights written as 0 or 1"),
    "FT116": ("weight that is not the assistant's left out", "weights that are not the assistant's left out"),
    "FT121": ("example moved from functions to tools", "examples moved from functions to tools"),
    "FT301": ("object of arguments encoded as text", "objects of arguments encoded as text"),
    "FT310": ("call given an id", "calls given an id"),
    "FT316": ("tool result given its id", "tool results given their id"),
    "FT317": ("call id written anew", "call ids written anew"),
    "FT321": ("call given its type", "calls given their type"),
    "FT326": ("text of arguments decoded to an object", "texts of arguments decoded to objects"),
    "FT401": ("tool definition nested", "tool definitions nested"),
    "FT402": ("tool definition given its type", "tool definitions given their type"),
    "FT415": ("tool list decoded", "tool lists decoded"),
    "FT802": ("preference key renamed", "preference keys renamed"),
    "FT821": ("system message made a developer message", "system messages made developer messages"),
}
"""Rules that are repaired on the way, and what that is called: of one, of several."""

MAY_STAY: Final = frozenset({"FT006", "FT105", "FT115", "FT116"})
"""Steps that are taken only where the target refuses the line else: a template may have roles of its own.
What other formats call a role is written by its name all the same: see `ftlint.converting.messages`."""

ENDS: Final = frozenset({
    "FT103", "FT104", "FT109", "FT110", "FT122", "FT203", "FT205", "FT206", "FT207", "FT208", "FT302",
    "FT303", "FT325", "FT403", "FT405", "FT411", "FT506", "FT801", "FT803", "FT822", "FT841", "FT844",
    "FT845",
})  # fmt: skip
"""Rules about what one provider takes and another does not, for which there is no plain way over."""


def plan_for(target: str, kind: str) -> Plan:
    """Make the plan of a conversion: the rules above as far as the target has them, and no tokens counted.

    Raises UnknownTarget.
    """
    job = choose_job(target)
    levels = {
        code: level
        for code, level in choose_levels(job).items()
        if code in STEPS.keys() - MAY_STAY or (level is Severity.ERROR and code in ENDS | MAY_STAY)
    }
    return Plan(job.uncounted, levels_for(kind, levels), kind)
