"""Who may ask what of a whole history. Faces ask here before they answer; lists of one's own are not asked about."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.vocabulary import Acting, ActingRole


class Question(StrEnum):
    """What is to be read, or done with what another service reads."""

    FEED = "feed"
    """Every event of the clinic with its content, names included."""
    SUBSCRIPTIONS = "subscriptions"
    """How far other services have come, and what they could not handle."""
    AS_OF = "as_of"
    """What could be seen of a patient at an earlier moment."""
    TRACE = "trace"
    """Which event led to which."""


_PRIVACY: Final = frozenset({ActingRole.OPERATOR, ActingRole.PRIVACY_OFFICER})

RIGHTS: Final = {
    Question.FEED: _PRIVACY,
    Question.SUBSCRIPTIONS: _PRIVACY | {ActingRole.ADMINISTRATOR},
    Question.AS_OF: _PRIVACY,
    Question.TRACE: _PRIVACY,
}
"""The roles that may. Services of others get a role of their own here once they have an account."""

_SENTENCES: Final = {
    Question.FEED: "Nothing was sent: the feed of every event is for the privacy officer.",
    Question.SUBSCRIPTIONS: "Nothing was done: subscriptions are for the privacy officer and the administrator.",
    Question.AS_OF: "Nothing was shown: what could be seen earlier is for the patient and for the privacy officer.",
    Question.TRACE: "Nothing was shown: which event led to which is for the privacy officer.",
}


def authorize_reading(acting: Acting, question: Question, about: str | None = None) -> None:
    """Raise `NotAllowed` unless who acts may ask; `about` is the subject id of the patient whom it is about.

    Patients may look back at what was shared of themselves.
    """
    if acting.role in RIGHTS[question]:
        return
    if question is Question.AS_OF and acting.role is ActingRole.PATIENT and acting.id == about:
        return
    raise NotAllowed(_SENTENCES[question])
