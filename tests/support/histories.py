"""Random commands between one patient and a few actors, for properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.context import Context, OtherStream, Person
from consent_desktop.domain.events import PersonRegistered
from consent_desktop.domain.vocabulary import (
    SINGLE_TYPES,
    THE_OPERATOR,
    Actor,
    ActorKind,
    PersonKind,
    Purpose,
    RecordType,
)

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
PATIENT = "a" * 32
ACTORS = (Actor(ActorKind.DOCTOR, "d" * 32), Actor(ActorKind.NURSE, "e" * 32), Actor(ActorKind.PATIENT, "f" * 32))
REGISTERED = PersonRegistered(subject=PATIENT, effective_at=START, kind=PersonKind.PATIENT, record_number="20-4817")

record_types = st.one_of(
    st.just(frozenset({RecordType.ALL})), st.frozensets(st.sampled_from(SINGLE_TYPES), min_size=1, max_size=4)
)
purposes = st.sampled_from([None, "TREAT", "COC", "ETREAT", "HOPERAT", "FAMRQT", "PATRQT"]).map(
    lambda code: Purpose(code, "words") if code else None
)
_plain = (RevokeConsent, DeclineRequest, WithdrawRequest)
_limited = (GrantConsent, AskConsent)


@st.composite
def steps(draw: st.DrawFn, actors: tuple[Actor, ...] = ACTORS[:2]) -> tuple[timedelta, ConsentCommand]:
    """A pause and a command; ends lie a few hours around now, so that grants run out in the middle of a history."""
    pause = timedelta(hours=draw(st.integers(0, 5)))
    actor = draw(st.sampled_from(actors))
    types = draw(record_types)
    kind = draw(st.sampled_from((*_limited, *_limited, *_plain)))
    if kind in _limited:
        hours = draw(st.one_of(st.none(), st.integers(0, 60)))
        until = None if hours is None else START + timedelta(hours=hours)
        return pause, kind(patient=PATIENT, actor=actor, record_types=types, purpose=draw(purposes), until=until)
    return pause, kind(patient=PATIENT, actor=actor, record_types=types)


histories = st.lists(steps(), min_size=1, max_size=14)


def context(now: datetime, number: int, actor: Actor) -> Context:
    """The circumstances of the n-th command."""
    person = Person(PersonKind(actor.kind.value), actor.id)
    return Context(now, THE_OPERATOR, UUID(int=number + 1), OtherStream(person, 1))
