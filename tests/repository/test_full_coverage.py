"""The list of fully covered files only grows."""

import json
from pathlib import Path
from typing import Any

import full_coverage
import pytest


def report(**missing: int) -> dict[str, Any]:
    """Coverage's JSON report with that many missing lines by file."""
    summaries = {
        f"consent_desktop/{name.replace('__', '/')}.py": {
            "summary": {
                "num_statements": 10,
                "missing_lines": lines,
                "missing_branches": 0,
                "percent_covered": 100.0 - lines,
            }
        }
        for name, lines in missing.items()
    }
    return {"files": summaries}


def test_what_is_full_and_listed_is_in_order() -> None:
    assert full_coverage.findings(full_coverage.coverage_of(report(a=0)), {"consent_desktop/a.py"}) == []


def test_a_listed_file_that_drops_is_told() -> None:
    [said] = full_coverage.findings(full_coverage.coverage_of(report(a=1)), {"consent_desktop/a.py"})
    assert "99.00 %" in said


def test_a_full_file_that_is_not_listed_is_told() -> None:
    shares = full_coverage.coverage_of(report(a=0))
    [said] = full_coverage.gained(shares, set())
    assert "make coverage-list" in said
    assert full_coverage.findings(shares, set()) == []


def test_the_rules_are_always_full() -> None:
    [said] = full_coverage.findings(full_coverage.coverage_of(report(domain__rules=1)), set())
    assert "consent_desktop/domain/rules.py" in said


def test_a_missing_branch_is_not_full_however_it_rounds() -> None:
    counted = report(a=0)
    counted["files"]["consent_desktop/a.py"]["summary"] |= {"missing_branches": 1, "percent_covered": 100.0}
    assert full_coverage.coverage_of(counted) == {"consent_desktop/a.py": 99.99}


def test_a_listed_file_that_is_gone_is_told() -> None:
    [said] = full_coverage.findings({}, {"consent_desktop/gone.py"})
    assert "no longer exists" in said


def test_adding_keeps_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = tmp_path / "list.txt"
    listing.write_text("# words\nconsent_desktop/old.py\n", encoding="utf-8")
    monkeypatch.setattr(full_coverage, "LIST", listing)
    (tmp_path / "report.json").write_text(json.dumps(report(a=0, b=1)), encoding="utf-8")
    assert full_coverage.main([str(tmp_path / "report.json"), "--add"]) == 0
    assert full_coverage.listed(listing) == {"consent_desktop/old.py", "consent_desktop/a.py"}
