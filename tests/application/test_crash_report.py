"""A report of a mistake names kinds and places, and nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from consent_desktop.application.crash_report import KEPT, keep, report_of

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def mistake() -> BaseException:
    try:
        raise ValueError("Helena Duarte, 20-4817")
    except ValueError as error:
        return error


def test_it_tells_kind_place_and_versions_and_no_words() -> None:
    report = report_of(mistake(), NOW, {"qt": "6.11.3"})
    assert "ValueError\n  test_crash_report.py:" in report
    assert "consent-desktop: 0.1.0" in report
    assert "qt: 6.11.3" in report
    assert "Helena" not in report
    assert "20-4817" not in report


def test_no_folder_of_this_machine_stands_in_it() -> None:
    assert str(Path(__file__).parent) not in report_of(mistake(), NOW, {})


def test_it_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    kept = keep("a report", tmp_path / "logs", NOW)
    assert kept is not None
    assert (kept.read_text("utf-8"), kept.stat().st_mode & 0o777) == ("a report", 0o600)


def test_old_ones_go(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        keep(f"report {number}", tmp_path, NOW + timedelta(seconds=number))
    left = sorted(tmp_path.iterdir())
    assert [path.read_text("utf-8") for path in (left[0], left[-1])] == ["report 3", f"report {KEPT + 2}"]


def test_where_it_cannot_be_written_nothing_else_breaks(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file", encoding="utf-8")
    assert keep("a report", tmp_path / "logs", NOW) is None
