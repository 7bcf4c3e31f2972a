"""A notice that another program owes is left to it for a while, and raised where that program never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop.application import clinic as clinic_module
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_SYSTEM
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.read_models import notices
from tests.support.stores import a_consent


def test_what_others_owe_waits_and_is_then_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        consent.clinic.settle()
        clinic = consent.clinic
        monkeypatch.setattr(clinic._chores, "wake", lambda: None)  # the test takes the thread's turns itself
        consent.ask_consent("p", "doctor", "d", "exams")
        clinic._told_by_us.clear()  # as if another program had recorded it
        again = clinic._do_what_is_ours()
        assert again is not None
        assert 0 < again <= clinic_module.LEFT_DUE
        later = clinic._do_what_is_ours()
        assert later is not None
        assert later <= again, "it is waited for once, not from the beginning each time"
        assert len(clinic.ask(THE_SYSTEM, notices.due)) == 1
        monkeypatch.setattr(clinic_module, "LEFT_DUE", 0.0)
        assert clinic._do_what_is_ours() is None
        assert clinic.ask(THE_SYSTEM, notices.due) == []


def test_without_chores_nothing_is_settled(tmp_path: Path) -> None:
    clinic = open_clinic(tmp_path, plain=True, chores=False)
    try:
        clinic.settle()
    finally:
        clinic.close()


def test_damage_that_cannot_be_repaired_is_told_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_consent(tmp_path) as consent:
        clinic = consent.clinic

        def damaged(*_: object) -> None:
            raise StoreDamaged("damaged")

        with monkeypatch.context() as patch:
            patch.setattr(clinic.views, "start", damaged)
            patch.setattr(clinic, "repair", lambda: False)
            with pytest.raises(StoreDamaged):
                clinic.start()
