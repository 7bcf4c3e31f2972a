"""Uses the installed program from outside, as a screen reader does: by the names and roles of its accessibility tree.

Run by the system's own Python, which has pyatspi: `outside_hands.py STORY PICTURES`. Each thing has to be there exactly
once, be shown and be enabled; what cannot be done ends the run with a sentence and a picture.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyatspi  # type: ignore[import-not-found, unused-ignore]

PATIENCE = 30.0
"""Seconds."""
PROGRAM = "consent-desktop"
DOCTOR, PATIENT, OFFICER = "Dr Ana Souza", "Helena D.", "Ruth Lindqvist"


class CannotDo(Exception):
    """A person with a screen reader could not do that."""


class Outside:
    """One person with a screen reader."""

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures
        self._count = 0
        pyatspi.Registry.getDesktop(0)

    def shown(self) -> Iterator[Any]:
        """Everything of the program that is shown, in reading order."""
        for program in pyatspi.Registry.getDesktop(0):
            if program is not None and program.name == PROGRAM:
                for window in program:
                    yield from self._below(window)

    def _below(self, node: Any) -> Iterator[Any]:
        if node is None or not node.getState().contains(pyatspi.STATE_SHOWING):
            return
        yield node
        for index in range(min(node.childCount, 200)):  # a table reports every cell of a long history
            yield from self._below(node[index])

    def text(self) -> str:
        """What is read out, a line each."""
        return "\n".join(filter(None, (_name(node) for node in self.shown())))

    def wait(self, what: str, look: Callable[[], Any]) -> Any:
        """What `look` finds, once it finds something."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = look()
            except Exception:  # noqa: BLE001 - the tree changed while it was read
                found = None
            if found:
                return found
            if time.monotonic() > end:
                self.picture("cannot")
                raise CannotDo(f"{what}. What is shown:\n{self.text()}")
            time.sleep(0.1)

    def sees(self, words: str) -> None:
        """Wait until the words are shown."""
        self.wait(f"“{words}” does not come up", lambda: words in self.text())

    def find(self, name: str, *, beginning: bool = False, writable: bool = False) -> Any:
        """The one thing of that name that can be pressed, or written into."""

        def look() -> Any:
            found = [
                node
                for node in self.shown()
                if (_name(node).startswith(name) if beginning else _name(node) == name)
                and node.getState().contains(pyatspi.STATE_ENABLED)
                and (("EditableText" in pyatspi.listInterfaces(node)) if writable else _action(node) is not None)
            ]
            return found[0] if len(found) == 1 else None

        return self.wait(f"There is not exactly one “{name}” to use", look)

    def press(self, name: str, *, beginning: bool = False) -> None:
        """Press a button, an option or a box."""
        node = self.find(name, beginning=beginning)
        actions = node.queryAction()
        actions.doAction(_action(node))
        time.sleep(0.3)  # Qt shows the button pressed for a moment; a press of the same in that time is none

    def write(self, name: str, words: str) -> None:
        """Write into a field."""
        self.find(name, writable=True).queryEditableText().setTextContents(words)

    def choose_row(self, beginning: str) -> None:
        """Choose the first row of a table, which has to begin so: the keyboard goes there, as a screen reader's would."""

        def look() -> Any:
            return next((cell for cell in self.shown() if _is_cell(cell) and _name(cell).startswith(beginning)), None)

        cell = self.wait(f"There is no row “{beginning}”", look)
        cell.parent.queryComponent().grabFocus()
        self.keys("ctrl+Home", "Return")

    def keys(self, *names: str) -> None:
        """Press keys, wherever the keyboard is."""
        subprocess.run(["xdotool", "key", "--delay", "60", *names], check=True)

    def secret_of(self, name: str) -> str:
        """What the demonstration says of somebody's PIN or password."""
        self.sees(f"of {name} is ")
        return self.text().partition(f"of {name} is ")[2].splitlines()[0].rstrip(".")

    def picture(self, name: str) -> None:
        """The whole screen, as it is now."""
        time.sleep(0.5)  # what moves comes to rest
        self._count += 1
        target = self._pictures / f"{self._count:02}-{name}.png"
        subprocess.run(["import", "-silent", "-window", "root", str(target)], check=True)


