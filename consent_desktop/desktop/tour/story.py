"""The article's story as steps in three windows, and what windows and command line must agree on after each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.desktop.tour.outside import Outside
from consent_desktop.desktop.words import kinds
from consent_desktop.domain.vocabulary import SINGLE_TYPES

HELENA, SOUZA, CARVALHO, HADDAD = "20-4817", "doctor:70-0001", "nurse:71-0001", "doctor:70-0003"
NAMES = {
    ("doctor", "70-0001"): "Dr Ana Souza",
    ("doctor", "70-0002"): "Dr Tomás Ribeiro",
    ("doctor", "70-0003"): "Dr Karim Haddad",
    ("nurse", "71-0001"): "Nurse Inês Carvalho",
    ("patient", "20-4820"): "Miguel Duarte",
}
REFUSED = "can already see your exams for that long. Nothing was changed."

Agreement = Callable[[Outside], list[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who does what, and how to see that everybody agrees."""

    name: str
    who: Somebody
    do: Callable[[], None]
    agree: Agreement


def matrix_agrees(who: Somebody, outside: Outside) -> list[str]:
    """Whether the boxes on Helena's screen say what `consents` says; gives what does not."""
    told = outside.permissions(HELENA)
    wrong = []
    for actor, name in NAMES.items():
        for record_type in SINGLE_TYPES:
            shown = f"{name}, {kinds.word(record_type)}: can see" in who.eyes.text()
            if shown != (record_type.value in told.get(actor, set())):
                wrong.append(f"{name}, {record_type}: the window says {shown}, the command line {not shown}")
    return wrong


def check_agrees(who: Somebody, outside: Outside, actor: str) -> list[str]:
    """Whether the check card in the professional's window says what `check` says; gives what does not."""
    who.sees_no_more("Checking…")
    yes = {line for text in who.eyes.text().splitlines() for line in _kinds_in(text, ": yes")}
    wrong = []
    for record_type, permitted in outside.permitted(HELENA, actor).items():
        if (record_type in yes) != permitted:
            wrong.append(f"{actor}, {record_type}: the window says {record_type in yes}, the command line {permitted}")
    return wrong


def _kinds_in(text: str, ending: str) -> set[str]:
    """Record types that a line as "Exams, ER visits: yes" names."""
    if not text.endswith(ending):
        return set()
    titles = {kinds.title(t).casefold(): t.value for t in SINGLE_TYPES}
    return {
        titles[word.strip().casefold()]
        for word in text.removesuffix(ending).split(",")
        if word.strip().casefold() in titles
    }


def steps(doctor: Somebody, helena: Somebody, helena_again: Somebody) -> list[Step]:
    """Ask, allow, a second grant, the refused third, list, check, revoke, check again."""

    def enter() -> None:
        doctor.sign_in_as_staff("Dr Ana Souza")
        doctor.look_up("helena", "Helena Duarte")
        doctor.sees("You can see 1 of 4 kinds.")

    def ask() -> None:
        doctor.ask(("Conditions",), "Treatment", "6 months")
        doctor.sees("Conditions: Asked")

    def allow() -> None:
        helena.sign_in_as_patient("helena", "Helena D.")
        helena.allow()
        helena.sees("Dr Ana Souza, exams: can see")
        doctor.sees("Exams: yes")

    def second() -> None:
        helena.fill_share("Nurse Inês Carvalho", ("Exams",), "6 months", "My care and treatment")
        helena.confirm_share("Nurse Carvalho")
        helena.sees("Nurse Inês Carvalho, exams: can see")

    def hold_the_same() -> None:
        helena_again.sign_in_as_patient("helena", "Helena D.")
        for window in (helena, helena_again):
            window.fill_share("Dr Karim Haddad", ("Exams",), "6 months", "A second opinion")

    def confirm_first() -> None:
        helena.confirm_share("Dr Haddad")
        helena.sees("Dr Karim Haddad, exams: can see")

    def refused_third() -> None:
        helena_again.press("Share with Dr Haddad")
        helena_again.sees(REFUSED)
        helena_again.sees("I, Helena Duarte, let Dr Karim Haddad see my exams until 12 September 2026")

    def list_them() -> None:
        helena.press("Who can see")
        helena.sees("Five people can see some of your records.")

    def check() -> None:
        doctor.look_up("helena", "Helena Duarte")
        doctor.sees("Exams: yes")

    def revoke() -> None:
        helena.stop("Dr Ana Souza", "exams")
        helena.sees("Dr Ana Souza, exams: you stopped it")

    def check_again() -> None:
        doctor.look_up("helena", "Helena Duarte")
        doctor.sees("Exams: no")

    def by_list(outside: Outside) -> list[str]:
        return matrix_agrees(helena, outside)

    def by_check(outside: Outside) -> list[str]:
        return check_agrees(doctor, outside, SOUZA)

    def nothing_new(outside: Outside) -> list[str]:
        """The refused window still holds its draft; what it wanted is recorded once, by the other window."""
        granted = [e for e in outside.ask("history", "--patient", HELENA) if e["actor"] == HADDAD]
        again = [e for e in granted if e["type"] == "ConsentGranted" and e["recorded_at"].startswith("2026-03-12")]
        return [] if len(again) == 1 else [f"{len(again)} grants to {HADDAD} were recorded instead of one"]

    return [
        Step("the doctor looks the patient up", doctor, enter, by_check),
        Step("ask", doctor, ask, by_check),
        Step("allow", helena, allow, by_list),
        Step("a second grant", helena, second, by_list),
        Step("two windows hold the same grant", helena_again, hold_the_same, by_check),
        Step("the first confirms", helena, confirm_first, by_list),
        Step("the third is refused", helena_again, refused_third, nothing_new),
        Step("list", helena, list_them, by_list),
        Step("check", doctor, check, by_check),
        Step("revoke", helena, revoke, by_list),
        Step("check again", doctor, check_again, by_check),
    ]
