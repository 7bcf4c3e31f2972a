"""One event of the patient: time, icon and word, the sentence, and who did it."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.words import dates, events
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.words.sentence import Sentence
from consent_desktop.read_models.rows import HistoryRow, PersonRow

STATUSES: Final[dict[str, Status]] = {
    "ConsentAsked": Status.WAITING,
    "ConsentGranted": Status.CAN_SEE,
    "RequestDeclined": Status.DECLINED,
    "RequestWithdrawn": Status.TAKEN_BACK,
    "ConsentRevoked": Status.STOPPED,
}
NARROW: Final = 640
"""Below this width the sentence stands under time and word, px at scale 1."""


def sentence_of(row: HistoryRow, patient: PersonRow, zone: ZoneInfo) -> Sentence:
    """As the patient reads it: of their own record, or of another patient whom they asked."""
    if row.subject is not None and row.subject.subject == patient.subject:
        return events.patient_sentence(row, zone)
    return events.asker_sentence(row, zone)


class EventLine(QWidget):
    """A line of the list."""

    def __init__(self, row: HistoryRow, patient: PersonRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 12, 0, 12)
        self._row.setSpacing(12)
        mark = QWidget(self)
        mark.setMinimumWidth(px(210))
        beside = QHBoxLayout(mark)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(14)
        time = Label(dates.clock_time(row.effective_at, zone), Role.BODY, mark, color="ink2", tnum=True, wrap=False)
        beside.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        badge = StatusBadge(STATUSES.get(row.type, Status.NOT_SHARED), self._word(row), mark)
        beside.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        beside.addStretch(1)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        said = sentence_of(row, patient, zone)
        words.addWidget(RecordSentence(said.template, said.values, self, role=Role.RECORD_DETAIL))
        words.addWidget(Label(self._who(row, patient), Role.TABLE, self, color="ink2"))
        self._row.addLayout(words, 1)

    def _word(self, row: HistoryRow) -> str:
        return {
            "ConsentGranted": self.tr("Shared"),
            "RequestDeclined": self.tr("Said no"),
        }.get(row.type) or events.action(row)

    def _who(self, row: HistoryRow, patient: PersonRow) -> str:
        if row.by is not None and row.by.subject == patient.subject:
            return self.tr("Done by you")
        if row.by is None:
            return self.tr("Done by the clinic")
        return self.tr("Done by {name}").format(name=name_of(row.by))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)
