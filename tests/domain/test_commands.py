"""Commands are checked when they are made; a bad one says in plain words what is wrong with which field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from consent_desktop.domain.commands import (
    Command,
    GrantConsent,
    ParkNotice,
    RaiseNotice,
    RegisterPerson,
    RevokeConsent,
)
from consent_desktop.domain.errors import ValidationError
from consent_desktop.domain.vocabulary import Actor, ActorKind, PersonKind, RecordType

GOOD: dict[str, Any] = {"patient": "p", "actor": Actor(ActorKind.DOCTOR, "d"), "record_types": {"exams"}}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"record_types": []}, "record_types"),
        ({"record_types": ["all", "exams"]}, "record_types"),
        ({"record_types": "cids"}, "record_types"),
        ({"patient": "  "}, "patient"),
        ({"patient": "x" * 129}, "patient"),
        ({"actor": {"kind": "reception", "id": "1"}}, "actor"),
        ({"actor": {"kind": "doctor", "id": ""}}, "actor"),
        ({"actor": {"kind": "doctor", "id": "x" * 129}}, "actor"),
        ({"actor": {"kind": "patient", "id": "p"}}, "actor"),
        ({"until": datetime(2027, 1, 1)}, "until"),  # noqa: DTZ001 - the missing zone is the point
        ({"until": "soon"}, "until"),
        ({"purpose": {"code": "CURIOSITY", "words": "curious"}}, "purpose"),
        ({"purpose": {"code": "BTG", "words": "emergency"}}, "purpose"),
        ({"purpose": {"code": "TREAT", "words": "x" * 201}}, "purpose"),
        ({"note": "x" * 501}, "note"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_command_names_the_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        GrantConsent(**{**GOOD, **change})
    assert list(caught.value.fields) == [field]
    assert caught.value.code == "validation_error"
    assert str(caught.value).startswith("Nothing was recorded. ")


def test_every_field_at_fault_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        RevokeConsent(patient="", actor=GOOD["actor"], record_types=[])
    assert sorted(caught.value.fields) == ["patient", "record_types"]


def test_what_is_no_command_at_all_is_refused() -> None:
    with pytest.raises(ValidationError):
        RegisterPerson.model_validate("nonsense")


def test_one_record_type_may_stand_by_itself() -> None:
    assert GrantConsent(**{**GOOD, "record_types": "exams"}).record_types == {RecordType.EXAMS}


def test_until_keeps_its_moment() -> None:
    until = datetime(2027, 1, 1, tzinfo=UTC)
    assert GrantConsent(**GOOD, until=until).until == until


def test_each_command_knows_its_stream() -> None:
    assert GrantConsent(**GOOD).stream == "p"
    assert RegisterPerson(subject="s", kind=PersonKind.NURSE, record_number="1").stream == "s"
    assert RaiseNotice(recipient="r", notice_id="n").stream == "r"
    assert ParkNotice(recipient="r", notice_id="n", reason="disk").reason == "disk"


def test_a_name_is_not_blank() -> None:
    with pytest.raises(ValidationError):
        RegisterPerson(subject="s", kind=PersonKind.NURSE, record_number="1", name=" ")


def test_a_bare_command_has_no_stream() -> None:
    with pytest.raises(NotImplementedError):
        _ = Command().stream
