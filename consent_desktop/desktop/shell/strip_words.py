"""What stands on every screen of a clinic that is not for real patients."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.application.clinic import Clinic

translate = QCoreApplication.translate


def strip_words(clinic: Clinic) -> str:
    """The sentence for the strip; "" for a protected clinic, which needs none."""
    if clinic.demonstration:
        return translate("shell", "Demonstration clinic: nobody is real. Not for real patients.")
    if clinic.store.key is None:
        return translate("shell", "This store is not protected by a key: not for real patients.")
    return ""
