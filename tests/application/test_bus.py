"""The bus: its fixed order, what it logs, what it retries, and that a command is recorded once."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from consent_desktop.application import bus
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import Consent
from consent_desktop.domain.clinic_commands import NoteKeyRotated
from consent_desktop.domain.commands import AmendPerson, Command, GrantConsent, RaiseNotice
from consent_desktop.domain.errors import (
    CommandIdReused,
    NotAllowed,
    SecondPersonNeeded,
    UnknownCommand,
    ValidationError,
)
from consent_desktop.domain.events import NoticeRaised
from consent_desktop.domain.vocabulary import (
    THE_OPERATOR,
    THE_SYSTEM,
    Acting,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.event_store.errors import StoreBusy, StoreFull, WrongExpectedVersion
from consent_desktop.event_store.recorded import Expected
from tests.support.stores import NOW, a_consent, origin


def people(consent: Consent) -> tuple[str, Actor]:
    patient, _ = consent.clinic.register(PersonKind.PATIENT, "20-4817", THE_OPERATOR, name="Helena Duarte")
    doctor, _ = consent.clinic.register(PersonKind.DOCTOR, "70-0001", THE_OPERATOR, name="Dr Ana Souza")
    return patient, Actor(ActorKind.DOCTOR, doctor)


def grant(patient: str, actor: Actor, *types: str) -> GrantConsent:
    return GrantConsent(patient=patient, actor=actor, record_types=frozenset(map(RecordType, types or ("exams",))))


def test_the_order_is_fixed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A stranger's command is unknown before anybody asks who gives it, and every refusal is logged."""
    asked: list[str] = []

    class Stranger(Command):
        """Nobody knows it."""

    def approved(_acting: Acting, _command: Command) -> bool:
        asked.append("authorized")
        return False

    with a_consent(tmp_path) as consent, caplog.at_level(logging.INFO, "consent_desktop"):
        store = consent.clinic.store
        its = bus.CommandBus(store.log, store.vault.keys, consent.clinic.clock, approved=approved)
        with pytest.raises(UnknownCommand):
            its.dispatch(Dispatch(Stranger(), THE_OPERATOR))
        assert asked == []
        rotated = NoteKeyRotated(approved_by="b" * 32)
        with pytest.raises(SecondPersonNeeded):
            its.dispatch(Dispatch(rotated, THE_OPERATOR))
        with pytest.raises(ValidationError):
            its.dispatch(Dispatch(rotated.model_copy(update={"approved_by": ""}), THE_OPERATOR))
    assert asked == ["authorized"]
    assert [code for code in ("unknown_command", "second_person_needed", "validation_error") if code in caplog.text] == [
        "unknown_command", "second_person_needed", "validation_error",
    ]  # fmt: skip


def test_the_log_names_the_command_and_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with a_consent(tmp_path) as consent, caplog.at_level(logging.DEBUG, "consent_desktop"):
        patient, actor = people(consent)
        command = GrantConsent(patient=patient, actor=actor, record_types=frozenset({RecordType.EXAMS}), note="knee")
        consent.clinic.dispatch(Dispatch(command, THE_OPERATOR))
        with pytest.raises(Exception, match="already shared"):
            consent.clinic.dispatch(Dispatch(command, THE_OPERATOR))
    told = caplog.text
    assert "GrantConsent" in told
    assert "consent_already_granted" in told
    for secret in ("Helena", "Souza", "20-4817", "70-0001", "exams", "knee", patient, actor.id):
        assert secret not in told


def test_an_unknown_command_is_a_clear_error(tmp_path: Path) -> None:
    class Renew(Command):
        """Nobody knows it."""

    with a_consent(tmp_path) as consent:
        for stranger in (Renew(), "renew"):
            with pytest.raises(UnknownCommand, match="there is no command"):
                consent.clinic.dispatch(Dispatch(stranger, THE_OPERATOR))  # type: ignore[arg-type]


def test_a_command_made_around_its_checks_is_refused_before_authorization(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)
        forged = grant(patient, actor).model_copy(update={"record_types": frozenset()})
        with pytest.raises(ValidationError):
            consent.clinic.dispatch(Dispatch(forged, Acting("0" * 32, ActingRole.NURSE)))


def test_nobody_acts_for_another(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)
        with pytest.raises(NotAllowed):
            consent.clinic.dispatch(Dispatch(grant(patient, actor), Acting(actor.id, ActingRole.DOCTOR)))
        command = RaiseNotice(recipient=patient, notice_id="n")
        with pytest.raises(NotAllowed):
            consent.clinic.dispatch(Dispatch(command, THE_OPERATOR))
        assert not consent.has_consent("20-4817", "doctor", "70-0001", "exams")


