"""Who may ask what: every cell of role and question, against a table written down here by hand."""

from __future__ import annotations

from typing import Final

import pytest

from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.reading_rights import READS, Question, Reach, authorize_reading
from consent_desktop.domain.vocabulary import Acting, ActingRole

ME, OTHER, DOCTOR = "a" * 32, "b" * 32, "c" * 32
WHOM: Final[tuple[tuple[str, ...], ...]] = ((ME,), (OTHER,), (OTHER, DOCTOR), ())
ROLES: Final = tuple(ActingRole)
"""patient, doctor, nurse, reception, privacy officer, administrator, operator, system, nobody: the columns below."""

EXPECTED: Final[dict[Question, str]] = {
    # Y everybody's, o own only, p doctors and nurses only, b by number and birth date, a yes or no only, w without consents,
    # d in the demonstration only, - never
    #                       P D N R O A op sy no
    Question.FEED:          "- - - - Y - Y Y -",
    Question.SUBSCRIPTIONS: "- - - - Y Y Y Y -",
    Question.AS_OF:         "o - - - Y - Y Y -",
    Question.TRACE:         "- - - - Y - Y Y -",
    Question.HISTORY:       "o o o - Y w Y Y -",
    Question.EVENT:         "o o o - Y w Y Y -",
    Question.CHECK:         "o o o a Y - Y Y -",
    Question.SHARED:        "o - - - Y - Y Y -",
    Question.REACHED:       "o o o - Y - Y Y -",
    Question.PAIR:          "o o o - Y - Y Y -",
    Question.ASKED_OF:      "o - - - Y - Y Y -",
    Question.ASKED_BY:      "o o o - Y - Y Y -",
    Question.NOTICES:       "o o o o Y o Y Y -",
    Question.TO_TELL:       "- - - Y Y - Y Y -",
    Question.WAITING:       "- - - Y Y - Y Y -",
    Question.DUE:           "- - - - - - Y Y -",
    Question.PARKED:        "- - - - Y - Y Y -",
    Question.DAMAGE:        "Y Y Y Y Y Y Y Y Y",
    Question.DAMAGED:       "- - - - Y Y Y Y -",
    Question.AT_THE_DOOR:   "- - - - - - Y Y -",
    Question.NAMES:         "Y Y Y Y Y Y Y Y -",
    Question.BY_NUMBER:     "b Y Y Y Y Y Y Y d",
    Question.BY_NAME:       "p p p Y Y Y Y Y d",
    Question.DIRECTORY:     "- - - Y Y Y Y Y -",
}  # fmt: skip

REACHES: Final = {
    "Y": Reach.EVERYONE,
    "o": Reach.OWN,
    "p": Reach.PROFESSIONALS,
    "b": Reach.WITH_BIRTH_DATE,
    "a": Reach.ANSWER,
    "w": Reach.WITHOUT_CONSENTS,
    "d": Reach.DEMONSTRATION,
}


@pytest.mark.parametrize("question", list(Question))
@pytest.mark.parametrize("role", ROLES)
def test_every_cell(question: Question, role: ActingRole) -> None:
    me = Acting(ME, role)
    reach = REACHES.get(EXPECTED[question].split()[ROLES.index(role)])
    if reach is None:
        for about in WHOM:
            with pytest.raises(NotAllowed, match=r"^Nothing was .*\.$"):
                authorize_reading(me, question, about, demonstration=True)
    elif reach is Reach.OWN:
        assert authorize_reading(me, question, (OTHER, ME)) is reach
        for about in WHOM[1:]:
            with pytest.raises(NotAllowed):
                authorize_reading(me, question, about)
    elif reach is Reach.DEMONSTRATION:
        assert authorize_reading(me, question, demonstration=True) is reach
        with pytest.raises(NotAllowed):
            authorize_reading(me, question)
    else:
        assert authorize_reading(me, question, (OTHER,)) is reach


def test_every_question_has_its_row() -> None:
    assert set(READS) == set(Question) == set(EXPECTED)


def speaks(representative: str, patient: str) -> bool:
    """The first speaks for the second, and for nobody else."""
    return (representative, patient) == (ME, OTHER)


def test_who_speaks_for_a_patient_reads_for_them() -> None:
    for question in (Question.SHARED, Question.ASKED_OF, Question.AS_OF, Question.HISTORY):
        authorize_reading(Acting(ME, ActingRole.PATIENT), question, (OTHER,), speaks=speaks)
        with pytest.raises(NotAllowed):
            authorize_reading(Acting(ME, ActingRole.PATIENT), question, (DOCTOR,), speaks=speaks)
    with pytest.raises(NotAllowed):  # a doctor speaks for nobody, whatever is recorded
        authorize_reading(Acting(ME, ActingRole.DOCTOR), Question.HISTORY, (OTHER,), speaks=speaks)
