"""A one-time code for somebody: made on purpose, shown once, printed where there is a printer, kept nowhere."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.codes import IssuedCode
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.sheet import Printing, Sheet, has_printer
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import isolated, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate


class CodeDialog(FormDialog):
    """`issued()` when a code was made. It leaves the window with the dialog."""

    issued = Signal()

    def __init__(self, host: QWidget, workspace: Workspace, session: Session, person: PersonRow) -> None:
        secret = translate("codes", "PIN") if person.kind is PersonKind.PATIENT else translate("codes", "password")
        title = translate("codes", "One-time code for {name}").format(name=name_of(person))
        hint = translate(
            "codes",
            "With it {name} chooses a {secret} at the sign-in. A new code makes earlier ones worthless; the {secret} that there "
            "is goes on until another is chosen.",
        ).format(name=name_of(person), secret=secret)
        super().__init__(host, workspace, session.acting, title, translate("codes", "Make a code"), hint=hint)
        self._session, self._person, self._secret = session, person, secret
        self._sheet: Sheet | None = None
        self.code = Label("", Role.H1, self.body, tnum=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.good = Label("", Role.BODY, self.body, color="ink2")
        growing(self.code, self.good)
        place = self.body_layout.indexOf(self.problem)
        for offset, label in enumerate((self.code, self.good)):
            label.hide()
            self.body_layout.insertWidget(place + offset, label)
        self.print_button = SecondaryButton(translate("codes", "Print"), self.foot, icon="printer")
        self.print_button.hide()
        self.foot_layout.insertWidget(2, self.print_button)
        self.print_button.clicked.connect(partial(self._print))
        self.set_first_focus(self.confirm_button)

    def send(self) -> None:
        """Make the code, and after that close."""
        if self._sheet is not None:
            self.close_dialog()
            return
        self.work(partial(self.clinic.accounts.issue_code, self._session, self._person.subject), self._made)

    def _made(self, issued: IssuedCode) -> None:
        until = dates.moment_short(issued.expires, self.clinic.zone)
        good = self.tr("Good once, until {when}. It is shown this one time.").format(when=until)
        self._sheet = Sheet(
            self.tr("One-time code"),
            (
                self.tr("For {name}, number {number}.").format(
                    name=name_of(self._person), number=isolated(self._person.record_number)
                ),
                self.tr("Good once, until {when}.").format(when=until),
                self.tr("At the sign-in press “I have a one-time code”, type it, and choose your {secret}.").format(
                    secret=self._secret
                ),
                self.tr("Nobody at the clinic needs to know your {secret}. Throw this paper away afterwards.").format(
                    secret=self._secret
                ),
            ),
            large=issued.code,
        )
        self.code.setText(issued.code)
        self.good.setText(good)
        self.code.show()
        self.good.show()
        self.print_button.setVisible(has_printer())
        self.cancel_button.hide()
        self.confirm_button.setText(self.tr("Done"))
        self.place()
        self.issued.emit()

    def _print(self, _checked: bool = False) -> None:
        if self._sheet is not None:
            Printing(self.window(), self._sheet).ask()

    def close_dialog(self) -> None:
        """Forget the code."""
        self._sheet = None
        self.code.setText("")
        super().close_dialog()
