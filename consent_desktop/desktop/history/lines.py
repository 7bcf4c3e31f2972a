"""Rows of the history put into words, off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.widgets.status_badge import Status
from consent_desktop.desktop.words import dates, events, kinds
from consent_desktop.desktop.words.people import name_of, other_name, subject_name
from consent_desktop.domain.vocabulary import CLINIC, NOBODY_ID, OPERATOR, SYSTEM, Acting, RecordType
from consent_desktop.read_models import history
from consent_desktop.read_models.rows import HistoryRow

translate = QCoreApplication.translate


class Col(IntEnum):
    """The columns, in order."""

    POSITION = 0
    TIME = 1
    RECORDED = 2
    BY = 3
    ACTION = 4
    PATIENT = 5
    ACCESS_FOR = 6
    RECORD_TYPE = 7
    PURPOSE = 8


@dataclass(frozen=True, slots=True)
class ActionFace:
    """Icon, colour and badge of a kind of event."""

    icon: str
    weight: Weight
    color: str
    status: Status


_OTHER: Final = ActionFace("identification-badge", Weight.REGULAR, "none", Status.ENDED)
FACES: Final = {
    "ConsentAsked": ActionFace("hourglass-medium", Weight.FILL, "wait", Status.WAITING),
    "ConsentGranted": ActionFace("check-circle", Weight.FILL, "allow", Status.CAN_SEE),
    "RequestDeclined": ActionFace("x-circle", Weight.BOLD, "none", Status.DECLINED),
    "RequestWithdrawn": ActionFace("arrow-u-up-left", Weight.BOLD, "none", Status.TAKEN_BACK),
    "ConsentRevoked": ActionFace("prohibit", Weight.BOLD, "stop", Status.STOPPED),
    "NoticeRaised": ActionFace("bell", Weight.BOLD, "none", Status.WAITING),
    "NoticeParked": ActionFace("warning-circle", Weight.FILL, "stop", Status.DAMAGED),
    "HistoryTakenOver": ActionFace("seal-warning", Weight.FILL, "stop", Status.DAMAGED),
    "HistoryDamaged": ActionFace("seal-warning", Weight.FILL, "stop", Status.DAMAGED),
    "DamageSettled": ActionFace("seal-check", Weight.FILL, "allow", Status.VERIFIED),
    "NoticeSeen": ActionFace("eye", Weight.BOLD, "none", Status.CAN_SEE),
}


def face_of(event_type: str) -> ActionFace:
    """How events of that type look."""
    return FACES.get(event_type, _OTHER)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event as the table shows it."""

    position: int
    type: str
    texts: tuple[str, ...]
    late: bool
    """Whether the store learnt it on a later day than it happened."""
    row: HistoryRow | None = None
    zone: ZoneInfo | None = None

    @property
    def spoken(self) -> str:
        """The whole line in words, for readers; made when one asks, since most lines are only looked at."""
        if self.row is None or self.zone is None:
            return ""
        sentence = events.staff_sentence(self.row, self.zone).text
        return translate("history", "Event {number}, {time}, by {who}. {sentence}").format(
            number=self.texts[Col.POSITION], time=self.texts[Col.TIME], who=self.texts[Col.BY], sentence=sentence
        )


def lines_of(rows: Iterable[HistoryRow], zone: ZoneInfo) -> list[HistoryLine]:
    """The rows in words."""
    locale = QLocale()
    return [_line(row, zone, locale) for row in rows]


def who_acted(row: HistoryRow) -> str:
    """The one who acted, the program and the operator included."""
    if row.by is None and row.by_id == SYSTEM:
        return translate("history", "The system")
    if row.by is None and row.by_id == OPERATOR:
        return translate("history", "The operator")
    if row.by is None and row.by_id == NOBODY_ID:
        return translate("history", "Nobody signed in")
    return name_of(row.by)


def kinds_cell(types: Sequence[RecordType]) -> str:
    """Record types in a cell: "Exams, consultations"."""
    if not types:
        return ""
    return translate("history", ", ").join([kinds.title(types[0]), *(kinds.word(kind) for kind in types[1:])])


def _line(row: HistoryRow, zone: ZoneInfo, locale: QLocale) -> HistoryLine:
    number, time = locale.toString(row.position), dates.moment_short(row.effective_at, zone)
    at_once = row.recorded_at == row.effective_at
    recorded = time if at_once else dates.moment_short(row.recorded_at, zone)
    texts = (
        number, time, recorded, who_acted(row), events.action(row), subject_name(row) if row.subject_id != CLINIC else "",
        other_name(row) if row.other_id else "", kinds_cell(row.record_types), (row.purpose or "")[:1].upper() + (row.purpose or "")[1:],
    )  # fmt: skip
    late = not at_once and dates.day_of(row.recorded_at, zone) != dates.day_of(row.effective_at, zone)
    return HistoryLine(row.position, row.type, texts, late, row, zone)


def fetch(clinic: Clinic, acting: Acting, positions: Sequence[int]) -> list[HistoryLine]:
    """The lines at those positions, in that order; runs in the background."""
    return lines_of(clinic.ask(acting, history.rows, positions), clinic.zone)
