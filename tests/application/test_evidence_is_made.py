"""Checkpoints are made without anybody asking: every fifty events, and when the program ends."""

from __future__ import annotations

from pathlib import Path

from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind
from consent_desktop.evidence.checkpointer import EVERY
from tests.support.stores import a_consent


def test_every_fifty_events_are_signed(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        for number in range(EVERY - 1):
            consent.clinic.register(PersonKind.PATIENT, str(number), THE_OPERATOR)
        consent.clinic.settle()
        assert consent.clinic.log.last_checkpoint() is None
        consent.clinic.register(PersonKind.PATIENT, "one more", THE_OPERATOR)
        consent.clinic.settle()
        kept = consent.clinic.log.last_checkpoint()
        assert kept is not None
        assert kept.size == EVERY


def test_what_is_left_is_signed_when_the_program_ends(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "exams")
    with a_consent(tmp_path) as consent:
        kept, head = consent.clinic.log.last_checkpoint(), consent.clinic.log.head()
        assert kept is not None
        assert kept.size == head.position
        assert consent.clinic.evidence.verify().unbroken


def test_whoever_only_looks_signs_nothing(tmp_path: Path) -> None:
    clinic = open_clinic(tmp_path, plain=True, chores=False)
    clinic.register(PersonKind.PATIENT, "p", THE_OPERATOR)
    clinic.close()
    with a_consent(tmp_path) as consent:
        assert not consent.has_consent("p", "doctor", "d", "exams")
    with a_consent(tmp_path) as consent:
        assert consent.clinic.log.last_checkpoint() is None
