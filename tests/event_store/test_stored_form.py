"""The stored form is final: frozen bytes pin it. A change here would make every existing log unreadable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from consent_desktop.domain import account_events, clinic_events, events, people_events
from consent_desktop.domain.events import Event
from consent_desktop.domain.vocabulary import ActingRole, Actor, ActorKind, PersonKind, Purpose, RecordType
from consent_desktop.event_store.codec import REGISTRY, BodyForm, Registry, UnknownEventType
from consent_desktop.event_store.envelope import (
    GENESIS,
    Envelope,
    chain_hash,
    from_micros,
    leaf_hash,
    to_micros,
)
from consent_desktop.event_store.keys import StoreKeys, derive
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.recorded import Kind, RecordedEvent
from consent_desktop.event_store.rows import canonical
from consent_desktop.event_store.sealing import Seal

AT = datetime(2026, 3, 12, 9, 52, 30, 123456, tzinfo=UTC)
SUBJECT, DOCTOR = "1" * 32, Actor(ActorKind.DOCTOR, "2" * 32)
PERSON: dict[str, Any] = {"subject": SUBJECT, "effective_at": AT}
CONSENT: dict[str, Any] = {"subject": SUBJECT, "effective_at": AT, "actor": DOCTOR}
BOTH = (RecordType.EXAMS, RecordType.ER_VISITS)

ENVELOPE = Envelope(
    position=7,
    event_id="3" * 32,
    type="ConsentGranted",
    schema_version=1,
    stream=SUBJECT,
    stream_version=4,
    recorded=to_micros(AT),
    effective=to_micros(AT),
    actor="4" * 32,
    correlation="5" * 32,
    causation=None,
    command_id="6" * 32,
    vocabulary=1,
)
CANONICAL = (
    b'{"actor":"44444444444444444444444444444444","causation":null,"command":"66666666666666666666666666666666",'
    b'"correlation":"55555555555555555555555555555555","effective":1773309150123456,'
    b'"event":"33333333333333333333333333333333","position":7,"recorded":1773309150123456,"schema":1,'
    b'"stream":"11111111111111111111111111111111","type":"ConsentGranted","version":4,"vocabulary":1}'
)

BODIES: list[tuple[Event, bytes]] = [
    (
        events.ConsentAsked(
            **CONSENT, record_types=BOTH, request_id="r", purpose=Purpose("TREAT", "knee pain"), until=AT,
            until_zone="Europe/Lisbon", note="hello", on_authority_of="a",
        ),
        (
            b'{"actor":{"kind":"doctor","id":"22222222222222222222222222222222"},"record_types":["exams","er_visits"],'
            b'"note":"hello","on_authority_of":"a","request_id":"r","purpose":{"code":"TREAT","words":"knee pain"},'
            b'"until":"2026-03-12T09:52:30.123456Z","until_zone":"Europe/Lisbon"}'
        ),
    ),
    (
        events.ConsentGranted(**CONSENT, record_types=(RecordType.ALL,), grant_id="g", answers=("r",), rests_on=2),
        (
            b'{"actor":{"kind":"doctor","id":"22222222222222222222222222222222"},"record_types":["all"],"grant_id":"g",'
            b'"answers":["r"],"rests_on":2}'
        ),
    ),
    (
        events.RequestDeclined(**CONSENT, record_types=BOTH, answers=("r",)),
        (
            b'{"actor":{"kind":"doctor","id":"22222222222222222222222222222222"},"record_types":["exams","er_visits"],'
            b'"answers":["r"]}'
        ),
    ),
    (
        events.RequestWithdrawn(**CONSENT, record_types=BOTH, answers=("r",)),
        (
            b'{"actor":{"kind":"doctor","id":"22222222222222222222222222222222"},"record_types":["exams","er_visits"],'
            b'"answers":["r"]}'
        ),
    ),
    (
        events.ConsentRevoked(**CONSENT, record_types=BOTH, grant_ids=("g",)),
        (
            b'{"actor":{"kind":"doctor","id":"22222222222222222222222222222222"},"record_types":["exams","er_visits"],'
            b'"grant_ids":["g"]}'
        ),
    ),
    (
        events.PersonRegistered(
            subject=SUBJECT, effective_at=AT, kind=PersonKind.PATIENT, record_number="20-4817", name="Helena Duarte",
            birth_date=date(1954, 4, 21),
        ),
        b'{"kind":"patient","record_number":"20-4817","name":"Helena Duarte","birth_date":"1954-04-21"}',
    ),
    (events.PersonAmended(subject=SUBJECT, effective_at=AT, specialty="Heart"), b'{"specialty":"Heart"}'),
    (events.NoticeRaised(subject=SUBJECT, effective_at=AT, notice_id="n"), b'{"notice_id":"n"}'),
    (events.NoticeParked(subject=SUBJECT, effective_at=AT, notice_id="n", reason="disk"), b'{"notice_id":"n","reason":"disk"}'),
    (events.NoticeSeen(subject=SUBJECT, effective_at=AT, notice_id="n"), b'{"notice_id":"n"}'),
    (
        events.HistoryTakenOver(subject=SUBJECT, effective_at=AT, old_position=9, old_chain="ab", segment=2, found="1 lost"),
        b'{"old_position":9,"old_chain":"ab","segment":2,"found":"1 lost"}',
    ),
    (events.HistoryDamaged(subject=SUBJECT, effective_at=AT, lost=((3, 4), (7, 7))), b'{"lost":[[3,4],[7,7]]}'),
    (events.DamageSettled(subject=SUBJECT, effective_at=AT, reason="Spoke."), b'{"reason":"Spoke."}'),
    (
        events.ConsentRevoked(
            **CONSENT, record_types=BOTH, grant_ids=("g",), on_authority_of=SUBJECT, paper="folder 12, page 3",
        ),
        (
            b'{"actor":{"kind":"doctor","id":"22222222222222222222222222222222"},"record_types":["exams","er_visits"],'
            b'"on_authority_of":"11111111111111111111111111111111","paper":"folder 12, page 3","grant_ids":["g"]}'
        ),
    ),
    (
        events.PersonRegistered(
            subject=SUBJECT, effective_at=AT, kind=PersonKind.ADMINISTRATOR, record_number="1", approved_by="b",
        ),
        b'{"kind":"administrator","record_number":"1","approved_by":"b"}',
    ),
    (events.NoticeTold(subject=SUBJECT, effective_at=AT, notice_id="n", how="phone"), b'{"notice_id":"n","how":"phone"}'),
    (people_events.PersonMerged(**PERSON, into="b"), b'{"into":"b"}'),
    (people_events.PersonDeactivated(**PERSON, reason="Left."), b'{"reason":"Left."}'),
    (people_events.PersonReactivated(**PERSON, reason="Back."), b'{"reason":"Back."}'),
    (
        people_events.RoleGiven(**PERSON, role=ActingRole.RECEPTION, approved_by="b", since=AT, until=AT),
        (
            b'{"role":"reception","approved_by":"b","since":"2026-03-12T09:52:30.123456Z",'
            b'"until":"2026-03-12T09:52:30.123456Z"}'
        ),
    ),
    (people_events.RoleEnded(**PERSON, role=ActingRole.RECEPTION, approved_by="b"), b'{"role":"reception","approved_by":"b"}'),
    (people_events.UnitJoined(**PERSON, unit="Ward 2", since=AT), b'{"unit":"Ward 2","since":"2026-03-12T09:52:30.123456Z"}'),
    (people_events.UnitLeft(**PERSON, unit="Ward 2", on_authority_of="c"), b'{"on_authority_of":"c","unit":"Ward 2"}'),
    (
        people_events.AuthorityGiven(**PERSON, representative="b", until=AT, paper="folder 1"),
        b'{"representative":"b","until":"2026-03-12T09:52:30.123456Z","paper":"folder 1"}',
    ),
    (people_events.AuthorityEnded(**PERSON, representative="b", paper="folder 2"), b'{"representative":"b","paper":"folder 2"}'),
    (account_events.CredentialSet(**PERSON, kind="resume_pin"), b'{"kind":"resume_pin"}'),
    (
        account_events.CodeIssued(**PERSON, code_for="pin", expires=AT),
        b'{"code_for":"pin","expires":"2026-03-12T09:52:30.123456Z"}',
    ),
    (account_events.SignedIn(**PERSON, role=ActingRole.NURSE, workstation="w"), b'{"role":"nurse","workstation":"w"}'),
    (account_events.SignInFailed(**PERSON, workstation="w", why="code_expired"), b'{"workstation":"w","why":"code_expired"}'),
    (account_events.SignedOut(**PERSON, workstation="w"), b'{"workstation":"w"}'),
    (account_events.SessionLocked(**PERSON, workstation="w"), b'{"workstation":"w"}'),
    (account_events.SessionResumed(**PERSON, workstation="w"), b'{"workstation":"w"}'),
    (account_events.HistoryRead(**PERSON, question="history", about="b"), b'{"question":"history","about":"b"}'),
    (clinic_events.ClinicFounded(**PERSON, name="The clinic"), b'{"name":"The clinic"}'),
    (
        clinic_events.PersonErased(**PERSON, person="a", reason="Asked.", approved_by="b"),
        b'{"person":"a","reason":"Asked.","approved_by":"b"}',
    ),
    (clinic_events.ErasureRefused(**PERSON, person="a", ground="Law."), b'{"person":"a","ground":"Law."}'),
    (clinic_events.BackupMade(**PERSON, head=9, bytes=4096, where="folder"), b'{"head":9,"bytes":4096,"where":"folder"}'),
    (
        clinic_events.StoreRestored(**PERSON, head=9, backup_made=AT, approved_by="b", anchored=10),
        b'{"head":9,"backup_made":"2026-03-12T09:52:30.123456Z","approved_by":"b","anchored":10}',
    ),
    (clinic_events.KeyRotated(**PERSON, approved_by="b"), b'{"approved_by":"b"}'),
    (clinic_events.AnchoringSwitched(**PERSON, on=False, approved_by="b"), b'{"on":false,"approved_by":"b"}'),
    (clinic_events.HistoryVerified(**PERSON, head=9, whole=True), b'{"head":9,"whole":true}'),
    (
        clinic_events.SettingChanged(**PERSON, name="lock_after", value="5", before="2"),
        b'{"name":"lock_after","value":"5","before":"2"}',
    ),
]  # fmt: skip


def test_the_canonical_envelope_is_frozen() -> None:
    assert ENVELOPE.canonical() == CANONICAL
    caused = replace(ENVELOPE, causation="7" * 32).canonical()
    assert caused == CANONICAL.replace(b"null", b'"' + b"7" * 32 + b'"')


def test_leaf_and_chain_are_frozen() -> None:
    leaf = leaf_hash(CANONICAL, b"body")
    assert leaf.hex() == "ce83f310f73def3237b9a509d09d8db653d070fecc5c01658d66c7878e186b21"
    assert chain_hash(GENESIS, leaf).hex() == "c248c142a2d57c0505ecf2b3d6679a2288ea99a44116c19efd7f5acdc5dee714"


def test_the_seal_is_frozen() -> None:
    seal = Seal(b"k" * 32, nonces=lambda length: b"n" * length)
    sealed = seal.close(b'{"notice_id":"n"}', CANONICAL)
    assert sealed.hex() == "6e6e6e6e6e6e6e6e6e6e6e6ee31989df65dde6bc134d6f66b98bc2f6fe5a169e1c86a9d79a03e73602a4cc6869"
    assert seal.open(sealed, CANONICAL) == b'{"notice_id":"n"}'


def test_derived_keys_are_frozen() -> None:
    keys = StoreKeys.of(b"k" * 32)
    assert derive(b"k" * 32, "log-file").hex() == "89eea26b988787dc0546340ccef63b8ca31fc932d428c12c279b154a515cc52b"
    assert (
        keys.blind_index("patient", "20-4817").hex()
        == "7061ddd15525b9e3c18f632d404ea44892cc1232cf76c1c964d582a706b5f8bb"
    )
    assert keys.command_digest(b"command").hex() == "2f6747dd3a7646149397efc39e19cd41e2ed5724197afb05cb7bcae2dd3fff62"


@pytest.mark.parametrize(("event", "body"), BODIES, ids=lambda v: type(v).__name__ if isinstance(v, Event) else "")
def test_bodies_are_frozen(event: Event, body: bytes) -> None:
    form = REGISTRY.form_of(event)
    assert form.encode(event) == body
    assert decode(body, form.name, form.schema_version) == event
    if b'"paper"' not in body and form.name != "PersonRegistered":
        assert decode(body, form.name, 1) == event  # as it was written before anything was added


def test_every_event_has_a_frozen_body() -> None:
    assert {type(event) for event, _ in BODIES} == set(REGISTRY.names)


def test_a_body_does_not_open_under_another_envelope_or_key() -> None:
    sealed = Seal(b"k" * 32).close(b"body", CANONICAL)
    for seal, envelope, stored in (
        (Seal(b"k" * 32), CANONICAL + b" ", sealed),
        (Seal(b"x" * 32), CANONICAL, sealed),
        (Seal(b"k" * 32), CANONICAL, sealed[:-1]),
        (Seal(b"k" * 32), CANONICAL, b""),
    ):
        with pytest.raises(InvalidTag):
            seal.open(stored, envelope)


def test_an_event_of_an_unknown_type_or_version_is_named() -> None:
    with pytest.raises(UnknownEventType, match="ConsentRenewed of version 1"):
        decode(b"{}", "ConsentRenewed")
    with pytest.raises(UnknownEventType, match="version 3"):
        decode(b"{}", "ConsentGranted", 3)


def test_a_body_with_a_field_that_nobody_knows_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(b'{"notice_id":"n","colour":"red"}', "NoticeSeen")


def decode(body: bytes, name: str, schema_version: int = 1) -> Event:
    return REGISTRY.decode(name, schema_version, body, SUBJECT, to_micros(AT))


def test_moments_survive_to_the_microsecond() -> None:
    assert from_micros(to_micros(AT)) == AT


@given(st.data())
def test_a_row_gives_the_same_canonical_bytes_as_its_envelope(data: st.DataObject) -> None:
    """The log is read and hashed straight from its rows; both ways must name the same bytes."""
    ids = st.binary(min_size=16, max_size=16)
    numbers = Numbering()
    numbers.subjects = {1: SUBJECT, 2: "4" * 32}
    numbers.kinds = {1: Kind("ConsentGranted", 1, 1), 2: Kind("NoticeSeen", 3, 2)}
    big = st.integers(0, 2**62)
    row = (
        data.draw(big), data.draw(ids), data.draw(st.sampled_from([1, 2])), data.draw(st.sampled_from([1, 2])), data.draw(big),
        data.draw(big), data.draw(st.none() | big), data.draw(st.sampled_from([1, 2])), data.draw(st.none() | ids),
        data.draw(st.none() | ids), data.draw(ids), b"body", b"chain",
    )  # fmt: skip
    kind = numbers.kinds[row[2]]
    effective = row[5] if row[6] is None else row[6]
    event = events.NoticeSeen(
        subject=numbers.subjects[row[3]], effective_at=from_micros(effective % 2**50), notice_id="n"
    )
    stored = (row[1], row[8], row[9], row[10], kind, numbers.subjects[row[7]], effective)
    envelope = RecordedEvent(row[0], event, b"chain", row[4], row[5], stored).envelope
    assert canonical(row, numbers) == envelope.canonical()


def test_older_bodies_are_brought_up_step_by_step() -> None:
    """A type that has changed twice: every stored version reads as today's."""
    upcasters = {
        ("NoticeParked", 1): lambda fields: {"notice_id": fields["id"]},
        ("NoticeParked", 2): lambda fields: {**fields, "reason": "not said"},
    }
    registry = Registry([BodyForm(events.NoticeParked, 3)], upcasters)
    today = events.NoticeParked(subject=SUBJECT, effective_at=AT, notice_id="n", reason="not said")
    for version, body in ((1, b'{"id":"n"}'), (2, b'{"notice_id":"n"}'), (3, b'{"notice_id":"n","reason":"not said"}')):
        assert registry.decode("NoticeParked", version, body, SUBJECT, to_micros(AT)) == today
    with pytest.raises(UnknownEventType, match="version 4"):
        registry.decode("NoticeParked", 4, b"{}", SUBJECT, to_micros(AT))
