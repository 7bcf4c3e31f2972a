"""The words of the ask dialog: purposes, ends, and what is still missing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.professional.ask_draft import Missing
from consent_desktop.domain.vocabulary import PersonKind

translate = QCoreApplication.translate


def purposes(kind: PersonKind) -> list[tuple[str, str, str]]:
    """Code (HL7 v3-ActReason), title, and the words in a sentence after "for", true whoever reads them."""
    if kind is PersonKind.PATIENT:
        return [
            ("FAMRQT", translate("ask", "Family"), translate("ask", "help from family")),
            ("SUPNWK", translate("ask", "Friend or carer"), translate("ask", "support in daily life")),
            ("PWATRNY", translate("ask", "Power of attorney"), translate("ask", "acting by power of attorney")),
        ]
    return [
        ("TREAT", translate("ask", "Treatment"), translate("ask", "care and treatment")),
        ("COC", translate("ask", "Care coordination"), translate("ask", "care coordination")),
        ("HPAYMT", translate("ask", "Payment"), translate("ask", "payment for care")),
        ("HOPERAT", translate("ask", "Running the clinic"), translate("ask", "running and checking the clinic’s work")),
        ("HRESCH", translate("ask", "Research"), translate("ask", "medical research")),
    ]


def still_to_choose(missing: Missing) -> str:
    """Why Send waits."""
    return {
        Missing.KINDS: translate("ask", "Choose what you ask to see."),
        Missing.PURPOSE: translate("ask", "Choose what it is for."),
        Missing.HOW_LONG: translate("ask", "Choose until when."),
        Missing.DAY: translate("ask", "Choose the day."),
    }[missing]


def sentence(no_end: bool) -> str:
    """The sentence that the patient will read, with its blanks."""
    if no_end:
        return translate("ask", "{asker} asks to see {patient}’s {kinds} with {end}, for {purpose}.")
    return translate("ask", "{asker} asks to see {patient}’s {kinds} until {end}, for {purpose}.")