def _name(node: Any) -> str:
    return str(node.name or "")


def _is_cell(node: Any) -> bool:
    return bool(node.getRole() == pyatspi.ROLE_TABLE_CELL)


def _action(node: Any) -> int | None:
    """The number of the action that presses."""
    if "Action" not in pyatspi.listInterfaces(node):
        return None
    actions = node.queryAction()
    for index in range(actions.nActions):
        if actions.getName(index) in ("Press", "Toggle"):
            return index
    return None


def staff(person: Outside, name: str) -> None:
    """Somebody who works here signs in."""
    person.sees("Who are you?")
    person.press("I work here")
    person.press(name)
    person.write("Password", person.secret_of(name))
    person.press("Sign in")


def whole_story(person: Outside) -> None:
    """Sign in, ask, allow, check, look at the history."""
    person.sees("Who are you?")
    person.picture("sign-in")
    staff(person, DOCTOR)
    look_up(person)
    person.press("Ask for", beginning=True)
    for choice in ("Conditions", "Treatment", "6 months"):
        person.press(choice)
    person.picture("ask")
    person.press("Send")
    person.sees("Conditions: Asked")
    person.picture("asked")
    person.press("Finish")
    allow(person)
    staff(person, DOCTOR)
    look_up(person)
    person.sees("Exams: yes")
    person.picture("check")
    person.press("Finish")
    staff(person, OFFICER)
    person.sees("History")
    person.sees("Helena Duarte let Dr Ana Souza see their exams until 30 June 2026")
    person.picture("history")
    person.press("Finish")
    person.sees("Who are you?")


def allow(person: Outside) -> None:
    """The patient signs in and allows what is asked."""
    person.sees("Who are you?")
    person.press("I am a patient")
    person.write("Your name or record number", "helena")
    person.press(f"{PATIENT},", beginning=True)
    person.sees("6 numbers, Helena")
    for digit in person.secret_of(PATIENT):
        person.press(digit)
    person.press("Sign in")
    person.sees("Who can see my records")
    person.picture("patient")
    person.press("Allow")
    person.sees("Read the page, then allow")
    person.picture("allow")
    person.press("Allow")
    person.sees("Recorded")
    person.press("Done")
    person.sees("Dr Ana Souza, exams: can see")
    person.press("Finish")


def look_up(person: Outside) -> None:
    """The doctor finds the patient among their own."""
    person.press("Patients")
    person.write("Name or record number", "helena")
    person.choose_row("Helena Duarte")
    person.sees("Patient, Helena Duarte")


def sign_in(person: Outside) -> None:
    """The doctor signs in, and stays."""
    staff(person, DOCTOR)
    person.press("Patients")


def go_on(person: Outside) -> None:
    """The same window still works: the doctor asks for something."""
    look_up(person)
    person.press("Ask for", beginning=True)
    for choice in ("ER visits", "Treatment", "6 months"):
        person.press(choice)
    person.press("Send")
    person.sees("ER visits: Asked")
    person.picture("after-the-upgrade")


def close(person: Outside) -> None:
    """Close the window, as the window manager's button does."""
    person.keys("alt+F4")
    person.wait("The window does not close", lambda: not list(person.shown()))


def come_and_go(person: Outside) -> None:
    """The sign-in comes up; then the window is closed."""
    person.sees("Who are you?")
    close(person)


STORIES: dict[str, Callable[[Outside], None]] = {
    "whole": whole_story,
    "sign-in": sign_in,
    "go-on": go_on,
    "close": close,
    "come-and-go": come_and_go,
}


def main(arguments: list[str]) -> int:
    """Tell the story; 0 where all of it could be done."""
    person = Outside(Path(arguments[1]))
    try:
        STORIES[arguments[0]](person)
    except CannotDo as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
