"""The card in which a patient types the PIN."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.sign_in.proof_card import ProofCard
from consent_desktop.desktop.widgets.pin_pad import PinPad
from consent_desktop.desktop.words.people import part_of_name
from consent_desktop.read_models.rows import PersonRow


class PinCard(ProofCard):
    """Six boxes and the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = PinPad(self.tr("PIN, 6 numbers"), self)
        self.slot.addWidget(self.pad)
        self.pad.filled.connect(self._filled)
        self.pad.entered.connect(self.submit)
        self.set_words(
            self.tr("Your PIN"),
            self.tr("6 numbers"),
            self.tr("I forgot my PIN"),
            self.tr("Ask at the desk for a one-time code. With it you choose a new PIN."),
        )

    def name_person(self, person: PersonRow | None) -> None:
        """The first name."""
        if person is None:
            self.set_quiet(self.tr("6 numbers"))
        else:
            self.set_quiet(self.tr("6 numbers, {name}").format(name=part_of_name(person).split()[0]))

    def secret(self) -> str:
        """The PIN."""
        return self.pad.pin()

    def ready(self) -> bool:
        """All six."""
        return self.pad.boxes.is_full()

    def forget(self) -> None:
        """Empty boxes."""
        self.pad.boxes.clear()

    def focus(self) -> None:
        """The first empty box."""
        self.pad.boxes.setFocus()

    def mark_wrong(self, wrong: bool) -> None:
        """Brick boxes."""
        self.pad.boxes.set_error(wrong)

    @Slot(object)
    def _filled(self, _full: object) -> None:
        self.update_button()
