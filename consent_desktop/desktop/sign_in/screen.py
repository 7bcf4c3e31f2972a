"""The first screen: who are you, and can you prove it?"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.about.dialog import AboutDialog
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.shell.regions import mark_region
from consent_desktop.desktop.shell.scrolling import ScrollPage
from consent_desktop.desktop.shell.text_size import TextSizeButton
from consent_desktop.desktop.sign_in import proving
from consent_desktop.desktop.sign_in.brand_side import WIDE, BrandSide
from consent_desktop.desktop.sign_in.choose_password import ChoosePassword
from consent_desktop.desktop.sign_in.choose_pin import ChoosePin
from consent_desktop.desktop.sign_in.code_dialog import CodeDialog
from consent_desktop.desktop.sign_in.password_card import PasswordCard
from consent_desktop.desktop.sign_in.pin_card import PinCard
from consent_desktop.desktop.sign_in.proof_card import ProofCard
from consent_desktop.desktop.sign_in.question import Question
from consent_desktop.desktop.sign_in.role_dialog import RoleDialog
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import px, text_scale, type_scale
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import ActingRole

NARROW, CARD_WIDTH, TWO_COLUMNS, WIDEST = 1040, 328, 740, 1100


class SignInScreen(QWidget):
    """`signed_in(Session)` once somebody has proved who they are; `another_wanted()` for one more window."""

    signed_in = Signal(object)
    first_time = Signal()
    """After `signed_in`: staff have just chosen a password."""
    another_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, kiosk: bool = False) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._answer, self._secret = Latest(workspace, self), Latest(workspace, self)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._brand = BrandSide(workspace.clinic.name, self)
        self._page = ScrollPage(self, widest=WIDEST)
        self._outer.addWidget(self._brand)
        self._outer.addWidget(self._page, 1)
        column = self._page.column_widget
        self._page.column.addLayout(self._make_tools(column, kiosk))
        self._page.column.addSpacing(26)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(36)
        self.question = Question(workspace, column, kiosk=kiosk)
        self._columns.addWidget(self.question, 1)
        self.cards: tuple[ProofCard, ...] = (PinCard(column), PasswordCard(column))
        for card in self.cards:
            self._columns.addWidget(card)
            card.submitted.connect(self.prove)
            card.code_wanted.connect(self.open_code)
        self._page.column.addLayout(self._columns, 1)
        self.question.changed.connect(self._changed)
        self.question.confirmed.connect(self._go_to_proof)
        self.question.role_chosen.connect(self._role_chosen)
        type_scale().scale_changed.connect(self.arrange)
        for region in (self.question, *self.cards):
            mark_region(region)
        self._role_chosen(staff=False)

    def _make_tools(self, column: QWidget, kiosk: bool) -> QHBoxLayout:
        tools = QHBoxLayout()
        self.text_button = TextSizeButton(self.tr("Bigger text"), column, size=ControlSize.NORMAL)
        self.window_button = QuietButton(self.tr("Open another window"), column, icon="desktop")
        self.window_button.setVisible(not kiosk)
        self.window_button.clicked.connect(self.another_wanted)
        tools.addWidget(self.text_button)
        tools.addStretch(1)
        tools.addWidget(self.window_button)
        self.about_button = QuietButton(self.tr("About"), column)
        self.about_button.clicked.connect(self.show_about)
        tools.addWidget(self.about_button)
        return tools

    @Slot()
    def show_about(self) -> None:
        """Which version this is, and what it is made of."""
        AboutDialog(self._workspace, self.window()).open_dialog()

    @property
    def card(self) -> ProofCard:
        """The card for who is asked now."""
        return self.cards[self.question.is_staff()]

    def first_focus(self) -> QWidget:
        """Where the keyboard begins. Not a focus proxy: with one, Tab would pass over the choices before it."""
        return self.question.pane.first_field()

    @Slot(object)
    def _role_chosen(self, staff: object) -> None:
        for card in self.cards:
            card.setVisible(card is self.cards[bool(staff)])
            card.begin_anew()
        self._changed()
        self.arrange()

    @Slot()
    def _changed(self) -> None:
        """Somebody else is meant: what was typed for the one before is gone."""
        self.card.begin_anew()
        person = self.question.pane.who().person
        self.card.name_person(person)
        self._secret.drop()
        if person is not None and self._workspace.clinic.demonstration:
            work = partial(proving.demonstration_words, self._workspace.clinic, person)
            self._secret.ask(work, self.question.pane.say_secret, self._no_secret)

    def _no_secret(self, _error: ConsentDesktopError) -> None:
        """The strip says what troubles the store."""

    @Slot()
    def _go_to_proof(self) -> None:
        self.card.focus()

    def say(self, sentence: str) -> None:
        """Something that whoever sits there should know."""
        self.card.say(sentence)

    # proof

    @Slot()
    def prove(self) -> None:
        """Let the accounts look at what was typed."""
        pane, card = self.question.pane, self.card
        who = pane.who()
        if not who.complete:
            pane.point_out()
            return
        accounts = self._workspace.clinic.accounts
        card.set_busy(True)
        if self.question.is_staff():
            work = partial(proving.staff, accounts, who.number, card.secret())
        else:
            work = partial(proving.patient, accounts, who.claim, card.secret())
        self._answer.ask(work, self._proved, self._refused)

    def _proved(self, proved: proving.Proved) -> None:
        self.card.set_busy(False)
        self.card.forget()
        if len(proved.roles) < 2:
            self.signed_in.emit(proved.session)
            return
        dialog = RoleDialog(self.window(), proved.session.person, proved.roles)
        dialog.chosen.connect(partial(self._role_wanted, proved.session))
        dialog.rejected.connect(partial(self._not_entered, proved.session))
        dialog.open_dialog()

    def _role_wanted(self, session: Session, role: ActingRole) -> None:
        if role is session.acting.role:
            self.signed_in.emit(session)
            return
        work = partial(self._workspace.clinic.accounts.in_role, session, role)
        self._answer.ask(work, self.signed_in.emit, self._refused)

    def _not_entered(self, session: Session) -> None:
        """Back out of the choice of a role: nobody is signed in."""
        work = partial(self._workspace.clinic.accounts.sign_out, session)
        self._workspace.query(self, work, self._left, self._refused)

    def _left(self, _nothing: object) -> None:
        """The session is over; the screen asks as before."""
        self.question.choose_role()

    def _refused(self, error: ConsentDesktopError) -> None:
        self.card.refuse(error)

    @Slot()
    def open_code(self) -> None:
        """Choose a PIN or a password with a one-time code."""
        who = self.question.pane.who()
        dialog: CodeDialog
        if self.question.is_staff():
            dialog = ChoosePassword(self.window(), self._workspace, who)
            dialog.chosen.connect(self.signed_in)
            dialog.chosen.connect(self._chose_password)
        else:
            dialog = ChoosePin(self.window(), self._workspace, who)
            dialog.chosen.connect(self.signed_in)
        dialog.open_dialog()

    @Slot(object)
    def _chose_password(self, _session: object) -> None:
        self.first_time.emit()

    # where things stand

    @Slot(object)
    def arrange(self, _scale: object = None) -> None:
        """Blue side or strip; two columns or one below the other."""
        strip = self.width() < NARROW or text_scale() >= 1.5
        self._brand.set_strip(strip)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._outer.setDirection(down if strip else across)
        room = min(self.width() - 80 - (0 if strip else WIDE), WIDEST)
        beside = room >= px(TWO_COLUMNS)
        self._columns.setDirection(across if beside else down)
        for card in self.cards:
            card.setFixedWidth(px(CARD_WIDTH)) if beside else card.setMaximumWidth(16_777_215)
            if not beside:
                card.setMinimumWidth(0)
            self._columns.setAlignment(card, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()
