"""Views remember only so many pairs: what was forgotten is read again, and the views are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop.read_models import consents
from tests.read_models.test_views import live_a_little
from tests.support.stores import a_consent
from tests.support.tables import dump


def test_forgotten_pairs_are_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live_a_little(tmp_path, 7, 60)
    with a_consent(tmp_path) as consent:
        live = consent.clinic.views.read(dump)
        monkeypatch.setattr(consents, "REMEMBERED", 1)
        consent.clinic.views.rebuild()
        assert consent.clinic.views.read(dump) == live
    live_a_little(tmp_path, 8, 40)
    with a_consent(tmp_path) as consent:
        assert consent.clinic.views.check() == []
