"""How long things took and how much they did, as standard logging records, one logger a room; free when nobody listens.

Each record is at DEBUG and has the fields of `FIELDS` beside its message: the measure's name, milliseconds, events, the last
position, tries. Never a name, an id of a person, or record content.
"""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Final

FIELDS: Final = ("measure", "ms", "events", "position", "tries")
"""Names of the fields that a measure adds to its record; one that does not apply is left out."""

DISPATCH: Final = logging.getLogger("consent_desktop.application.measures")
APPEND: Final = logging.getLogger("consent_desktop.event_store.measures")
PROJECTION: Final = logging.getLogger("consent_desktop.read_models.measures")


def begun(logger: logging.Logger) -> float:
    """When a measure begins; 0.0 where nobody listens to it, and then there is nothing to measure."""
    return perf_counter() if logger.isEnabledFor(logging.DEBUG) else 0.0


def measured(logger: logging.Logger, measure: str, since: float, **counts: int) -> None:
    """Tell of a measure that began at `since`; `counts` are of `FIELDS`."""
    ms = round((perf_counter() - since) * 1000, 3)
    told = " ".join(f"{name} {count}" for name, count in counts.items())
    logger.debug("%s: %s ms, %s", measure, ms, told, extra={"measure": measure, "ms": ms, **counts})
