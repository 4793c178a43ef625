"""Why a text is not JSON: one cause, in plain words, at its place.

`scan` walks the text by the grammar and stops where it breaks; the other modules know what people,
languages and programs write at such a place. Nothing here runs for a text that parses.
"""

from ftlint.reading.syntax.diagnosis import diagnose
from ftlint.reading.syntax.fault import Fault
from ftlint.reading.syntax.scan import MAX_DEPTH

__all__ = ["MAX_DEPTH", "Fault", "diagnose"]
