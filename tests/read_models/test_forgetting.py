"""What the views forget and what they tell once people come and go: the same, whether followed live or built anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.application.sessions import Session
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.account_commands import NoteSignIn
from consent_desktop.domain.commands import AskConsent, Command, GrantConsent, MarkNoticeSeen, NoteTold
from consent_desktop.domain.people_commands import (
    DeactivatePerson,
    EndRole,
    GiveAuthority,
    GiveRole,
    JoinUnit,
    MergePeople,
)
from consent_desktop.domain.vocabulary import (
    THE_OPERATOR,
    THE_SYSTEM,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.read_models import history, matrix, notices, people, requests
from consent_desktop.read_models.history import HistoryQuery
from consent_desktop.read_models.rows import HistoryRow, NoticeStatus, PersonRow
from tests.support.stores import NOW
from tests.support.tables import dump

EXAMS, CONDITIONS = frozenset({RecordType.EXAMS}), frozenset({RecordType.CONDITIONS})
NAMES = {
    "patient": PersonKind.PATIENT, "friend": PersonKind.PATIENT, "twin": PersonKind.PATIENT, "doctor": PersonKind.DOCTOR,
    "nurse": PersonKind.NURSE, "officer": PersonKind.PRIVACY_OFFICER, "administrator": PersonKind.ADMINISTRATOR,
}  # fmt: skip


@dataclass(frozen=True)
class House:
    """A clinic in which something of everything has happened."""

    clinic: Clinic
    ids: dict[str, str]

    def do(self, command: Command) -> None:
        self.clinic.dispatch(Dispatch(command, THE_OPERATOR))

    def erase(self, name: str) -> None:
        acting = self.clinic.acting_as(self.person("officer"))
        self.clinic.approvals.give(acting, self.ids["administrator"])
        session = Session(self.person("officer"), acting, "w", NOW, NOW)
        self.clinic.erasing.erase(session, self.ids["administrator"], self.ids[name], "They asked for it.")

    def person(self, name: str) -> PersonRow:
        found = self.clinic.ask(THE_SYSTEM, people.person, self.ids[name])
        assert found is not None
        return found

    def actor(self, name: str) -> Actor:
        return Actor(ActorKind(NAMES[name].value), self.ids[name])

    def lines(self) -> list[HistoryRow]:
        every = self.clinic.ask(THE_SYSTEM, history.positions, HistoryQuery(notices=True, door=True))
        return self.clinic.ask(THE_SYSTEM, history.rows, list(every))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    clinic = open_clinic(tmp_path, plain=True, facts={"time_zone": "UTC"}, clock=FixedClock(NOW))
    ids = {name: clinic.register(kind, name, THE_OPERATOR, name=f"{name} Duarte")[0] for name, kind in NAMES.items()}
    house = House(clinic, ids)
    for patient, other in (("patient", "doctor"), ("friend", "doctor"), ("twin", "nurse"), ("patient", "friend")):
        house.do(GrantConsent(patient=ids[patient], actor=house.actor(other), record_types=EXAMS))
    for patient, other in (("patient", "nurse"), ("twin", "doctor"), ("friend", "patient")):
        house.do(AskConsent(patient=ids[patient], actor=house.actor(other), record_types=CONDITIONS))
    house.do(GiveRole(subject=ids["nurse"], role=ActingRole.RECEPTION, approved_by=ids["officer"]))
    house.do(JoinUnit(subject=ids["nurse"], unit="Ward 2"))
    house.do(EndRole(subject=ids["doctor"], role=ActingRole.DOCTOR, approved_by=ids["officer"]))
    house.do(GiveAuthority(subject=ids["patient"], representative=ids["friend"]))
    house.do(NoteSignIn(subject=ids["nurse"], role=ActingRole.NURSE, workstation="w"))
    clinic.settle()
    yield house
    clinic.close()


def the_same_built_anew(house: House) -> bool:
    """Whether what was followed event by event equals what is built from the log in one go."""
    return house.clinic.views.check() == []


def test_what_was_followed_is_what_would_be_built_anew(house: House) -> None:
    assert the_same_built_anew(house)
    house.do(DeactivatePerson(subject=house.ids["doctor"], reason="Left."))
    house.do(MergePeople(subject=house.ids["twin"], into=house.ids["friend"]))
    house.clinic.settle()
    assert the_same_built_anew(house)


@pytest.mark.parametrize("name", ["patient", "friend", "twin", "doctor", "nurse"])
def test_nothing_of_an_erased_person_is_left_in_any_view(house: House, name: str) -> None:
    gone = house.ids[name]
    house.erase(name)
    assert house.clinic.ask(THE_SYSTEM, people.person, gone) is None
    rows = house.clinic.views.read(dump)
    left = {view for view, content in rows.items() if view != "history" and gone in str(content)}
    assert left == set()
    for line in house.lines():
        if line.subject_id == gone:
            assert line.erased
            assert (line.other_id, line.record_types, line.purpose, line.until, line.detail) == (
                None,
                (),
                None,
                None,
                "",
            )
        assert f"{name} Duarte" not in str((line.by, line.subject, line.other, line.second))
    assert the_same_built_anew(house)


def test_others_keep_what_is_theirs_when_somebody_is_erased(house: House) -> None:
    house.erase("patient")
    rows = house.clinic.ask(THE_SYSTEM, matrix.of_actor, house.actor("doctor"), NOW)
    assert [row.other.record_number for row in rows] == ["friend", "twin"]
    assert house.clinic.ask(THE_SYSTEM, notices.of_recipient, house.ids["doctor"])
    assert house.clinic.ask(THE_SYSTEM, notices.due) == []
    erased = house.lines()[0]
    assert (erased.type, erased.other_id, erased.other, erased.detail) == (
        "PersonErased", house.ids["patient"], None, "They asked for it.",
    )  # fmt: skip
    assert erased.second == house.person("administrator")


def test_what_a_second_entry_shared_and_was_asked_is_over(house: House) -> None:
    house.do(MergePeople(subject=house.ids["twin"], into=house.ids["friend"]))
    [shared, asked] = house.clinic.ask(THE_SYSTEM, matrix.of_patient, house.ids["twin"], NOW)
    assert (shared.held, asked.asked) == ((), ())
    assert {row.patient.record_number for row in house.clinic.ask(THE_SYSTEM, requests.waiting)} == {
        "patient",
        "friend",
    }
    assert not house.clinic.has(THE_SYSTEM, house.ids["twin"], house.actor("nurse"), RecordType.EXAMS)


def test_whom_the_desk_has_to_tell(house: House) -> None:
    def told(*statuses: NoticeStatus) -> list[tuple[str, NoticeStatus]]:
        found = house.clinic.ask(THE_SYSTEM, notices.to_tell, statuses or (NoticeStatus.WAITING,))
        return [(one.recipient.record_number, one.notice.status) for one in found]

    waiting = told()
    assert [name for name, _ in waiting] == ["doctor", "doctor", "friend", "friend", "nurse", "patient", "twin"]
    first, second, third = house.clinic.ask(THE_SYSTEM, notices.to_tell)[:3]
    for one, how in ((first, "printed"), (second, "phone")):
        house.do(
            NoteTold.model_validate({"recipient": one.recipient.subject, "notice_id": one.notice.notice_id, "how": how})
        )
    house.do(MarkNoticeSeen(recipient=third.recipient.subject, notice_id=third.notice.notice_id))
    assert len(told()) == len(waiting) - 3
    assert told(NoticeStatus.PRINTED, NoticeStatus.PHONED) == [
        ("doctor", NoticeStatus.PRINTED), ("doctor", NoticeStatus.PHONED),
    ]  # fmt: skip
    assert the_same_built_anew(house)


def test_which_patients_have_requests_waiting(house: House) -> None:
    found = house.clinic.ask(THE_SYSTEM, requests.waiting)
    assert {(row.patient.record_number, row.requests, row.since) for row in found} == {
        ("patient", 1, NOW), ("twin", 1, NOW), ("friend", 1, NOW),
    }  # fmt: skip
