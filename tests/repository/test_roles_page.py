"""docs/roles.md is what the tables say."""

from __future__ import annotations

import roles_page

from consent_desktop.domain.entitlements import FOUR_EYES, GIVES
from consent_desktop.domain.reading_rights import READS
from consent_desktop.domain.vocabulary import ActingRole
from tests.repository.source import ROOT


def test_the_page_is_printed_from_the_tables() -> None:
    written = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    assert written == roles_page.page(), "run: python packaging/checks/roles_page.py > docs/roles.md"


def test_the_page_names_every_command_question_and_role() -> None:
    page = roles_page.page()
    assert [kind for kind in GIVES if f"| `{kind.__name__}`" not in page] == []
    assert [question for question in READS if f"| `{question}`" not in page] == []
    assert list(roles_page.NAMES) == list(ActingRole)
    assert page.count(f"`{roles_page.MARK} |") > len(FOUR_EYES)
