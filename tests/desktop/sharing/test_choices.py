"""Ends, reasons and answers as values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from consent_desktop.desktop.professional.ask_words import purposes
from consent_desktop.desktop.sharing.answer import Answer, Rest
from consent_desktop.desktop.sharing.endings import EndChoice, Ending, last_day_of, months_later
from consent_desktop.desktop.sharing.reasons import Reason, ReasonChoice, plain_words
from consent_desktop.domain.vocabulary import EVERYTHING, PersonKind, Purpose, RecordType
from consent_desktop.read_models.rows import PersonRow, RequestRow, RequestState

LISBON = ZoneInfo("Europe/Lisbon")
TODAY = date(2026, 3, 12)
HELENA = PersonRow("h", PersonKind.PATIENT, "20-4817", "Helena Duarte", None, None)
SOUZA = PersonRow("s", PersonKind.DOCTOR, "70-0001", "Dr Ana Souza", None, None)
END = datetime(2026, 6, 30, 23, tzinfo=UTC)


def request(*kinds: RecordType, until: datetime | None = END) -> RequestRow:
    return RequestRow("r", 1, HELENA, SOUZA, kinds, kinds, (), RequestState.OPEN, None, until, None, END, None)


def test_months_end_where_the_month_ends() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 3, 12), 12) == date(2027, 3, 12)


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        (EndChoice.TODAY, TODAY),
        (EndChoice.DAYS_30, date(2026, 4, 11)),
        (EndChoice.MONTHS_6, date(2026, 9, 12)),
        (EndChoice.YEAR, date(2027, 3, 12)),
        (EndChoice.A_DAY, None),
        (EndChoice.OPEN, None),
    ],
)
def test_fixed_choices(choice: EndChoice, day: date | None) -> None:
    assert last_day_of(choice, TODAY) == day


def test_a_day_lasts_to_its_end_in_the_clinic() -> None:
    assert Ending(EndChoice.A_DAY, date(2026, 6, 30)).until(LISBON) == END
    assert Ending(EndChoice.OPEN, None).until(LISBON) is None
    assert not Ending(EndChoice.A_DAY, None).complete


def test_reasons() -> None:
    assert Reason(ReasonChoice.UNSAID, "x").purpose is None
    assert Reason(ReasonChoice.OPERATION, "my knee").purpose == Purpose("TREAT", "my knee")
    assert Reason(ReasonChoice.OPINION, " ").purpose == Purpose("COC", "a second opinion")
    assert Reason(ReasonChoice.FAMILY, "").purpose == Purpose("FAMRQT", "help from family")


def test_everything_without_one_kind_is_the_other_three_singly() -> None:
    answer = Answer(request(RecordType.ALL, until=None))
    assert answer.given == EVERYTHING
    assert len(answer.listed) == 5
    left = answer.toggled(RecordType.EXAMS)
    assert left.given == {RecordType.CONSULTATIONS, RecordType.CONDITIONS, RecordType.ER_VISITS}
    assert left.refused == {RecordType.EXAMS}
    assert left.toggled(RecordType.ALL).given == EVERYTHING
    later = answer.toggled(RecordType.ALL)
    assert len(later.given) == 4
    assert later.complete
    assert not later.refused


def test_something_has_to_be_said_of_what_is_left_out() -> None:
    answer = Answer(request(RecordType.EXAMS, RecordType.CONDITIONS))
    assert answer.complete
    left = answer.toggled(RecordType.EXAMS)
    assert not left.complete
    waits = Answer(left.request, left.left_out, rest=Rest.KEEP_WAITING)
    assert waits.complete
    assert waits.decline() is None
    no = Answer(left.request, left.left_out, rest=Rest.SAY_NO).decline()
    assert no is not None
    assert no.record_types == {RecordType.EXAMS}
    assert not left.toggled(RecordType.CONDITIONS).given


def test_an_answer_is_never_longer_than_asked() -> None:
    answer = Answer(request(RecordType.EXAMS), shorter=date(2026, 4, 11))
    assert answer.until(LISBON) == datetime(2026, 4, 11, 23, tzinfo=UTC)
    assert Answer(request(RecordType.EXAMS), shorter=date(2027, 1, 1)).until(LISBON) == END
    assert Answer(request(RecordType.EXAMS)).day(LISBON) == date(2026, 6, 30)


def test_words_that_nobody_wrote_are_true_of_whoever_reads_them() -> None:
    said = [plain_words(choice) for choice in ReasonChoice]
    said += [words for kind in PersonKind for _code, _title, words in purposes(kind)]
    for words in said:
        assert not {"my", "their", "them", "his", "her", "your"} & set(words.split()), words
