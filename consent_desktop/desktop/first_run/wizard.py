"""The pages of the first run: name, two people, protection, papers, and one code typed back before it is finished."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.founding import Founded, NewStaff
from consent_desktop.desktop.background import Background
from consent_desktop.desktop.first_run.fields import labelled
from consent_desktop.desktop.first_run.papers import Papers, PrintingPapers
from consent_desktop.desktop.staff.sheet import has_printer
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.pages_dialog import PagesDialog
from consent_desktop.desktop.widgets.password_field import PasswordField
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.domain.errors import ConsentDesktopError, ValidationError

NAME, PEOPLE, PROTECTION, PAPERS, CODE = range(5)
AskPath = Callable[[QWidget], str]


class Founder(Protocol):
    """Makes a clinic that is not finished yet; called in a background thread."""

    def __call__(
        self, *, name: str, officer: NewStaff, administrator: NewStaff, keyring: bool, passphrase: str | None
    ) -> Founded:
        """The clinic; a `ConsentDesktopError` where it cannot be made, and then there is nothing."""
        ...


class Wizard(PagesDialog):
    """`founded(Clinic)` when it is finished. Back from the papers throws away what they belong to; so does Cancel."""

    founded = Signal(object)

    def __init__(self, host: QWidget, founder: Founder, ask_path: AskPath, *, key_ring: bool) -> None:
        super().__init__(host, self.tr("A new clinic"), size=QSize(620, 400))
        self._founder, self._ask_path, self._key_ring = founder, ask_path, key_ring
        self._background = Background()
        self._made: Founded | None = None
        self._all_made: list[Founded] = []
        self._ended = False
        self._papers: Papers | None = None
        self._kept = False
        self._add_name()
        self._add_people()
        self._add_protection()
        self._add_papers()
        self._add_code()
        for field in self.findChildren(TextField):
            field.text_changed.connect(self.update_buttons)
            field.returned.connect(self.go_on)

    # the pages

    def _add_name(self) -> None:
        page, layout = self.add_page()
        words = self.tr("In this folder there is no clinic yet. Two people found it; it takes about five minutes.")
        layout.addWidget(Label(words, Role.BODY, page, color="ink2"))
        self.name = labelled(TextField(self.tr("What is the clinic called?"), page), layout, page)

    def _add_people(self) -> None:
        page, layout = self.add_page()
        words = self.tr(
            "Some things take two people, so there are two from the beginning. Each gets codes on paper and chooses a password."
        )
        layout.addWidget(Label(words, Role.BODY, page, color="ink2"))
        self.officer_name = labelled(TextField(self.tr("Privacy officer: full name"), page), layout, page)
        self.officer_number = labelled(TextField(self.tr("Privacy officer: staff number"), page), layout, page)
        self.administrator_name = labelled(TextField(self.tr("Administrator: full name"), page), layout, page)
        self.administrator_number = labelled(TextField(self.tr("Administrator: staff number"), page), layout, page)

    def _add_protection(self) -> None:
        page, layout = self.add_page()
        words = self.tr("The clinic's files are encrypted. A recovery kit on paper opens them, always.")
        layout.addWidget(Label(words, Role.BODY, page, color="ink2"))
        self.key_ring_card = OptionCard(
            self.tr("This computer opens the clinic by itself"),
            self.tr("The key lies in the key ring of this computer's account."),
            page,
            mark=Mark.CHECK,
            mark_first=True,
        )
        layout.addWidget(self.key_ring_card)
        self.key_ring_card.setVisible(self._key_ring)
        self.key_ring_card.setChecked(self._key_ring)
        if not self._key_ring:
            words = self.tr(
                "This computer has no key ring: at each start somebody types the passphrase or the recovery kit."
            )
            layout.addWidget(Label(words, Role.BODY, page, color="wait"))
        self.passphrase = labelled(PasswordField(self.tr("Passphrase, if you want one"), page), layout, page)
        self.again = labelled(PasswordField(self.tr("Passphrase once more"), page), layout, page)
        words = self.tr("At least 16 characters, for instance four words of chance.")
        layout.addWidget(Label(words, Role.TABLE, page, color="ink2"))

    def _add_papers(self) -> None:
        page, layout = self.add_page()
        words = self.tr(
            "Take these papers away from the computer: the recovery kit, twice, and the codes of both people. They are shown "
            "once."
        )
        layout.addWidget(Label(words, Role.BODY, page, color="ink2"))
        self.kit = Label("", Role.H3, page, tnum=True)
        self.kit.setAccessibleName(self.tr("Recovery kit"))
        layout.addWidget(self.kit)
        row = QHBoxLayout()
        self.save_button = SecondaryButton(self.tr("Save as PDF"), page)
        self.print_button = SecondaryButton(self.tr("Print"), page, icon="printer")
        self.print_button.setVisible(has_printer())
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        row.addStretch(1)
        layout.addLayout(row)
        self.said = Label("", Role.BODY, page, color="allow")
        layout.addWidget(self.said)
        self.save_button.clicked.connect(self.save_papers)
        self.print_button.clicked.connect(self.print_papers)

    def _add_code(self) -> None:
        page, layout = self.add_page()
        words = self.tr(
            "So that nobody founds a clinic whose papers are lost: type any one of the codes from the paper."
        )
        layout.addWidget(Label(words, Role.BODY, page, color="ink2"))
        field = TextField(self.tr("One-time code"), page, placeholder="XXXX-XXXX-XXXX-XXXX")
        self.code = labelled(field, layout, page)
        layout.addWidget(Label(self.tr("It stays good."), Role.TABLE, page, color="ink2"))

    # what was typed

    def officer(self) -> NewStaff:
        """The privacy officer."""
        return NewStaff(self.officer_name.text().strip(), self.officer_number.text().strip())

    def administrator(self) -> NewStaff:
        """The second administrator."""
        return NewStaff(self.administrator_name.text().strip(), self.administrator_number.text().strip())

    def page_ready(self, page: int) -> bool:
        """Filled; the papers: saved or printed."""
        people = (self.officer_name, self.officer_number, self.administrator_name, self.administrator_number)
        ready = {
            NAME: bool(self.name.text().strip()),
            PEOPLE: all(field.text().strip() for field in people),
            PROTECTION: True,
            PAPERS: self._kept,
            CODE: bool(self.code.text().strip()),
        }
        return ready[page]

    def focus_page(self, page: int) -> None:
        """The first field."""
        first: dict[int, QWidget] = {
            NAME: self.name.line_edit,
            PEOPLE: self.officer_name.line_edit,
            PROTECTION: self.key_ring_card if self._key_ring else self.passphrase.line_edit,
            PAPERS: self.save_button,
            CODE: self.code.line_edit,
        }
        first[page].setFocus(Qt.FocusReason.OtherFocusReason)

    def next_words(self, page: int) -> str:
        """What is done next."""
        return {PROTECTION: self.tr("Make the clinic"), CODE: self.tr("Finish")}.get(page, self.tr("Next"))

    def page_trouble(self, page: int) -> tuple[str, int]:
        """Two people with two numbers; the passphrase twice the same."""
        if page == PEOPLE and self.officer().number == self.administrator().number:
            return self.tr("The privacy officer and the administrator are two people with two numbers."), page
        if page == PROTECTION and self.passphrase.text() != self.again.text():
            return self.tr("The two passphrases were not the same."), page
        return "", page

    # making it

    @Slot()
    def go_on(self) -> None:
        """From the protection the clinic is made, in the background."""
        if self.page() == PROTECTION and self._made is None and self.next_button.isEnabled():
            trouble, where = self.page_trouble(PROTECTION)
            if trouble:
                self.show_page(where, trouble)
                return
            self.set_busy(True)
            work = partial(
                self._founder, name=self.name.text().strip(), officer=self.officer(), administrator=self.administrator(),
                keyring=self._key_ring and self.key_ring_card.isChecked(), passphrase=self.passphrase.text() or None,
            )  # fmt: skip
            self._background.command(self, partial(self._make, work), self._was_made, self._not_made)
        else:
            super().go_on()

    def _make(self, work: Callable[[], Founded]) -> Founded:
        """In the background; remembered also where nobody waits for it any more."""
        made = work()
        self._all_made.append(made)
        return made

    def _was_made(self, made: Founded) -> None:
        if self._ended:
            return
        self._made = made
        self._papers = Papers.of(made, self.name.text().strip(), self.officer(), self.administrator())
        self.kit.setText(made.recovery_kit.words)
        self._set_kept(words="")
        self.set_busy(False)
        self.show_page(PAPERS)

    def _not_made(self, error: ConsentDesktopError) -> None:
        self.set_busy(False)
        fields = error.fields if isinstance(error, ValidationError) else {}
        page = NAME if "name" in fields else PEOPLE if fields else PROTECTION
        self.show_page(page, " ".join(fields.values()) or str(error))

    def left_back(self, page: int) -> None:
        """What the papers belong to is thrown away: whatever is changed now makes a new clinic with new papers."""
        if page == PAPERS:
            self._throw_away()

    def _throw_away(self) -> None:
        self._made = self._papers = None
        self.kit.setText("")
        while self._all_made:
            made = self._all_made.pop()
            if made.finished:
                made.clinic.close()
            made.abandon()

    @Slot()
    def save_papers(self) -> None:
        """Ask where, and write the PDF."""
        path = self._ask_path(self)
        if not path or self._papers is None:
            return
        try:
            self._papers.save(Path(path))
        except ConsentDesktopError as error:
            self.show_page(PAPERS, str(error))
            return
        self._set_kept(self.tr("Saved. Print it, then delete the file: whoever has it can open the clinic."))

    @Slot()
    def print_papers(self) -> None:
        """The system's print dialog."""
        if self._papers is not None:
            dialog = PrintingPapers(self, self._papers)
            dialog.accepted.connect(self._printed)
            dialog.ask()

    @Slot()
    def _printed(self) -> None:
        self._set_kept(self.tr("Sent to the printer."))

    def _set_kept(self, words: str) -> None:
        self._kept = bool(words)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.update_buttons()
        self.place()

    def finish(self) -> None:
        """One code typed back."""
        if self._made is not None:
            self.set_busy(True)
            self._background.command(
                self, partial(self._made.confirm, self.code.text()), self._finished, self._not_finished
            )

    def _finished(self, clinic: Clinic) -> None:
        if not self._ended:
            self._all_made = []
            self.end()
            self.founded.emit(clinic)

    def _not_finished(self, error: ConsentDesktopError) -> None:
        self.set_busy(False)
        self.show_page(CODE, str(error))

    def end(self) -> None:
        """Nothing is under way any more; a clinic that is not finished leaves nothing behind."""
        self._ended = True
        self._background.close()
        self._throw_away()