def test_the_same_dispatch_twice_is_recorded_once(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)
        dispatch = Dispatch(grant(patient, actor), THE_OPERATOR)
        first, again = consent.clinic.dispatch(dispatch), consent.clinic.dispatch(dispatch)
        assert (first.repeated, again.repeated) == (False, True)
        assert first.positions == again.positions
        with pytest.raises(CommandIdReused):
            consent.clinic.dispatch(Dispatch(grant(patient, actor, "conditions"), THE_OPERATOR, dispatch.command_id))


def test_a_refusal_is_decided_anew(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)
        consent.clinic.dispatch(Dispatch(grant(patient, actor), THE_OPERATOR))
        again = Dispatch(grant(patient, actor), THE_OPERATOR)
        with pytest.raises(Exception, match="already shared"):
            consent.clinic.dispatch(again)
        consent.revoke_consent("20-4817", "doctor", "70-0001", "exams")
        assert not consent.clinic.dispatch(again).repeated


def test_the_digest_does_not_depend_on_the_order_of_a_set() -> None:
    actor, command_id = Actor(ActorKind.DOCTOR, "d"), uuid4()
    one = Dispatch(grant("p", actor, "exams", "er_visits", "conditions"), THE_OPERATOR, command_id)
    two = Dispatch(grant("p", actor, "conditions", "exams", "er_visits"), THE_OPERATOR, command_id)
    assert one.canonical() == two.canonical()
    assert b'"record_types":["conditions","er_visits","exams"]' in one.canonical()


def test_a_conflict_is_decided_again_up_to_ten_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)
        log = consent.clinic._bus._store
        real, tries = log.append, []

        def contested(limit: int) -> Any:
            def append(*arguments: Any) -> Any:
                tries.append(1)
                if len(tries) < limit:
                    raise WrongExpectedVersion
                return real(*arguments)

            return append

        monkeypatch.setattr(log, "append", contested(10))
        consent.clinic.dispatch(Dispatch(grant(patient, actor), THE_OPERATOR, consistency="eventual"))
        assert len(tries) == 10
        consent.clinic.settle()
        tries.clear()
        monkeypatch.setattr(log, "append", contested(99))
        with pytest.raises(StoreBusy, match="Nothing was recorded"):
            consent.clinic.dispatch(Dispatch(grant(patient, actor, "conditions"), THE_OPERATOR))
        assert len(tries) == bus.TRIES == 10


def test_a_notice_to_the_other_side_is_beside_the_point_of_a_grant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Busy doctors are told things all the time; that must not make every grant to them be decided again."""
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)
        consent.clinic.settle()
        log = consent.clinic._bus._store
        real, tries = log.append, []

        def append(*arguments: Any) -> Any:
            tries.append(arguments)
            if len(tries) == 1:
                told = NoticeRaised(subject=actor.id, effective_at=NOW, notice_id="e" * 32)
                real(actor.id, Expected.ANY, [told], origin())
            return real(*arguments)

        monkeypatch.setattr(log, "append", append)
        consent.clinic.dispatch(Dispatch(grant(patient, actor), THE_OPERATOR, consistency="eventual"))
        assert len([a for a in tries if a[0] == patient]) == 1


def test_a_grant_rests_on_the_newest_register_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The register changes between the decision and the append: the grant is decided again on what is true then."""
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)
        log = consent.clinic._bus._store
        real, first = log.append, [True]

        def append(*arguments: Any) -> Any:
            if first.pop() if first else False:
                amend = AmendPerson(subject=actor.id, specialty="Heart doctor")
                consent.clinic.dispatch(Dispatch(amend, THE_OPERATOR))
            return real(*arguments)

        monkeypatch.setattr(log, "append", append)
        recorded = consent.clinic.dispatch(Dispatch(grant(patient, actor), THE_OPERATOR))
        event = consent.clinic.event(THE_SYSTEM, recorded.first)
        assert event is not None
        assert event.event.rests_on == 2  # type: ignore[attr-defined]


def test_events_are_durable_although_the_views_are_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)

        def full(*_: object, **_named: object) -> int:
            raise StoreFull("no room")

        with monkeypatch.context() as patch:
            patch.setattr(consent.clinic.views, "catch_up", full)
            patch.setattr(consent.clinic._bus, "_follow", None)
            recorded = consent.clinic.dispatch(Dispatch(grant(patient, actor), THE_OPERATOR))
            assert recorded.views_behind
            with pytest.raises(StoreFull):
                consent.clinic.check(THE_SYSTEM, patient, actor)
        assert consent.has_consent("20-4817", "doctor", "70-0001", "exams")


def test_reactions_that_cannot_run_do_not_undo_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        patient, actor = people(consent)

        def full() -> int:
            raise StoreFull("no room")

        consent.clinic.settle()
        with monkeypatch.context() as patch:
            patch.setattr(consent.clinic._reactions, "run", full)
            assert not consent.clinic.dispatch(Dispatch(grant(patient, actor), THE_OPERATOR)).views_behind
            with pytest.raises(StoreFull):
                consent.clinic.settle()
        assert consent.has_consent("20-4817", "doctor", "70-0001", "exams")
