"""Who may ask what: one table of roles and questions. The clinic asks here before it answers; windows only hide what this refuses.

A role that a row does not name may not ask at all. How far a role reaches is a `Reach`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Final

from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.vocabulary import ROLES_OF_PEOPLE, Acting, ActingRole


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
    HISTORY = "history"
    """What happened, line by line."""
    EVENT = "event"
    """One event with all its content, and what belongs to it."""
    CHECK = "check"
    """Whether somebody has access to a patient's record."""
    SHARED = "shared"
    """Who can see what of a patient."""
    REACHED = "reached"
    """What somebody can see, of whom."""
    PAIR = "pair"
    """What stands between a patient and one other person."""
    ASKED_OF = "asked_of"
    """Requests put to a patient."""
    ASKED_BY = "asked_by"
    """Requests that somebody made."""
    NOTICES = "notices"
    """What somebody is to be told."""
    TO_TELL = "to_tell"
    """Whom the desk has to tell of something, and what."""
    WAITING = "waiting"
    """Which patients have requests waiting for an answer, and how many; not what is asked."""
    DUE = "due"
    """Notices that are still to be raised: the program's own list."""
    PARKED = "parked"
    """Notices that could not be recorded."""
    DAMAGE = "damage"
    """How many histories are damaged."""
    DAMAGED = "damaged"
    """Whose histories are damaged."""
    AT_THE_DOOR = "at_the_door"
    """Whom somebody means who is about to prove that they are that person."""
    NAMES = "names"
    """What the register says of people whose ids are known from elsewhere."""
    BY_NUMBER = "by_number"
    """The one person with a whole record number."""
    BY_NAME = "by_name"
    """People whose name begins with what is typed."""
    DIRECTORY = "directory"
    """Everybody in the register, with roles, units and whether they are active."""


class Reach(StrEnum):
    """How far a role reaches with a question; the words are those of the printed table."""

    EVERYONE = "everyone"
    OWN = "own only"
    """What concerns the one who asks, or a patient whom they speak for."""
    PROFESSIONALS = "doctors and nurses"
    WITH_BIRTH_DATE = "patients by number and birth date"
    ANSWER = "yes or no only"
    """The answer without what it rests on."""
    WITHOUT_CONSENTS = "without consents"
    """Nothing that says who may see what, or who asked."""
    DEMONSTRATION = "in the demonstration only"


Row = Mapping[ActingRole, Reach]

_PATIENT, _DOCTOR, _NURSE = ActingRole.PATIENT, ActingRole.DOCTOR, ActingRole.NURSE
_RECEPTION, _OFFICER, _ADMINISTRATOR = ActingRole.RECEPTION, ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR
_PROGRAM: Final[Row] = {ActingRole.OPERATOR: Reach.EVERYONE, ActingRole.SYSTEM: Reach.EVERYONE}
"""Whoever works on a plain store without an account, and the program for itself."""
_PRIVACY: Final[Row] = {_OFFICER: Reach.EVERYONE, **_PROGRAM}
_SIDES: Final[Row] = {_PATIENT: Reach.OWN, _DOCTOR: Reach.OWN, _NURSE: Reach.OWN, **_PRIVACY}
"""Those whom consents are about, about themselves."""
_DESK: Final[Row] = {_RECEPTION: Reach.EVERYONE, _ADMINISTRATOR: Reach.EVERYONE, **_PRIVACY}
_SIGNED_IN: Final[Row] = {**dict.fromkeys(ROLES_OF_PEOPLE, Reach.EVERYONE), **_PROGRAM}

