"""Consent Desktop: ask for, give, stop and check consent to view health records, event-sourced."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consent_desktop.bootstrap import Consent

__all__ = ["Consent"]


def __getattr__(name: str) -> type[Consent]:
    """`Consent` is loaded when it is first asked for, so that the rooms below can be used without the whole house."""
    if name == "Consent":
        from consent_desktop.bootstrap import Consent

        return Consent
    raise AttributeError(name)
