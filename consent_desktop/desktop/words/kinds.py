"""Record types as screens call them: kinds of record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from consent_desktop.domain.vocabulary import RecordType, in_order

translate = QCoreApplication.translate

ICONS: Final[dict[RecordType, str]] = {
    RecordType.EXAMS: "test-tube",
    RecordType.CONSULTATIONS: "notebook",
    RecordType.CONDITIONS: "heartbeat",
    RecordType.ER_VISITS: "ambulance",
    RecordType.ALL: "folders",
}


def title(kind: RecordType) -> str:
    """The kind as a heading."""
    match kind:
        case RecordType.EXAMS:
            return translate("kinds", "Exams")
        case RecordType.CONSULTATIONS:
            return translate("kinds", "Consultations")
        case RecordType.CONDITIONS:
            return translate("kinds", "Conditions")
        case RecordType.ER_VISITS:
            return translate("kinds", "ER visits")
        case RecordType.ALL:
            return translate("kinds", "Everything")


def word(kind: RecordType) -> str:
    """The kind inside a sentence."""
    match kind:
        case RecordType.EXAMS:
            return translate("kinds", "exams")
        case RecordType.CONSULTATIONS:
            return translate("kinds", "consultations")
        case RecordType.CONDITIONS:
            return translate("kinds", "conditions")
        case RecordType.ER_VISITS:
            return translate("kinds", "ER visits")
        case RecordType.ALL:
            return translate("kinds", "whole record")


def short_hint(kind: RecordType) -> str:
    """Under the heading of a column: what is inside."""
    return {
        RecordType.EXAMS: translate("kinds", "tests and scans"),
        RecordType.CONSULTATIONS: translate("kinds", "visits and notes"),
        RecordType.CONDITIONS: translate("kinds", "illnesses, allergies"),
        RecordType.ER_VISITS: translate("kinds", "emergency room"),
        RecordType.ALL: translate("kinds", "all kinds, now and later"),
    }[kind]


def hint(kind: RecordType) -> str:
    """On an option card: what is inside, in everyday words."""
    return {
        RecordType.EXAMS: translate("kinds", "Blood tests, X-rays, scans and their results"),
        RecordType.CONSULTATIONS: translate("kinds", "What was said and decided at your visits"),
        RecordType.CONDITIONS: translate("kinds", "Illnesses, allergies, medicines you take"),
        RecordType.ER_VISITS: translate("kinds", "Times you were in the emergency room"),
        RecordType.ALL: translate("kinds", "All four kinds, now and later"),
    }[kind]


def listed(kinds: Iterable[RecordType]) -> str:
    """The kinds in a sentence: "exams, conditions and ER visits"; `all` reads "whole record, now and later"."""
    wanted = in_order(kinds)
    if RecordType.ALL in wanted:
        return translate("kinds", "whole record, now and later")
    words = [word(kind) for kind in wanted]
    if not words:
        return translate("kinds", "nothing")
    if len(words) == 1:
        return words[0]
    return translate("kinds", "{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])


def counted(kinds: Collection[RecordType]) -> str:
    """How many of the four: "2 of 4 kinds"."""
    return translate("kinds", "{some} of 4 kinds").format(some=len(kinds))
