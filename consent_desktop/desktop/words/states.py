"""States of access and of requests as the guide words them, for patients and for staff."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.application.clock import last_day
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.domain.vocabulary import RecordType, expand
from consent_desktop.read_models.rows import Cell, CellState, RequestRow, RequestState

translate = QCoreApplication.translate


def patient_word(state: CellState) -> str:
    """The state as the patient reads it."""
    return {
        CellState.CAN_SEE: translate("states", "Can see"),
        CellState.ASKED: translate("states", "Asks to see"),
        CellState.NOT_SHARED: translate("states", "Not shared"),
        CellState.ENDED: translate("states", "Ended"),
        CellState.SAID_NO: translate("states", "You said no"),
        CellState.STOPPED: translate("states", "You stopped it"),
        CellState.LOST: translate("states", "History damaged"),
        CellState.TAKEN_BACK: translate("states", "Request taken back"),
    }[state]


def cell_word(cell: Cell) -> str:
    """The cell's state as the patient reads it; what rests is not said to be seen."""
    return translate("states", "Rests") if cell.rests else patient_word(cell.state)


def staff_word(state: CellState) -> str:
    """The state as staff read it."""
    return {
        CellState.CAN_SEE: translate("states", "Yes"),
        CellState.ASKED: translate("states", "Asked"),
        CellState.NOT_SHARED: translate("states", "No"),
        CellState.ENDED: translate("states", "Ended"),
        CellState.SAID_NO: translate("states", "Said no"),
        CellState.STOPPED: translate("states", "Stopped"),
        CellState.LOST: translate("states", "Damaged"),
        CellState.TAKEN_BACK: translate("states", "Taken back"),
    }[state]


def second_line(cell: Cell, zone: ZoneInfo) -> str:
    """The second line of a patient's cell: the end, or when it came about."""
    if cell.rests:
        return translate("states", "not active now")
    if cell.state is CellState.CAN_SEE:
        return dates.ends(cell.until, zone)
    if cell.state is CellState.ASKED:
        return translate("states", "waiting for you")
    if cell.at is None:
        return ""
    at = cell.at
    day = dates.short_day(last_day(at, zone) if cell.state is CellState.ENDED else dates.day_of(at, zone))
    return translate("states", "on {day}").format(day=day)


def request_word(state: RequestState) -> str:
    """How a request stands or ended."""
    return {
        RequestState.OPEN: translate("states", "Waiting"),
        RequestState.GRANTED: translate("states", "Allowed"),
        RequestState.PARTLY_GRANTED: translate("states", "Partly allowed"),
        RequestState.DECLINED: translate("states", "Declined"),
        RequestState.WITHDRAWN: translate("states", "Taken back"),
        RequestState.LOST: translate("states", "Ended by damage"),
    }[state]


def allowed_part(request: RequestRow) -> str:
    """Of a request that was allowed in part: which kinds were allowed and which were not; "" for any other."""
    if request.state is not RequestState.PARTLY_GRANTED:
        return ""
    left_out = expand(request.record_types) - expand(request.granted) - {RecordType.ALL}
    words = translate("states", "Allowed: {kinds}. Not allowed: {others}.")
    return words.format(kinds=kinds.listed(request.granted), others=kinds.listed(left_out))
