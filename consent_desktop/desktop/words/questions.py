"""What a privacy officer read, named for a sentence: "read {question} of Helena Duarte"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.domain.reading_rights import Question

translate = QCoreApplication.translate


def words(question: str) -> str:
    """What the question asks for; anything unknown is part of the history too."""
    return {
        Question.FEED.value: translate("questions", "the feed of all events"),
        Question.AS_OF.value: translate("questions", "what could be seen earlier"),
        Question.TRACE.value: translate("questions", "which event led to which"),
        Question.CHECK.value: translate("questions", "who has access to the records"),
        Question.SHARED.value: translate("questions", "who can see the records"),
        Question.REACHED.value: translate("questions", "whose records can be seen"),
        Question.ASKED_OF.value: translate("questions", "the requests"),
        Question.ASKED_BY.value: translate("questions", "the requests"),
        Question.NOTICES.value: translate("questions", "the notices"),
        Question.TO_TELL.value: translate("questions", "the notices"),
        Question.PARKED.value: translate("questions", "the notices"),
    }.get(question, translate("questions", "the history"))
