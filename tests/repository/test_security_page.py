"""What docs/security.md says is shown by a test is shown by a test that exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
BANNED = ("tamper-proof", "immutable", "certified", "unbreakable")


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 20
    for path, name in named:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"


def test_every_row_of_the_standard_names_a_test() -> None:
    rows = re.findall(r"^\| (\d+\.\d+\.\d+[^|]*)\|(.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 15
    for row, rest in rows:
        assert NAMED.search(rest), row


def test_no_page_promises_what_nobody_can_keep() -> None:
    for page in (ROOT / "docs").glob("**/*.md"):
        words = page.read_text(encoding="utf-8").lower()
        assert not [word for word in BANNED if word in words], page
