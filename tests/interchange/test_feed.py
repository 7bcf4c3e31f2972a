"""The feed: CloudEvents that say all of an event and no name where none belongs, in order, from where one stopped."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from consent_desktop.application.clock import FixedClock
from consent_desktop.bootstrap import Consent
from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.events import Erased
from consent_desktop.domain.vocabulary import THE_OPERATOR, Acting, ActingRole, PersonKind
from consent_desktop.event_store.subscription_places import SubscriptionAhead
from consent_desktop.interchange.cloud_events import cloud_event, line, source_of
from consent_desktop.interchange.feed import Feed, FeedAhead
from tests.support.stores import NOW, a_consent

NAME = re.compile("[a-z0-9]{1,20}")
"""What CloudEvents 1.0 lets an attribute be called."""


@pytest.fixture
def consent(tmp_path: Path) -> Iterator[Consent]:
    """A patient with a name who was asked and granted."""
    with a_consent(tmp_path, FixedClock(NOW)) as consent:
        consent.clinic.register(PersonKind.PATIENT, "20-4817", THE_OPERATOR, name="Helena Duarte")
        consent.clinic.register(PersonKind.DOCTOR, "70-0001", THE_OPERATOR, name="Dr Ana Souza")
        consent.ask_consent("20-4817", "doctor", "70-0001", "exams")
        consent.grant_consent("20-4817", "doctor", "70-0001", "exams", until=datetime(2027, 6, 30, tzinfo=NOW.tzinfo))
        consent.clinic.settle()
        yield consent


def sent(consent: Consent, position: int = 0) -> list[dict[str, Any]]:
    lines: list[str] = []
    Feed(consent.clinic, THE_OPERATOR, lines.append).since(position, follow=False)
    return [json.loads(text) for text in lines]


def test_a_line_is_a_cloud_event(consent: Consent) -> None:
    granted = next(e for e in sent(consent) if e["type"] == "consent-desktop.ConsentGranted.v2")
    recorded = consent.clinic.log.at(granted["position"])
    assert recorded is not None
    envelope = recorded.envelope
    assert granted == {
        "specversion": "1.0",
        "id": envelope.event_id,
        "source": f"urn:consent-desktop:{consent.clinic.log.store_id}",
        "type": "consent-desktop.ConsentGranted.v2",
        "subject": envelope.stream,
        "time": "2026-03-12T09:47:00.000000Z",
        "datacontenttype": "application/json",
        "position": recorded.position,
        "streamversion": envelope.stream_version,
        "correlationid": envelope.correlation,
        "causationid": envelope.causation,
        "actor": envelope.actor,
        "effectivetime": "2026-03-12T09:47:00.000000Z",
        "chainhash": recorded.chain.hex(),
        "data": granted["data"],
    }
    assert granted["data"]["record_types"] == ["exams"]
    assert granted["data"]["until"] == "2027-06-30T00:00:00Z"
    assert granted["data"]["actor"]["kind"] == "doctor"


def test_every_event_is_sent_once_in_order_under_lawful_names(consent: Consent) -> None:
    events = sent(consent)
    assert [e["position"] for e in events] == list(range(1, consent.clinic.log.head().position + 1))
    assert len({(e["source"], e["id"]) for e in events}) == len(events)
    for event in events:
        assert all(NAME.fullmatch(name) for name in event)
        assert ("causationid" in event) == (event["correlationid"] != event["id"])


def test_names_and_numbers_are_in_the_registers_events_only(consent: Consent) -> None:
    for event in sent(consent):
        text = json.dumps(event)
        told = [word for word in ("Helena", "Souza", "20-4817", "70-0001") if word in text]
        assert bool(told) == ("PersonRegistered" in event["type"])


def test_an_erased_event_is_sent_without_data(consent: Consent) -> None:
    recorded = consent.clinic.log.at(3)
    assert recorded is not None
    kind = cloud_event(recorded, "urn:x")["type"]
    recorded.event = Erased(subject=recorded.event.subject, effective_at=recorded.event.effective_at)
    erased = json.loads(line(recorded, source_of("x")))
    assert erased["type"] == f"{kind}.erased"
    assert not {"data", "datacontenttype"} & set(erased)
    assert erased["chainhash"] == recorded.chain.hex()


@pytest.mark.parametrize("role", [role for role in ActingRole if role not in ("operator", "privacy_officer", "system")])
def test_it_is_not_for_everybody(consent: Consent, role: ActingRole) -> None:
    with pytest.raises(NotAllowed, match="for the privacy officer"):
        Feed(consent.clinic, Acting("a" * 32, role), print)


def test_the_privacy_officer_gets_it(consent: Consent) -> None:
    lines: list[str] = []
    officer, _ = consent.clinic.register(PersonKind.PRIVACY_OFFICER, "1", THE_OPERATOR)
    last = Feed(consent.clinic, Acting(officer, ActingRole.PRIVACY_OFFICER), lines.append).since(2, follow=False)
    assert last == consent.clinic.log.head().position == len(lines) + 2
    assert json.loads(lines[-1])["type"] == "consent-desktop.HistoryRead.v1"  # that it was read is recorded


def test_who_is_ahead_of_the_history_is_told(consent: Consent) -> None:
    feed = Feed(consent.clinic, THE_OPERATOR, print)
    with pytest.raises(FeedAhead, match="to go on after event 99"):
        feed.since(99, follow=False)
    with pytest.raises(FeedAhead):
        feed.since(99, follow=True)
    with pytest.raises(SubscriptionAhead):
        feed.named("w", 99, follow=False)


def test_told_to_stop_it_ends_between_two_lines(consent: Consent) -> None:
    stop = threading.Event()
    lines: list[str] = []

    def send(text: str) -> None:
        lines.append(text)
        stop.set()

    feed = Feed(consent.clinic, THE_OPERATOR, send, stop)
    assert feed.since(0, follow=True) == 1
    assert feed.named("w", 1, follow=True) == 1
    assert len(lines) == 1


@pytest.mark.parametrize("named", [False, True])
def test_it_follows_what_is_recorded(consent: Consent, named: bool) -> None:
    stop, got = threading.Event(), threading.Semaphore(0)
    head = consent.clinic.log.head().position
    lines: list[dict[str, Any]] = []

    def send(text: str) -> None:
        lines.append(json.loads(text))
        got.release()
        if lines[-1]["type"].endswith("ConsentRevoked.v2"):
            stop.set()

    feed = Feed(consent.clinic, THE_OPERATOR, send, stop)

    def follow() -> None:
        if named:
            feed.named("w", head - 1, follow=True)
        else:
            feed.since(head - 1, follow=True)

    follower = threading.Thread(target=follow)
    follower.start()
    assert got.acquire(timeout=60)
    consent.revoke_consent("20-4817", "doctor", "70-0001", "exams")
    follower.join(60)
    assert [e["position"] for e in lines] == [head, head + 1]


def test_a_reader_that_is_gone_costs_no_event_its_place(consent: Consent) -> None:
    def gone(text: str) -> None:
        if '"position":3' in text:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Feed(consent.clinic, THE_OPERATOR, gone).named("w", 0, follow=False)
    [place] = consent.clinic.subscriptions.all()
    assert (place.position, place.waiting) == (2, 0)
    lines: list[str] = []
    Feed(consent.clinic, THE_OPERATOR, lines.append).named("w", 0, follow=False)
    assert json.loads(lines[0])["position"] == 3
