"""The answer to "Does … have access to …?" in words about the two of them, for somebody who is neither."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.professional import check_words
from consent_desktop.desktop.professional.check_words import Finding
from consent_desktop.desktop.words import kinds
from consent_desktop.desktop.words.people import name_of
from consent_desktop.read_models.rows import Decision, PersonRow

translate = QCoreApplication.translate


def answer_sentence(decision: Decision, other: PersonRow) -> str:
    """What the answer means for the person who would look."""
    name = name_of(other)
    if decision.rests:
        return translate("access", "{name} is not active at present, and can see nothing.").format(name=name)
    permitted = [line.record_type for line in decision.lines if line.permitted]
    if len(decision.lines) == 1:
        kind = kinds.word(decision.lines[0].record_type)
        yes, no = (
            translate("access", "{name} can see the {kind}."),
            translate("access", "{name} cannot see the {kind}."),
        )
        return (yes if permitted else no).format(name=name, kind=kind)
    if len(permitted) == len(decision.lines):
        return translate("access", "{name} can see all 4 kinds.").format(name=name)
    if not permitted:
        return translate("access", "{name} can see none of the 4 kinds.").format(name=name)
    return translate("access", "{name} can see {counted}.").format(name=name, counted=kinds.counted(permitted))


def findings(decision: Decision, zone: ZoneInfo) -> list[Finding]:
    """One line for record types that stand alike. Who is told the answer only is told nothing of what it rests on."""
    if any(line.position is not None or line.cell.at is not None for line in decision.lines):
        return check_words.findings(decision, zone)
    bare = check_words.findings(decision, zone)
    return [Finding(found.kinds, found.permitted, found.title, "", None) for found in bare]
