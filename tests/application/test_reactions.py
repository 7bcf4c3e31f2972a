"""Notices: raised once through the bus, tried three times, then parked where somebody can see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import Consent
from consent_desktop.domain.commands import MarkNoticeSeen, ParkNotice, RaiseNotice
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from consent_desktop.event_store.errors import StoreBusy
from consent_desktop.read_models import notices
from consent_desktop.read_models.rows import NoticeRow, NoticeStatus
from tests.support.stores import a_consent


def told(consent: Consent, kind: PersonKind, number: str) -> list[NoticeRow]:
    consent.clinic.settle()
    person = consent.clinic.find(THE_SYSTEM, kind, number)
    assert person is not None
    return consent.clinic.ask(THE_SYSTEM, notices.of_recipient, person.subject)


def test_the_patient_is_told_of_an_ask_and_the_asker_of_the_answer(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.ask_consent("p", "doctor", "d", ["exams", "conditions", "er_visits"])
        consent.grant_consent("p", "doctor", "d", "exams")
        consent.decline_request("p", "doctor", "d", "conditions")
        consent.withdraw_request("p", "doctor", "d", "er_visits")
        consent.revoke_consent("p", "doctor", "d", "exams")
        patient, doctor = told(consent, PersonKind.PATIENT, "p"), told(consent, PersonKind.DOCTOR, "d")
        assert [n.event.type for n in patient] == ["RequestWithdrawn", "ConsentAsked"]
        assert [n.event.type for n in doctor] == ["ConsentRevoked", "RequestDeclined", "ConsentGranted"]
        assert {n.status for n in patient + doctor} == {NoticeStatus.WAITING}


def test_a_notice_is_seen(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.ask_consent("p", "doctor", "d", "exams")
        [notice] = told(consent, PersonKind.PATIENT, "p")
        person = consent.clinic.find(THE_SYSTEM, PersonKind.PATIENT, "p")
        assert person is not None
        command = MarkNoticeSeen(recipient=notice.recipient, notice_id=notice.notice_id)
        consent.clinic.dispatch(Dispatch(command, consent.clinic.acting_as(person)))
        assert [n.status for n in told(consent, PersonKind.PATIENT, "p")] == [NoticeStatus.SEEN]


def test_a_rebuild_raises_nothing_again(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.ask_consent("p", "doctor", "d", "exams")
        consent.clinic.settle()
        before = consent.clinic.verify().events
        consent.clinic.views.rebuild()
        consent.clinic.settle()
        assert consent.clinic.verify().events == before


def failing(consent: Consent, monkeypatch: pytest.MonkeyPatch, *kinds: type) -> list[type]:
    """Let the bus fail on commands of these kinds; gives the list of tries."""
    bus, tries = consent.clinic._bus, []
    real = bus.dispatch

    def dispatch(dispatch: Dispatch) -> Any:
        if isinstance(dispatch.command, kinds):
            tries.append(type(dispatch.command))
            raise StoreBusy("busy")
        return real(dispatch)

    monkeypatch.setattr(bus, "dispatch", dispatch)
    return tries


def test_what_fails_three_times_is_parked_and_visible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        consent.ask_consent("p", "nurse", "n", "exams")
        consent.clinic.settle()
        with monkeypatch.context() as patch:
            tries = failing(consent, patch, RaiseNotice)
            consent.ask_consent("p", "doctor", "d", "exams")
            consent.clinic.settle()
            assert tries == [RaiseNotice] * 3
        [parked] = consent.clinic.parked_notices(THE_SYSTEM)
        assert parked.status is NoticeStatus.PARKED
        assert parked.reason
        assert parked.event.type == "ConsentAsked"
        consent.clinic.catch_up()
        assert [n.status for n in told(consent, PersonKind.PATIENT, "p")] == [NoticeStatus.PARKED, NoticeStatus.WAITING]


def test_what_cannot_even_be_parked_stays_due_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_consent(tmp_path) as consent, monkeypatch.context() as patch:
        failing(consent, patch, RaiseNotice, ParkNotice)
        consent.ask_consent("p", "doctor", "d", "exams")
        assert [n.status for n in told(consent, PersonKind.PATIENT, "p")] == [NoticeStatus.DUE]
        consent.clinic.close()
    with a_consent(tmp_path) as consent:
        assert [n.status for n in told(consent, PersonKind.PATIENT, "p")] == [NoticeStatus.WAITING]
