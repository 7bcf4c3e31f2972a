"""What a refusal says: that nothing was recorded, and why, in a sentence for a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from consent_desktop.domain import accounts, clinic_facts, consent, notices, people, register, rules
from consent_desktop.domain.account_commands import AccountCommand
from consent_desktop.domain.aggregate import SubjectState, fold
from consent_desktop.domain.clinic_commands import ClinicCommand
from consent_desktop.domain.commands import (
    AmendPerson,
    AskConsent,
    Command,
    ConsentCommand,
    GrantConsent,
    MarkNoticeSeen,
    NoticeCommand,
    PersonCommand,
    RegisterPerson,
    RevokeConsent,
    SettleDamage,
)
from consent_desktop.domain.context import OtherStream, Person
from consent_desktop.domain.entitlements import authorize
from consent_desktop.domain.errors import (
    ConsentNotGranted,
    NotAllowed,
    NoticeNotFound,
    PersonAlreadyRegistered,
    PersonNotRegistered,
    UnknownCommand,
    ValidationError,
)
from consent_desktop.domain.events import ConsentAsked, ConsentGranted, Erased, PersonAmended, PersonRegistered
from consent_desktop.domain.people_commands import StandingCommand
from consent_desktop.domain.people_events import PeopleEvent
from consent_desktop.domain.standing import NOTHING_KNOWN, evolve
from consent_desktop.domain.vocabulary import MAX_ID_LENGTH, Acting, ActingRole, PersonKind, Purpose, RecordType
from tests.support.decisions import DOCTOR, NURSE, Case
from tests.support.histories import PATIENT, START

EXAMS = frozenset({RecordType.EXAMS})
REGISTER = RegisterPerson(
    subject=PATIENT,
    kind=PersonKind.DOCTOR,
    record_number="70-0001",
    name="Ana",
    birth_date=date(1970, 1, 2),
    specialty="Heart",
    on_authority_of="the ministry",
)
GRANT = GrantConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS)


def nobody() -> Case:
    case = Case()
    case.state = SubjectState()
    return case


def test_a_registration_keeps_everything_that_was_said() -> None:
    assert nobody().when(REGISTER) == [
        PersonRegistered(
            subject=PATIENT,
            effective_at=START,
            kind=PersonKind.DOCTOR,
            record_number="70-0001",
            name="Ana",
            birth_date=date(1970, 1, 2),
            specialty="Heart",
            on_authority_of="the ministry",
        )
    ]


def test_a_registration_may_be_as_of_now_and_of_earlier() -> None:
    for moment in (START, START - timedelta(days=3)):
        [event] = nobody().when(REGISTER.model_copy(update={"effective_at": moment}))
        assert event.effective_at == moment


def test_an_amendment_keeps_on_whose_authority_it_was_made() -> None:
    case = nobody()
    case.when(REGISTER)
    [event] = case.when(AmendPerson(subject=PATIENT, name="Ana Souza", on_authority_of="the court"))
    assert isinstance(event, PersonAmended)
    assert event.on_authority_of == "the court"
    assert case.state.person == Person(PersonKind.DOCTOR, "70-0001", "Ana Souza", date(1970, 1, 2), "Heart")


def test_each_refusal_says_that_nothing_was_recorded_and_why() -> None:
    case = nobody()
    case.when(REGISTER)
    said = [
        str(case.refused(REGISTER, PersonAlreadyRegistered)),
        str(nobody().refused(AmendPerson(subject=PATIENT, name="Ana"), PersonNotRegistered)),
        str(nobody().refused(GRANT, PersonNotRegistered)),
        str(Case().refused(MarkNoticeSeen(recipient=PATIENT, notice_id="n"), NoticeNotFound)),
        str(Case().refused(RevokeConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS), ConsentNotGranted)),
    ]
    with pytest.raises(NotAllowed) as refusal:
        authorize(Acting(NURSE.id, ActingRole.NURSE), GRANT)
    for sentence in [*said, str(refusal.value)]:
        assert sentence.startswith("Nothing was recorded")
        assert len(sentence.split()) > 6


def test_a_stranger_is_called_what_the_command_calls_them() -> None:
    case = Case()
    case.known = OtherStream(None, 0)
    assert "no such doctor" in str(case.refused(GRANT, PersonNotRegistered))
    assert "no such nurse" in str(case.refused(GRANT.model_copy(update={"actor": NURSE}), PersonNotRegistered))


def test_a_patient_is_somebody_registered_as_one() -> None:
    case = nobody()
    case.when(REGISTER)
    assert "no such patient" in str(case.refused(GRANT, PersonNotRegistered))


def test_a_field_at_fault_is_told_with_its_sentence() -> None:
    later = START + timedelta(days=1)
    for command in (REGISTER, GRANT):
        case = nobody() if command is REGISTER else Case()
        error = case.refused(command.model_copy(update={"effective_at": later}), ValidationError)
        assert error.fields == {"effective_at": "A thing cannot have been true later than now."}
        assert str(error) == "Nothing was recorded. A thing cannot have been true later than now."
    ended = AskConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS, until=START)
    assert Case().refused(ended, ValidationError).fields == {"until": "The end must lie in the future."}


def test_a_bug_is_told_by_the_name_of_the_command() -> None:
    person, notice = PersonCommand(subject=PATIENT), NoticeCommand(recipient=PATIENT, notice_id="n")
    with pytest.raises(TypeError, match=r"^PersonCommand$"):
        register.decide(None, person, Case().context(person))
    strange = ConsentCommand(patient=PATIENT, actor=DOCTOR, record_types=EXAMS)
    with pytest.raises(TypeError, match=r"^ConsentCommand$"):
        consent.decide(None, NOTHING_KNOWN, {}, strange, Case().context(strange))
    with pytest.raises(TypeError, match=r"^NoticeCommand$"):
        notices.decide({}, notice, Case().context(notice))
    known, of_clinic = Case().state, ClinicCommand()
    standing, at_the_door = StandingCommand(subject=PATIENT), AccountCommand(subject=PATIENT)
    with pytest.raises(TypeError, match=r"^StandingCommand$"):
        people.decide(known.person, known.standing, standing, Case().context(standing))
    with pytest.raises(TypeError, match=r"^AccountCommand$"):
        accounts.decide(known.person, known.standing, at_the_door, Case().context(at_the_door))
    with pytest.raises(TypeError, match=r"^ClinicCommand$"):
        clinic_facts.decide(known.clinic, of_clinic, Case().context(of_clinic))


def test_an_event_of_a_later_version_changes_no_standing() -> None:
    assert evolve(NOTHING_KNOWN, PeopleEvent(subject=PATIENT, effective_at=START)) == NOTHING_KNOWN


def test_a_rule_of_consents_allows_no_other_command() -> None:
    me = Acting(PATIENT, ActingRole.PATIENT)
    for rule in (rules.ASKER, rules.ASKER_SPEAKING, rules.SIGNED, rules.SIGNED_ASK):
        assert not rule.allows(me, REGISTER)


def test_several_fields_at_fault_are_told_one_after_the_other() -> None:
    error = ValidationError({"until": "One.", "note": "Two."})
    assert str(error) == "Nothing was recorded. One. Two."


def test_whether_everything_is_permitted_depends_on_the_purpose() -> None:
    case = Case()
    all_types = frozenset({RecordType.ALL})
    case.when(GRANT.model_copy(update={"record_types": all_types, "purpose": Purpose("HRESCH", "a study")}))
    relation = case.state.relation(DOCTOR)
    for record_type in (RecordType.ALL, RecordType.EXAMS):
        assert relation.permits(record_type, START)
        assert relation.permits(record_type, START, "HRESCH")
        assert not relation.permits(record_type, START, "TREAT")


@pytest.mark.parametrize("role", ActingRole)
def test_damage_is_settled_by_those_answerable(role: ActingRole) -> None:
    command = SettleDamage(subject=PATIENT, reason="asked again")
    if role in (ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR, ActingRole.OPERATOR):
        authorize(Acting(DOCTOR.id, role), command)
    else:
        with pytest.raises(NotAllowed):
            authorize(Acting(DOCTOR.id, role), command)


def test_a_grant_keeps_everything_that_was_said_and_what_it_rests_on() -> None:
    case, until = Case(), START + timedelta(days=30)
    case.known = OtherStream(Person(PersonKind.DOCTOR, "70-0001"), 7)
    said: dict[str, Any] = {
        "purpose": Purpose("TREAT", "care"),
        "until": until,
        "until_zone": "Europe/Lisbon",
        "note": "for June",
    }
    said |= {"on_authority_of": "her daughter", "effective_at": START - timedelta(days=1)}
    asked, granted = AskConsent(**GRANT.model_dump() | said), GRANT.model_copy(update=said)
    [ask] = case.when(asked)
    [grant] = case.when(granted)
    common: dict[str, Any] = {"subject": PATIENT, "actor": DOCTOR, "record_types": (RecordType.EXAMS,), **said}
    assert isinstance(ask, ConsentAsked)
    assert ask == ConsentAsked(**common, request_id=ask.request_id)
    assert isinstance(grant, ConsentGranted)
    assert grant == ConsentGranted(**common, grant_id=grant.grant_id, answers=(ask.request_id,), rests_on=7)
    assert ask.request_id != grant.grant_id


def test_an_answer_touches_only_the_requests_that_it_is_about() -> None:
    case = Case()
    [exams] = case.when(AskConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS))
    visits = frozenset({RecordType.ER_VISITS})
    [second] = case.when(AskConsent(patient=PATIENT, actor=DOCTOR, record_types=visits))
    assert isinstance(exams, ConsentAsked)
    assert isinstance(second, ConsentAsked)
    relation = case.state.relation(DOCTOR)
    assert relation.answered_by(EXAMS) == (exams.request_id,)
    assert relation.answered_by(visits) == (second.request_id,)
    assert relation.answered_by({RecordType.CONDITIONS}) == ()
    assert relation.answered_by({RecordType.ALL}) == (exams.request_id, second.request_id)


def test_a_command_that_no_rule_knows_is_named() -> None:
    class Odd(Command):
        """No rule knows it."""

    assert "no rule knows the command Odd" in str(Case().refused(Odd(), UnknownCommand))


def test_a_text_holds_no_nul_character() -> None:
    with pytest.raises(ValidationError) as caught:
        GrantConsent(**GRANT.model_dump() | {"note": "a\x00b"})
    assert list(caught.value.fields) == ["note"]
    with pytest.raises(ValidationError):
        RegisterPerson(subject=PATIENT, kind=PersonKind.NURSE, record_number="1", name="A\x00")


def test_texts_may_be_as_long_as_their_limit_and_no_longer() -> None:
    longest = "i" * MAX_ID_LENGTH
    assert GrantConsent(**GRANT.model_dump() | {"on_authority_of": longest}).on_authority_of == longest
    words = Purpose("TREAT", "w" * 200)
    assert GrantConsent(**GRANT.model_dump() | {"purpose": words}).purpose == words
    for field, value in (("on_authority_of", f"{longest}i"), ("purpose", Purpose("TREAT", "w" * 201))):
        with pytest.raises(ValidationError) as caught:
            GrantConsent(**GRANT.model_dump() | {field: value})
        assert list(caught.value.fields) == [field]


def test_an_amended_field_replaces_the_one_before_and_nothing_else() -> None:
    case = nobody()
    case.when(REGISTER)
    case.when(AmendPerson(subject=PATIENT, specialty="Lungs"))
    assert case.state.person == Person(PersonKind.DOCTOR, "70-0001", "Ana", date(1970, 1, 2), "Lungs")


def test_what_is_erased_takes_nothing_of_the_rest_with_it() -> None:
    registered = PersonRegistered(subject=PATIENT, effective_at=START, kind=PersonKind.NURSE, record_number="1")
    amended = PersonAmended(subject=PATIENT, effective_at=START, name="Rui")
    state = fold([registered, Erased(subject=PATIENT, effective_at=START), amended])
    assert state.person == Person(PersonKind.NURSE, "1", "Rui")
