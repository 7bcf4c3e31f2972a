"""A new notice in the two lines of a toast."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import dates, events, kinds
from consent_desktop.desktop.words.people import name_of
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import HistoryRow

translate = QCoreApplication.translate


def toast(row: HistoryRow, zone: ZoneInfo) -> tuple[str, str, bool]:
    """Title, line, and whether it is good news."""
    patient, said = name_of(row.subject), kinds.listed(row.record_types) if row.record_types else ""
    match row.type:
        case "ConsentGranted":
            title = translate("notices", "{patient} said yes").format(patient=patient)
            if row.until is None:
                return title, translate("notices", "You can see {kinds}, with no end date.").format(kinds=said), True
            line = translate("notices", "You can see {kinds} until {date}.")
            return title, line.format(kinds=said, date=dates.end_words(row.until, zone)), True
        case "RequestDeclined":
            title = translate("notices", "{patient} said no").format(patient=patient)
            return title, translate("notices", "You asked to see {kinds}.").format(kinds=said), False
        case "ConsentRevoked":
            title = translate("notices", "{patient} stopped sharing").format(patient=patient)
            if RecordType.ALL in row.record_types:
                return title, translate("notices", "You can see nothing of it any more."), False
            return title, translate("notices", "You can no longer see {kinds}.").format(kinds=said), False
        case _:
            return translate("notices", "A new notice"), events.receiver_sentence(row, zone).text, True
