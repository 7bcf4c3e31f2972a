"""Writes people to CSV, in columns that the import reads again. No cell is one that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.durable_file import write_durably
from consent_desktop.read_models.rows import PersonRow

HEADING: Final = ("id", "kind", "name", "birth_date", "specialty")
_CALCULATED: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that make a spreadsheet take a text for a formula, the wide forms of East Asian keyboards included."""


class ExportFailed(ClinicError):
    """The file could not be written; what stood there is untouched."""

    code = "export_failed"


def harmless(text: str) -> str:
    """The text as a cell that is shown as it is: before a beginning that would be calculated stands an apostrophe."""
    return f"'{text}" if text.lstrip(" ").startswith(_CALCULATED) else text


def write_people(path: Path, people: Iterable[PersonRow]) -> int:
    """Write the file whole or not at all, readable for its owner only; gives how many people it holds.

    Raises `ExportFailed`.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADING)
    count = 0
    for person in people:
        count += 1
        born = person.birth_date.isoformat() if person.birth_date else ""
        cells = (person.record_number, person.kind.value, person.name or "", born, person.specialty or "")
        writer.writerow([harmless(cell) for cell in cells])
    try:
        write_durably(path, text.getvalue().encode("utf-8-sig"), 0o600)
    except OSError as error:
        raise ExportFailed(
            f"{path} cannot be written ({error.strerror}). Nothing was exported; choose another place."
        ) from error
    return count
