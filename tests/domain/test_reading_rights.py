"""Who may ask what of a whole history: every role against every question."""

from __future__ import annotations

import pytest

from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.reading_rights import Question, authorize_reading
from consent_desktop.domain.vocabulary import Acting, ActingRole

MAY = {
    Question.FEED: {ActingRole.OPERATOR, ActingRole.PRIVACY_OFFICER},
    Question.SUBSCRIPTIONS: {ActingRole.OPERATOR, ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR},
    Question.AS_OF: {ActingRole.OPERATOR, ActingRole.PRIVACY_OFFICER},
    Question.TRACE: {ActingRole.OPERATOR, ActingRole.PRIVACY_OFFICER},
}


@pytest.mark.parametrize("question", list(Question))
@pytest.mark.parametrize("role", list(ActingRole))
def test_each_role_may_what_the_table_says(question: Question, role: ActingRole) -> None:
    acting = Acting("a" * 32, role)
    if role in MAY[question]:
        authorize_reading(acting, question, about="b" * 32)
        return
    with pytest.raises(NotAllowed, match=r"^Nothing was .* for the .*\.$"):
        authorize_reading(acting, question, about="b" * 32)


def test_patients_look_back_at_themselves_only() -> None:
    authorize_reading(Acting("a" * 32, ActingRole.PATIENT), Question.AS_OF, about="a" * 32)
    for acting, about in (
        (Acting("a" * 32, ActingRole.PATIENT), "b" * 32),
        (Acting("a" * 32, ActingRole.PATIENT), None),
        (Acting("a" * 32, ActingRole.DOCTOR), "a" * 32),
    ):
        with pytest.raises(NotAllowed):
            authorize_reading(acting, Question.AS_OF, about=about)
    with pytest.raises(NotAllowed):
        authorize_reading(Acting("a" * 32, ActingRole.PATIENT), Question.FEED, about="a" * 32)
