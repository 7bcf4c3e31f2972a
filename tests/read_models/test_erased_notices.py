"""What a person was told goes with them, also where it was seen in the same moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop.domain.clinic_events import PersonErased
from consent_desktop.domain.events import NoticeRaised, NoticeSeen
from consent_desktop.domain.vocabulary import CLINIC, THE_SYSTEM
from consent_desktop.event_store.recorded import Expected
from consent_desktop.read_models import notices
from tests.support.stores import NOW, a_consent, origin


def test_a_notice_seen_right_before_the_erasing_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        monkeypatch.setattr(consent.clinic._chores, "wake", lambda: None)  # the notice is raised here
        asked = consent.ask_consent("p", "doctor", "d", "exams")
        patient = consent.person("p")
        assert patient is not None
        event = consent.clinic.event(THE_SYSTEM, asked.first)
        assert event is not None
        log, who = consent.clinic.log, patient.subject
        notice = event.event_id
        log.append(who, Expected.ANY, [NoticeRaised(subject=who, effective_at=NOW, notice_id=notice)], origin())
        consent.clinic.catch_up()
        assert consent.clinic.ask(THE_SYSTEM, notices.of_recipient, who)
        log.append(who, Expected.ANY, [NoticeSeen(subject=who, effective_at=NOW, notice_id=notice)], origin())
        gone = PersonErased(subject=CLINIC, effective_at=NOW, person=who, reason="asked", approved_by="f" * 32)
        log.append(CLINIC, Expected.ANY, [gone], origin())
        consent.clinic.catch_up()
        assert consent.clinic.ask(THE_SYSTEM, notices.of_recipient, who) == []
        assert consent.clinic.views.check() == []
