"""What an import leaves out and why: people who may be in the register already, and lines that are no person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.clinic.import_work import Looked
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.card import Rule
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import isolated

translate = QCoreApplication.translate
SHOWN = 200


class LookDialog(DialogFrame):
    """A list to read; nothing is decided here."""

    def __init__(self, host: QWidget, title: str, hint: str, lines: Sequence[str]) -> None:
        super().__init__(host, title, size=QSize(640, 480), head=False, fit=True)
        self.body_layout.setSpacing(10)
        self.body_layout.addWidget(Label(title, Role.H2, self.body))
        self.body_layout.addWidget(Label(hint, Role.BODY, self.body, color="ink2"))
        for line in lines[:SHOWN]:
            self.body_layout.addWidget(Rule(self.body))
            self.body_layout.addWidget(Label(line, Role.TABLE, self.body))
        if len(lines) > SHOWN:
            number = self.locale().toString(len(lines) - SHOWN)
            self.body_layout.addWidget(
                Label(self.tr("And {number} more.").format(number=number), Role.TABLE, self.body)
            )
        done = PrimaryButton(self.tr("Done"), self.foot)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(done)
        done.clicked.connect(self.reject)
        self.set_first_focus(done)


def alike_dialog(host: QWidget, looked: Looked) -> LookDialog:
    """People who have name and birthday of somebody in the register."""
    template = translate(
        "look", "{name}, born {day}: number {new} in {file}, line {line}; the register has number {known}."
    )
    lines = [
        template.format(
            name=one.record.name,
            day=dates.short_day(one.record.birth_date) if one.record.birth_date else "",
            new=isolated(one.record.record_number),
            file=one.record.place.file.name,
            line=one.record.place.line,
            known=isolated(one.known.record_number),
        )
        for one in looked.alike
    ]
    hint = translate(
        "look",
        "They are left out. Is it the same person, correct the number in the file or merge the entries later; is it somebody "
        "else, enter them with “Add person”.",
    )
    return LookDialog(host, translate("look", "Same name and birthday"), hint, lines)


def bad_dialog(host: QWidget, looked: Looked) -> LookDialog:
    """Lines that are no person."""
    lines = [
        translate("look", "{file}, line {line}: {reason}").format(
            file=bad.place.file.name, line=bad.place.line, reason=bad.reason
        )
        for bad in looked.summary.bad
    ]
    hint = translate("look", "They are left out; all others are imported.")
    return LookDialog(host, translate("look", "Lines that are no person"), hint, lines)
