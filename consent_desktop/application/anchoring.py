"""Switching off that checkpoints are sent away: it takes two people, and the history says so."""

from __future__ import annotations

from pathlib import Path

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.clinic_commands import SwitchAnchoring
from consent_desktop.domain.vocabulary import Acting


def is_served(clinic: Clinic, folder: Path) -> bool:
    """Whether checkpoints go to that folder by themselves."""
    return any(place.remembered and place.folder == folder for place in clinic.evidence.settings.places())


def stop(clinic: Clinic, acting: Acting, approved_by: str, folder: Path) -> None:
    """Send checkpoints there no longer; recorded first, so that it is never switched off in silence.

    Raises a `DomainError` where it takes another person; then they go on being sent.
    """
    clinic.dispatch(Dispatch(SwitchAnchoring(on=False, approved_by=approved_by), acting))
    clinic.evidence.settings.forget(folder)
