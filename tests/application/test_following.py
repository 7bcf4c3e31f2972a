"""The views begin to follow while the disk is at work; nobody sees anything of it before the events are durable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import GrantConsent, RevokeConsent
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Actor, ActorKind, PersonKind, RecordType
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.errors import StoreBusy, StoreFull
from consent_desktop.event_store.statements import Link
from tests.support.stores import a_consent
from tests.support.tables import dump

EXAMS = frozenset({RecordType.EXAMS})


def test_nobody_sees_what_is_not_durable_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "conditions")
        consent.clinic.settle()
        other = open_clinic(tmp_path, chores=False)
        patient, doctor = other.subject_of(PersonKind.PATIENT, "p"), other.subject_of(PersonKind.DOCTOR, "d")
        assert patient is not None
        assert doctor is not None
        actor, answers = Actor(ActorKind.DOCTOR, doctor), []
        log, real = consent.clinic._store.log.database, Database._commit

        def slow(database: Database, link: Link, beside: Callable[[], object] | None) -> None:
            if database is log and beside is not None:
                work = beside

                def asked() -> None:
                    work()
                    answers.append(other.has(THE_SYSTEM, patient, actor, RecordType.EXAMS))

                asked()
                real(database, link, None)
            else:
                real(database, link, beside)

        monkeypatch.setattr(Database, "_commit", slow)
        command = GrantConsent(patient=patient, actor=actor, record_types=EXAMS)
        recorded = consent.clinic.dispatch(Dispatch(command, THE_OPERATOR))
        assert recorded.following is not None
        assert answers == [False]
        assert other.has(THE_SYSTEM, patient, actor, RecordType.EXAMS)
        other.close()


@pytest.mark.parametrize("error", [StoreFull, StoreBusy])
def test_a_commit_that_fails_leaves_the_views_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "exams")
        consent.clinic.settle()
        clinic = consent.clinic
        before, head = clinic.views.read(dump), clinic.log.head()
        log, real = clinic.log.database, Database._commit

        def failing(database: Database, link: Link, beside: Callable[[], object] | None) -> None:
            if database is log:
                if beside is not None:
                    beside()
                raise error("no")
            real(database, link, beside)

        patient, doctor = clinic.subject_of(PersonKind.PATIENT, "p"), clinic.subject_of(PersonKind.DOCTOR, "d")
        assert patient is not None
        assert doctor is not None
        command = RevokeConsent(patient=patient, actor=Actor(ActorKind.DOCTOR, doctor), record_types=EXAMS)
        with monkeypatch.context() as patch:
            patch.setattr(Database, "_commit", failing)
            with pytest.raises(error):
                clinic.dispatch(Dispatch(command, THE_OPERATOR))
        assert (clinic.views.read(dump), clinic.log.head()) == (before, head)
        assert not clinic.dispatch(Dispatch(command, THE_OPERATOR)).views_behind
        assert not consent.has_consent("p", "doctor", "d", "exams")
        assert clinic.views.check() == []


def test_views_that_stand_elsewhere_are_caught_up_afterwards(tmp_path: Path) -> None:
    with a_consent(tmp_path) as one:
        one.grant_consent("p", "doctor", "d", "exams")
        one.clinic.settle()
        two = open_clinic(tmp_path, chores=False)
        patient, doctor = two.subject_of(PersonKind.PATIENT, "p"), two.subject_of(PersonKind.DOCTOR, "d")
        assert patient is not None
        assert doctor is not None
        actor = Actor(ActorKind.DOCTOR, doctor)
        stop = RevokeConsent(patient=patient, actor=actor, record_types=EXAMS)
        two.dispatch(Dispatch(stop, THE_OPERATOR, consistency="eventual"))
        recorded = one.clinic.dispatch(
            Dispatch(GrantConsent(patient=patient, actor=actor, record_types=EXAMS), THE_OPERATOR)
        )
        assert recorded.following is None
        assert not recorded.views_behind
        assert one.has_consent("p", "doctor", "d", "exams")
        two.close()
