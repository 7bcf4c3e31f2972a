"""What a running program does when damage is told in a stream, when a lost event ends what is asked for, and when a copy

took over without what was just written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import RaiseNotice
from consent_desktop.domain.events import HistoryDamaged
from consent_desktop.domain.vocabulary import THE_SYSTEM
from consent_desktop.event_store.errors import WrongExpectedVersion
from consent_desktop.event_store.recorded import Appended, Expected, Head
from tests.support.damage import LOG, body_of, flip_in
from tests.support.stores import NOW, a_consent, a_store, origin, some_event


def test_damage_told_in_a_stream_ends_what_live_views_permit(tmp_path: Path) -> None:
    """The views were opened on consents that they do not remember, and must find every pair of the patient."""
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "exams")
        consent.grant_consent("p", "nurse", "n", "all")
    clinic = open_clinic(tmp_path, chores=False)
    clinic.close()
    with a_consent(tmp_path) as consent:
        person = consent.person("p")
        assert person is not None
        told = HistoryDamaged(subject=person.subject, effective_at=NOW, lost=())
        consent.clinic.log.append(person.subject, Expected.ANY, [told], origin())
        consent.clinic.catch_up()
        assert not consent.has_consent("p", "doctor", "d", "exams")
        assert not consent.has_consent("p", "nurse", "n", "conditions")
        assert consent.clinic.views.check() == []


def test_a_lost_event_ends_what_is_asked_for(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        for number in range(6):
            store.log.append(ana, number, [some_event(ana, number)], origin())
    flip_in(tmp_path / LOG, body_of(tmp_path, 4))
    with a_consent(tmp_path) as consent:
        log = consent.clinic.log
        assert [(leaf.position, leaf.chain is None) for leaf in log.leaves(2, 4)] == [(3, False), (4, True)]
        assert [leaf.position for leaf in log.leaves()] == list(range(1, log.head().position + 1))


def test_what_a_copy_does_not_have_is_decided_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_store(tmp_path) as store:
        log: Any = store.log

        class Moved:
            """Segments of which a later one took over just now."""

            def under_way(self, _number: int) -> bool:
                return True

            def taken_over(self, _number: int) -> bool:
                return True

        monkeypatch.setattr(log, "_segments", Moved())
        monkeypatch.setattr(log, "_current", object)
        monkeypatch.setattr(log, "outcome", lambda _origin: None)
        recorded: Any = object()
        appended = Appended(1, 1, repeated=False, events=(recorded,), before=Head(0, bytes(32)))
        with pytest.raises(WrongExpectedVersion):
            log._see_it_kept("stream", origin(), appended)


def test_a_command_that_leads_to_nothing_wakes_nobody(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.ask_consent("p", "doctor", "d", "exams")
        consent.clinic.settle()
        asked = next(event for event in consent.clinic.log.read() if event.type == "ConsentAsked")
        raised = RaiseNotice(recipient=asked.stream, notice_id=asked.event_id)
        recorded = consent.clinic.dispatch(Dispatch(raised, THE_SYSTEM))
        assert recorded.first == 0
        assert list(recorded.positions) == []
