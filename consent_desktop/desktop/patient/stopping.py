"""Stop sharing: the question under the button, the command, and what comes of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.access_cell import AccessCell
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.popover import Popover
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.words import kinds
from consent_desktop.desktop.words.people import name_of, short_name
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import RevokeConsent
from consent_desktop.domain.vocabulary import EVERYTHING, RecordType
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import MatrixRow, PersonRow


class Stopping(QObject):
    """`began(subject)`, `ended(subject)` around the command; `stopped(row, kinds)` or `refused(row, error)` between.

    `kinds` are what could be seen before and cannot be seen now.
    """

    began = Signal(object)
    ended = Signal(object)
    stopped = Signal(object, object)
    refused = Signal(object, object)

    def __init__(self, workspace: Workspace, patient: PersonRow, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._patient, self._page = workspace, patient, page
        self._confirmed = False

    def ask(self, row: MatrixRow, kind: RecordType | None, opener: QWidget) -> Popover:
        """Put the question under `opener`: about one kind, or (None) about everything."""
        self._confirmed = False
        everything = kind is None
        popover = Popover(
            self._page, self.question(row, kind), self.effect(row, kind),
            self.tr("Stop all") if everything else self.tr("Stop sharing"), self.tr("Keep sharing"),
        )  # fmt: skip
        if everything:
            popover.body_layout.setContentsMargins(0, 8, 0, 0)
            for held in row.held:
                popover.body_layout.addLayout(self._line(popover, held))
        popover.confirmed.connect(self._confirm)
        popover.closed.connect(partial(self._closed, row, kind, opener))
        if isinstance(opener, AccessCell):
            opener.set_asking(True)
        popover.open_under(opener)
        return popover

    def _line(self, parent: QWidget, kind: RecordType) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(LineIcon(kinds.ICONS[kind], parent, color="ink"))
        line.addWidget(Label(kinds.title(kind), Role.BODY, parent), 1)
        return line

    def question(self, row: MatrixRow, kind: RecordType | None) -> str:
        """What is about to be stopped, and with whom."""
        if kind is None:
            return self.tr("Stop sharing everything with {name}?").format(name=name_of(row.other))
        return self.tr("Stop sharing {kinds} with {name}?").format(kinds=kinds.word(kind), name=name_of(row.other))

    def effect(self, row: MatrixRow, kind: RecordType | None) -> str:
        """What comes of it; every word of it true."""
        if kind is None and row.asked:
            words = self.tr(
                "It works at once. {name} is told at the next sign-in. This does not answer the request of {name}: "
                "it goes on waiting. You can share again later."
            )
        elif kind is not None and set(row.through_all) - {kind}:
            words = self.tr(
                "It works at once. {name} is told at the next sign-in. Kinds of records that come later stay shared. "
                "You can share again later."
            )
        else:
            words = self.tr("It works at once. {name} is told at the next sign-in. You can share again later.")
        return words.format(name=short_name(row.other))

    def _confirm(self) -> None:
        self._confirmed = True

    def _closed(self, row: MatrixRow, kind: RecordType | None, opener: QWidget) -> None:
        """The popover has gone and given back the focus: now give the command, if it was confirmed."""
        if isinstance(opener, AccessCell) and isValid(opener):
            opener.set_asking(False)
        if not self._confirmed:
            return
        self._confirmed = False
        gone = frozenset(row.held) if kind is None else frozenset({kind})
        command = RevokeConsent(
            patient=self._patient.subject,
            actor=actor_of(row.other),
            record_types=EVERYTHING if kind is None else frozenset({kind}),
        )
        held = isValid(opener) and opener.hasFocus()
        if held:
            opener.clearFocus()  # disabling it would throw the focus, and the page with it, to the next row
        self.began.emit(row.other.subject)
        self._workspace.command(
            self, command, self._workspace.clinic.acting_as(self._patient),
            partial(self._done, row, gone, opener if held else None),
            partial(self._refuse, row, opener if held else None),
        )  # fmt: skip

    def _done(self, row: MatrixRow, gone: frozenset[RecordType], opener: QWidget | None, _recorded: object) -> None:
        self._end(row, opener)
        self.stopped.emit(row, gone)

    def _refuse(self, row: MatrixRow, opener: QWidget | None, error: object) -> None:
        self._end(row, opener)
        self.refused.emit(row, error)

    def _end(self, row: MatrixRow, opener: QWidget | None) -> None:
        self.ended.emit(row.other.subject)
        if opener is not None and isValid(opener) and opener.isVisible() and QApplication.focusWidget() is None:
            opener.setFocus()
