"""What stays shared for longer than a new share lasts, because it was shared before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import dates, kinds
from consent_desktop.domain.vocabulary import SINGLE_TYPES, RecordType
from consent_desktop.read_models.rows import CellState, MatrixRow

translate = QCoreApplication.translate


def longer(
    row: MatrixRow | None, record_types: Iterable[RecordType], until: datetime | None
) -> dict[datetime | None, list[RecordType]]:
    """Of these kinds, those that can be seen until later than `until`, under their ends (None: no end)."""
    found: dict[datetime | None, list[RecordType]] = {}
    if row is None or until is None:
        return found
    wanted = set(record_types)
    for kind in SINGLE_TYPES:
        cell = row.cells[kind]
        chosen = kind in wanted or RecordType.ALL in wanted
        if chosen and cell.state is CellState.CAN_SEE and (cell.until is None or cell.until > until):
            found.setdefault(cell.until, []).append(kind)
    return found


def lines(
    row: MatrixRow | None, record_types: Iterable[RecordType], until: datetime | None, zone: ZoneInfo
) -> list[tuple[str, str]]:
    """A line with its icon for each end that comes later than that of the new share."""
    wanted = set(record_types)
    found = longer(row, wanted, until)
    said = []
    for end, stay in found.items():
        if end is None:
            words = translate("sharing", "Your {kinds} stay shared with no end date, as before.")
            said.append(words.format(kinds=kinds.listed(stay)))
        else:
            words = translate("sharing", "Your {kinds} stay shared until {day}, as before.")
            said.append(words.format(kinds=kinds.listed(stay), day=dates.end_words(end, zone)))
    held = {kind for stay in found.values() for kind in stay}
    if row is not None and RecordType.ALL in wanted and held.intersection(row.through_all):
        said.append(translate("sharing", "Kinds that come later may stay shared for longer too, as before."))
    return [("calendar-check", words) for words in said]
