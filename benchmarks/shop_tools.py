"""Twenty tool definitions of a shop, as rich as real ones, and arguments that fit them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.prose import code, sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Json = dict[str, object]

_COUNTRIES: Final = ["NO", "SE", "DK", "FI", "DE", "FR", "NL", "PL"]
_REASONS: Final = ["changed_mind", "too_late", "wrong_item", "damaged", "price", "other"]


def _string(description: str, **more: object) -> Json:
    return {"type": "string", "description": description, **more}


def _object(description: str, properties: Json) -> Json:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_PROPERTIES: Final[dict[str, Json]] = {
    "order_id": _string("The number of the order, as it stands on the receipt", pattern="^[A-Z]-[0-9]{5}$"),
    "reason": _string("Why the customer asks for this, in the shop's own terms", enum=_REASONS),
    "note": _string("A note for the colleague who takes over, in full sentences", maxLength=2000),
    "limit": {
        "type": "integer",
        "description": "How many results to return at most; the newest come first",
        "minimum": 1,
        "maximum": 50,
    },
    "amount": {"type": "number", "description": "The amount in the order's currency", "minimum": 0},
    "notify": {"type": "boolean", "description": "Whether to tell the customer by message at once"},
    "day": _string("The day in the shop's time zone, written like 2026-03-09", format="date"),
    "address": _object(
        "Where the parcel goes",
        {
            "street": _string("Street and number"),
            "town": _string("Town or village"),
            "country": _string("Two letters", enum=_COUNTRIES),
        },
    ),
    "items": {
        "type": "array",
        "description": "The lines of the order that are meant, with how many pieces of each",
        "minItems": 1,
        "items": _object(
            "One line of the order",
            {
                "sku": _string("Article number"),
                "pieces": {"type": "integer", "description": "How many pieces", "minimum": 1},
            },
        ),
    },
    "tags": {"type": "array", "description": "Words to find the case by later", "items": {"type": "string"}},
}


def _items(random: Random) -> list[Json]:
    return [{"sku": code(random), "pieces": random.randrange(1, 6)} for _ in range(random.randrange(1, 4))]


_MAKERS: Final[dict[str, Callable[[Random], object]]] = {
    "order_id": code,
    "reason": lambda random: random.choice(_REASONS),
    "note": sentence,
    "limit": lambda random: random.randrange(1, 51),
    "amount": lambda random: random.randrange(100, 90_000) / 100,
    "notify": lambda random: random.random() < 0.5,
    "day": lambda random: f"2026-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
    "address": lambda random: {
        "street": f"Mill Road {random.randrange(1, 400)}",
        "town": random.choice(("Oslo", "Bergen", "Århus", "Malmö", "Łódź", "Lyon")),
        "country": random.choice(_COUNTRIES),
    },
    "items": _items,
    "tags": lambda random: random.sample(["late", "gift", "repeat", "fragile", "press", "club"], 2),
}

_TASKS: Final = {
    "get_order": ("Get one order with its lines, its payments and its present status", "order_id limit tags"),
    "list_orders": ("List the orders of a day, newest first, with their totals", "day limit reason"),
    "track_parcel": ("Say where a parcel is, and when it is expected at the door", "order_id day notify"),
    "cancel_order": ("Cancel an order that has not left the warehouse", "order_id reason note notify"),
    "change_address": ("Send an order that is not yet packed to another address", "order_id address note"),
    "start_return": ("Begin a return and make the label for it", "order_id items reason day"),
    "get_return": ("Say how far a return has come, and what is still missing", "order_id limit notify"),
    "refund": ("Give money back for some lines of an order, or for all of them", "order_id amount reason"),
    "reserve": ("Keep pieces in a shop until the evening of a day", "items day note"),
    "check_stock": ("Say how many pieces there are, in the warehouse and in the shops", "items limit"),
    "search_products": ("Find products by words, within a price", "tags amount limit note"),
    "quote_shipping": ("Say what sending a parcel to an address costs", "address day amount"),
    "book_pickup": ("Have a parcel fetched from an address on a day", "order_id address day"),
    "open_ticket": ("Hand the case to a colleague, with all that is known about it", "note tags reason day"),
    "close_ticket": ("Close a case, with what was done in the end", "order_id note tags notify"),
    "give_voucher": ("Give the customer a voucher for the next order", "amount day reason"),
    "repair": ("Send a product to the workshop, and say what is broken", "order_id items note"),
    "check_warranty": ("Say whether the warranty still holds for some lines", "order_id items day"),
    "split_order": ("Send the lines that are ready now, and the others later", "order_id items notify"),
    "plan_call": ("Have the customer called back on a day", "day note tags reason"),
}


def _definition(name: str, task: str, properties: list[str]) -> Json:
    parameters: Json = {
        "type": "object",
        "properties": {key: _PROPERTIES[key] for key in properties},
        "required": properties[:2],
        "additionalProperties": False,
    }
    description = f"{task}. Use it only when the customer asks for that, and once for each request."
    return {
        "type": "function",
        "function": {"name": name, "description": description, "parameters": parameters},
    }


TOOLS: Final = [_definition(name, task, keys.split()) for name, (task, keys) in _TASKS.items()]
"""The definitions, in the form of the `tools` field."""


def arguments(random: Random, name: str) -> Json:
    """Make arguments that fit the schema of the tool `name`: the required ones and some others."""
    keys = _TASKS[name][1].split()
    chosen = keys[:2] + [key for key in keys[2:] if random.random() < 0.4]
    return {key: _MAKERS[key](random) for key in chosen}


def names() -> list[str]:
    """List the names of all tools."""
    return list(_TASKS)
