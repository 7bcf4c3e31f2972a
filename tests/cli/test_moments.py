"""Ends as the command line says them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from consent_desktop.cli.moments import end_said

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-06-30T23:00:00+00:00", "2026-06-30"),
        ("2026-01-01T00:00:00+00:00", "2025-12-31"),
        ("2026-06-30T12:15:00+00:00", "2026-06-30 13:15"),
    ],
)
def test_a_day_that_was_chosen_is_said_as_that_day(until: str, said: str) -> None:
    assert end_said(until, LISBON) == said
