"""Why somebody shares: the choices of the guide, each with the code that the record keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from consent_desktop.domain.vocabulary import Purpose

translate = QCoreApplication.translate

WORDS_LIMIT: Final = 200


class ReasonChoice(StrEnum):
    """What a person can choose under "Why"."""

    CARE = "care"
    OPERATION = "operation"
    OPINION = "opinion"
    FAMILY = "family"
    UNSAID = "unsaid"


CODES: Final[dict[ReasonChoice, str]] = {
    ReasonChoice.CARE: "TREAT",
    ReasonChoice.OPERATION: "TREAT",
    ReasonChoice.OPINION: "COC",
    ReasonChoice.FAMILY: "FAMRQT",
}
"""HL7 v3-ActReason codes; a reason that is not said has none and limits nothing."""

ICONS: Final[dict[ReasonChoice, str]] = {
    ReasonChoice.CARE: "stethoscope",
    ReasonChoice.OPERATION: "bandaids",
    ReasonChoice.OPINION: "chats-circle",
    ReasonChoice.FAMILY: "users",
    ReasonChoice.UNSAID: "minus",
}


def title(choice: ReasonChoice) -> str:
    """On the option card."""
    return {
        ReasonChoice.CARE: translate("reasons", "My care and treatment"),
        ReasonChoice.OPERATION: translate("reasons", "An operation"),
        ReasonChoice.OPINION: translate("reasons", "A second opinion"),
        ReasonChoice.FAMILY: translate("reasons", "So my family can help"),
        ReasonChoice.UNSAID: translate("reasons", "I would rather not say"),
    }[choice]


def plain_words(choice: ReasonChoice) -> str:
    """After "for" in the sentence, unless the person says it in words of their own; true whoever reads them."""
    return {
        ReasonChoice.CARE: translate("reasons", "care and treatment"),
        ReasonChoice.OPERATION: translate("reasons", "an operation"),
        ReasonChoice.OPINION: translate("reasons", "a second opinion"),
        ReasonChoice.FAMILY: translate("reasons", "help from family"),
        ReasonChoice.UNSAID: "",
    }[choice]


@dataclass(frozen=True, slots=True)
class Reason:
    """A chosen reason and the words in which it is told."""

    choice: ReasonChoice
    words: str

    @property
    def purpose(self) -> Purpose | None:
        """As the record keeps it; None where the person would rather not say."""
        if self.choice is ReasonChoice.UNSAID:
            return None
        return Purpose(CODES[self.choice], self.words.strip() or plain_words(self.choice))
