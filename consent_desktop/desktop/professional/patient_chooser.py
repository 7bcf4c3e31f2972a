"""Whom a check is about: a chooser that shows the chosen name in bold."""

from __future__ import annotations

from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.chooser import Chooser


class PatientChooser(Chooser):
    """A name is what the card is about, so it stands out; the words before anybody is chosen do not."""

    def choose(self, key: str) -> None:
        """Show `key` as chosen ("" for none), without a signal."""
        super().choose(key)
        self.ROLE = Role.BUTTON if self.key() else Role.BODY
        self.text_changed()
