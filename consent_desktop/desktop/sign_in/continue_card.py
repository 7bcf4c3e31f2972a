"""Where a PIN will be asked for: until then a card that says so, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.empty_state import IconDisc
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words.people import name_of, part_of_name
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.rows import PersonRow


class ContinueCard(Card):
    """`pressed()` when the person goes on as whoever is chosen."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(IconDisc("lock-simple-open", self, fill="wait_tint", color="wait"))
        layout.addSpacing(8)
        layout.addWidget(Label(self.tr("No sign-in yet"), Role.H2, self))
        layout.addWidget(
            Label(
                self.tr("This version asks for no PIN. Whoever sits here can go on as anybody."),
                Role.BODY,
                self,
                color="ink2",
            )
        )
        layout.addWidget(
            Label(self.tr("So it is not for the records of real patients."), Role.BODY, self, color="ink2")
        )
        layout.addSpacing(14)
        self.button = PrimaryButton(self.tr("Continue"), self, size=ControlSize.LARGE)
        self.button.clicked.connect(self.pressed)
        layout.addWidget(self.button)
        self._hint = Label(self.tr("First choose yourself."), Role.TABLE, self, color="ink2", centred=True)
        layout.addWidget(self._hint)
        layout.addStretch(1)
        self.show_person(None)

    @Slot(object)
    def show_person(self, person: PersonRow | None) -> None:
        """Whom the button goes on as."""
        self.button.setEnabled(person is not None)
        self._hint.setVisible(person is None)
        if person is None:
            self.button.setText(self.tr("Continue"))
        else:
            said = part_of_name(person) if person.kind is PersonKind.PATIENT else name_of(person)
            self.button.setText(self.tr("Continue as {name}").format(name=said))
