"""Upkeep of the views for faces: building them anew, comparing them with what the events say."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import ValidationError
from consent_desktop.read_models.generations import NAMES
from consent_desktop.read_models.rebuilding import Progress

Cancelled = Callable[[], bool]


def rebuild(clinic: Clinic, names: Collection[str], progress: Progress, cancelled: Cancelled) -> bool:
    """Build the named views anew, all of them where none is named; False: cancelled, and everything is as it was.

    Raises `ValidationError` for a name that no view has.
    """
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise ValidationError(
            {"view": f"There is no view {unknown[0]}; there are {', '.join(NAMES)}."}, "Nothing was done."
        )
    return clinic.views.rebuild(progress, names=names or NAMES, cancelled=cancelled)


def differences(clinic: Clinic, progress: Progress, cancelled: Cancelled) -> list[dict[str, Any]] | None:
    """Each table in use that differs from the same built anew; nothing is changed. None: cancelled."""
    found = clinic.views.check(progress, cancelled=cancelled)
    if found is None:
        return None
    return [{"table": one.table, "missing": one.missing, "extra": one.extra} for one in found]
