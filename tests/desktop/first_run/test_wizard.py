"""Founding a clinic in the window: every page forth and back, papers that are kept, and nothing left where it was given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.application.clinic import Clinic
from consent_desktop.bootstrap import found_clinic, open_clinic
from consent_desktop.desktop.first_run.window import FirstRunWindow
from consent_desktop.desktop.first_run.wizard import CODE, NAME, PAPERS, PEOPLE, PROTECTION
from consent_desktop.desktop.tour.hands import By, CannotDo
from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from consent_desktop.event_store.key_ring import KeyRing
from tests.support.key_rings import MemoryBackend

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
PASSPHRASE = "four quiet words of chance"


class FirstRun:
    """A first-run window and what came of it."""

    def __init__(self, qtbot: QtBot, folder: Path, by: By, ring: KeyRing | None) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.papers = folder.parent / "papers.pdf"
        self.clinic: Clinic | None = None
        self.over = False
        founder = partial(found_clinic, folder, ring=ring)
        self.window = FirstRunWindow(founder, key_ring=ring is not None, ask=self._path)
        qtbot.addWidget(self.window)
        self.window.founded.connect(self._founded)
        self.window.given_up.connect(self._given_up)
        with qtbot.waitExposed(self.window):
            self.window.begin()
        self.who = Somebody(self.window, by, 60_000)
        self.wizard = self.window.wizard

    def _path(self, _parent: object) -> str:
        return str(self.papers)

    def _founded(self, clinic: Clinic) -> None:
        self.clinic = clinic

    def _given_up(self) -> None:
        self.over = True

    def to_protection(self) -> None:
        self.who.write("What is the clinic called?", "Hill Street Clinic")
        self.who.press("Next")
        for name, words in (
            ("Privacy officer: full name", "Ada Okoye"), ("Privacy officer: staff number", "1"),
            ("Administrator: full name", "Ben Ruiz"), ("Administrator: staff number", "2"),
        ):  # fmt: skip
            self.who.write(name, words)
        self.who.press("Next")
        assert self.wizard.page() == PROTECTION

    def to_papers(self) -> None:
        self.to_protection()
        self.who.write("Passphrase, if you want one", PASSPHRASE)
        self.who.write("Passphrase once more", PASSPHRASE)
        self.who.press("Make the clinic")
        self.who.sees("Take these papers away from the computer")

    def code(self) -> str:
        made = self.wizard._made
        assert made is not None
        return made.codes[0].code

    def beside(self) -> list[str]:
        return sorted(p.name for p in self.folder.parent.iterdir())


@pytest.fixture(params=list(By))
def first(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[FirstRun]:
    made = FirstRun(qtbot, tmp_path / "clinic", request.param, None)
    yield made
    made.window.close()
    if made.clinic is not None:
        made.clinic.close()


@pytest.fixture
def by_mouse(qtbot: QtBot, tmp_path: Path) -> Iterator[FirstRun]:
    made = FirstRun(qtbot, tmp_path / "clinic", By.MOUSE, KeyRing(MemoryBackend()))
    yield made
    made.window.close()
    if made.clinic is not None:
        made.clinic.close()


def test_from_the_name_to_a_finished_clinic(first: FirstRun) -> None:
    first.to_papers()
    assert not first.wizard.next_button.isEnabled()
    first.who.press("Save as PDF")
    first.who.sees("Saved. Print it, then delete the file")
    assert first.papers.read_bytes().startswith(b"%PDF")
    first.who.press("Next")
    code = first.code()
    first.who.write("One-time code", "WRNG-WRNG-WRNG-WRNG")
    first.who.press("Finish")
    first.who.sees("That is none of the codes on the paper.")
    assert not first.folder.exists()
    first.who.write("One-time code", code.lower())
    first.who.press("Finish")
    first.qtbot.waitUntil(lambda: first.clinic is not None)
    clinic = first.clinic
    assert clinic is not None
    assert clinic.name == "Hill Street Clinic"
    assert clinic.find(THE_SYSTEM, PersonKind.PRIVACY_OFFICER, "1") is not None
    assert clinic.accounts.choose_password("1", code, "green kettle upstairs").person.name == "Ada Okoye"
    clinic.close()
    open_clinic(first.folder, passphrase=PASSPHRASE).close()
    assert not first.over


def test_every_page_has_a_way_back_and_keeps_what_was_typed(by_mouse: FirstRun) -> None:
    by_mouse.to_papers()
    before = by_mouse.wizard.kit.text()
    for page in (PROTECTION, PEOPLE, NAME):
        by_mouse.who.press("Back")
        assert by_mouse.wizard.page() == page
    assert by_mouse.beside() == []
    assert by_mouse.wizard.name.text() == "Hill Street Clinic"
    by_mouse.who.press("Next")
    by_mouse.who.press("Next")
    by_mouse.who.press("Make the clinic")
    by_mouse.who.sees("Take these papers away from the computer")
    assert by_mouse.wizard.page() == PAPERS
    assert by_mouse.wizard.kit.text() != before


@pytest.mark.parametrize("where", ["protection", "papers", "code"])
@pytest.mark.parametrize("how", ["Cancel", "close"])
def test_given_up_nothing_is_left(by_mouse: FirstRun, where: str, how: str) -> None:
    if where == "protection":
        by_mouse.to_protection()
    else:
        by_mouse.to_papers()
        assert by_mouse.beside() == ["clinic.founding"]
    if where == "code":
        by_mouse.who.press("Save as PDF")
        by_mouse.papers.unlink()
        by_mouse.who.press("Next")
        assert by_mouse.wizard.page() == CODE
    if how == "Cancel":
        by_mouse.who.press("Cancel")
    else:
        by_mouse.window.close()
    assert by_mouse.over
    assert by_mouse.beside() == []


def test_two_people_are_two_numbers(by_mouse: FirstRun) -> None:
    by_mouse.to_protection()
    by_mouse.who.press("Back")
    by_mouse.who.write("Administrator: staff number", "1")
    by_mouse.who.press("Next")
    by_mouse.who.sees("two people with two numbers")
    assert by_mouse.wizard.page() == PEOPLE


@pytest.mark.parametrize(("one", "two", "said"), [
    ("short", "short", "16 characters or more"), (PASSPHRASE, "four quiet words", "were not the same"),
])  # fmt: skip
def test_passphrases_that_will_not_do(by_mouse: FirstRun, one: str, two: str, said: str) -> None:
    by_mouse.to_protection()
    by_mouse.who.write("Passphrase, if you want one", one)
    by_mouse.who.write("Passphrase once more", two)
    by_mouse.who.press("Make the clinic")
    by_mouse.who.sees(said)
    assert by_mouse.wizard.page() == PROTECTION
    assert by_mouse.beside() == []


def test_papers_that_cannot_be_written(by_mouse: FirstRun) -> None:
    by_mouse.to_papers()
    by_mouse.papers = by_mouse.folder.parent / "no such folder" / "papers.pdf"
    by_mouse.who.press("Save as PDF")
    by_mouse.who.sees("cannot be written")
    assert not by_mouse.wizard.next_button.isEnabled()


def test_without_papers_there_is_no_way_on(by_mouse: FirstRun) -> None:
    by_mouse.to_papers()
    by_mouse.who.patience_ms = 300
    press: Callable[[str], None] = by_mouse.who.press
    with pytest.raises(CannotDo, match="disabled"):
        press("Next")