READS: Final[Mapping[Question, Row]] = {
    Question.FEED: _PRIVACY,
    Question.SUBSCRIPTIONS: {_ADMINISTRATOR: Reach.EVERYONE, **_PRIVACY},
    Question.AS_OF: {_PATIENT: Reach.OWN, **_PRIVACY},
    Question.TRACE: _PRIVACY,
    Question.HISTORY: {_ADMINISTRATOR: Reach.WITHOUT_CONSENTS, **_SIDES},
    Question.EVENT: {_ADMINISTRATOR: Reach.WITHOUT_CONSENTS, **_SIDES},
    Question.CHECK: {_RECEPTION: Reach.ANSWER, **_SIDES},
    Question.SHARED: {_PATIENT: Reach.OWN, **_PRIVACY},
    Question.REACHED: _SIDES,
    Question.PAIR: _SIDES,
    Question.ASKED_OF: {_PATIENT: Reach.OWN, **_PRIVACY},
    Question.ASKED_BY: _SIDES,
    Question.NOTICES: {**dict.fromkeys(ROLES_OF_PEOPLE, Reach.OWN), **_PRIVACY},
    Question.TO_TELL: {_RECEPTION: Reach.EVERYONE, **_PRIVACY},
    Question.WAITING: {_RECEPTION: Reach.EVERYONE, **_PRIVACY},
    Question.DUE: _PROGRAM,
    Question.PARKED: _PRIVACY,
    Question.DAMAGE: {**_SIGNED_IN, ActingRole.NOBODY: Reach.EVERYONE},
    Question.DAMAGED: {_ADMINISTRATOR: Reach.EVERYONE, **_PRIVACY},
    Question.AT_THE_DOOR: _PROGRAM,
    Question.NAMES: _SIGNED_IN,
    Question.BY_NUMBER: {**_SIGNED_IN, _PATIENT: Reach.WITH_BIRTH_DATE, ActingRole.NOBODY: Reach.DEMONSTRATION},
    Question.BY_NAME: {
        **dict.fromkeys((_PATIENT, _DOCTOR, _NURSE), Reach.PROFESSIONALS),
        **_DESK,
        ActingRole.NOBODY: Reach.DEMONSTRATION,
    },
    Question.DIRECTORY: _DESK,
}
"""The one table. Services of others get a role of their own here once they have an account."""

OF_OTHERS: Final = frozenset(
    {
        Question.FEED,
        Question.AS_OF,
        Question.TRACE,
        Question.HISTORY,
        Question.EVENT,
        Question.CHECK,
        Question.SHARED,
        Question.REACHED,
        Question.PAIR,
        Question.ASKED_OF,
        Question.ASKED_BY,
        Question.NOTICES,
        Question.TO_TELL,
        Question.PARKED,
    }
)
"""Questions about what is nobody's business but that of those whom it concerns: that a privacy officer asks is recorded."""

_SENTENCES: Final = {
    Question.FEED: "Nothing was sent: the feed of every event is for the privacy officer.",
    Question.SUBSCRIPTIONS: "Nothing was done: subscriptions are for the privacy officer and the administrator.",
    Question.AS_OF: "Nothing was shown: what could be seen earlier is for the patient and for the privacy officer.",
    Question.TRACE: "Nothing was shown: which event led to which is for the privacy officer.",
    Question.CHECK: "Nothing was answered: whether somebody has access is told to the two whom it is about, and to the desk.",
    Question.DIRECTORY: "Nothing was shown: the register of people is for the desk.",
}
_OTHERWISE: Final = "Nothing was shown: this is for those whom it is about, and you are not signed in as one of them."

Speaks = Callable[[str, str], bool]
"""Whether the first person speaks for the second, a patient, at present."""


def speaks_for_nobody(representative: str, patient: str) -> bool:
    """The answer where nobody's authority is known."""
    return False


def authorize_reading(
    acting: Acting,
    question: Question,
    about: Collection[str] = (),
    *,
    speaks: Speaks = speaks_for_nobody,
    demonstration: bool = False,
) -> Reach:
    """How far the one who acts reaches; raises `NotAllowed` where that is not to what is asked.

    `about`: subject ids of those whom the question is about, for a pair both; empty where it is about nobody in particular.
    A reach over part of an answer (without consents, yes or no) is for the caller to keep to.
    """
    reach = READS[question].get(acting.role)
    if reach is Reach.EVERYONE:
        return reach
    if reach is None or (reach is Reach.DEMONSTRATION and not demonstration):
        raise NotAllowed(_SENTENCES.get(question, _OTHERWISE))
    if reach is Reach.OWN and acting.id not in about:
        represents = acting.role is ActingRole.PATIENT and any(speaks(acting.id, person) for person in about)
        if not represents:
            raise NotAllowed(_SENTENCES.get(question, _OTHERWISE))
    return reach
