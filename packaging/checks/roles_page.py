"""Prints docs/roles.md from the two tables of the domain: python packaging/checks/roles_page.py > docs/roles.md."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from consent_desktop.domain.entitlements import FOUR_EYES, GIVES
from consent_desktop.domain.reading_rights import OF_OTHERS, READS
from consent_desktop.domain.vocabulary import ActingRole

NAMES: dict[ActingRole, str] = {
    ActingRole.PATIENT: "patient",
    ActingRole.DOCTOR: "doctor",
    ActingRole.NURSE: "nurse",
    ActingRole.RECEPTION: "reception",
    ActingRole.PRIVACY_OFFICER: "privacy officer",
    ActingRole.ADMINISTRATOR: "administrator",
    ActingRole.OPERATOR: "operator",
    ActingRole.SYSTEM: "the program",
    ActingRole.NOBODY: "nobody",
}

MARK = " †"

INTRODUCTION = """\
# Who may do what

The two tables by which the program decides, as `consent_desktop/domain/entitlements.py` and
`consent_desktop/domain/reading_rights.py` hold them. This page is printed from them, and a test compares it with them. The
command bus asks the first before anything is decided, the clinic asks the second before anything is answered; windows only
hide what these refuse.

The operator is whoever works on a store without encryption and without an account; nobody is a workstation at which nobody has signed in.
An empty cell means no. Beyond the tables: a person acts only while they are active and in a role that is in effect; who
speaks for a patient needs authority that the patient's own history records; stopping (revoke, decline, withdraw) depends on
neither roles nor dates.
"""

COMMANDS = """
## Commands

Marked with †: takes two different people, the second a privacy officer or an administrator who has proved themself
within five minutes; both are named in the event. Entering a new privacy officer or administrator takes two as well when an
administrator does it. Nobody gives a role to themself or approves their own.
"""

QUESTIONS = """
## Questions

Marked with †: that a privacy officer asks it about others is recorded in the history, once a minute for the same
question about the same person.
"""


def table(first: str, rows: Iterable[tuple[str, Mapping[ActingRole, str]]]) -> str:
    """Rows of (name, words of each role that may) as a table of Markdown."""
    lines = [f"| {first} | {' | '.join(NAMES.values())} |", f"|---|{'---|' * len(NAMES)}"]
    lines += [f"| {name} | {' | '.join(words.get(role, '') for role in NAMES)} |" for name, words in rows]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page."""
    commands = [
        (f"`{kind.__name__}`{MARK if kind in FOUR_EYES else ''}", {role: r.words for role, r in row.items()})
        for kind, row in GIVES.items()
    ]
    questions = [
        (f"`{question}`{MARK if question in OF_OTHERS else ''}", {role: r.value for role, r in row.items()})
        for question, row in READS.items()
    ]
    return INTRODUCTION + COMMANDS + "\n" + table("command", commands) + QUESTIONS + "\n" + table("question", questions)


if __name__ == "__main__":
    sys.stdout.write(page())
