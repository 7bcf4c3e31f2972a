"""The stories themselves, each a function of a stage; `test_stories` plays them."""

from __future__ import annotations

from typing import Protocol

from tests.support.eyes import Outside
from tests.support.hands import Somebody

HELENA, SOUZA = "20-4817", "doctor:70-0001"


class Stage(Protocol):
    """What a story needs: people in front of windows, and another process on the same store."""

    @property
    def outside(self) -> Outside:
        """Another process."""
        ...

    def somebody(self, width: int = 1280, height: int = 800) -> Somebody:
        """A person in front of a new window."""
        ...


def today(stage: Stage) -> list[str]:
    """Consents and requests between Helena and others on the day that stands still, newest first."""
    told = stage.outside.ask("history", "--patient", HELENA, "--limit", "20")
    kinds = [e["type"] for e in told if e["recorded_at"].startswith("2026-03-12")]
    return [kind for kind in kinds if kind.startswith(("Consent", "Request"))]


def a_patient_allows_a_request(stage: Stage) -> None:
    helena = stage.somebody()
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.allow()
    helena.sees("Dr Ana Souza, exams: can see, until 30 Jun 2026")
    assert stage.outside.permitted(HELENA, SOUZA)["exams"]
    helena.press("What happened")
    helena.sees("You let Dr Ana Souza see your exams until 30 June 2026.")


def a_patient_says_no(stage: Stage) -> None:
    helena = stage.somebody()
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.press("Decline")
    helena.sees("Say no to Dr Souza?")
    helena.press("Say no")
    helena.sees("Dr Ana Souza, exams: you said no")
    assert today(stage) == ["RequestDeclined"]
    helena.press("Requests")
    helena.sees("Declined")


def a_patient_leaves_a_request_for_later(stage: Stage) -> None:
    helena = stage.somebody()
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.press("Decide later")
    helena.sees("You find it under Requests.")
    helena.press("Requests, 1")
    helena.press_starting("Decline Dr Ana Souza")
    helena.press("Say no")
    helena.sees_no_more("Decline Dr Ana Souza, exams")
    assert today(stage) == ["RequestDeclined"]


def a_patient_shares_unasked_and_stops_again(stage: Stage) -> None:
    helena = stage.somebody()
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.fill_share(
        "Nurse Inês Carvalho", ("Consultations", "ER visits"), "Until I stop it", "I would rather not say"
    )
    helena.confirm_share("Nurse Carvalho")
    helena.sees("Nurse Inês Carvalho, ER visits: can see, no end date")
    assert stage.outside.permissions(HELENA)["nurse", "71-0001"] == {"consultations", "conditions", "er_visits"}
    helena.stop("Nurse Inês Carvalho", "ER visits")
    helena.sees("Nurse Inês Carvalho, ER visits: you stopped it")
    assert stage.outside.permissions(HELENA)["nurse", "71-0001"] == {"consultations", "conditions"}


def a_patient_stops_everything_with_somebody(stage: Stage) -> None:
    helena = stage.somebody()
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.press("Stop sharing all with Dr Tomás Ribeiro")
    helena.press("Stop all")
    helena.sees("Dr Tomás Ribeiro, exams: you stopped it")
    assert ("doctor", "70-0002") not in stage.outside.permissions(HELENA)


def a_doctor_asks_and_takes_it_back(stage: Stage) -> None:
    doctor = stage.somebody()
    doctor.sign_in_as_staff("Dr Ana Souza")
    doctor.look_up("helena", "Helena Duarte")
    doctor.ask(("Conditions",), "Treatment", "6 months")
    doctor.sees("Conditions: Asked")
    assert today(stage) == ["ConsentAsked"]
    doctor.press("Requests, 4")
    doctor.press_starting("Take back the request to Helena Duarte about conditions")
    doctor.sees("Taken back")
    assert today(stage) == ["RequestWithdrawn", "ConsentAsked"]


def the_doctors_window_follows_the_patients(stage: Stage) -> None:
    doctor, helena = stage.somebody(), stage.somebody()
    doctor.sign_in_as_staff("Dr Ana Souza")
    doctor.look_up("helena", "Helena Duarte")
    doctor.sees("Exams: no")
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.allow()
    doctor.sees("Exams: yes")
    helena.stop("Dr Ana Souza", "exams")
    doctor.sees("Exams: no")


def the_windows_follow_another_process(stage: Stage) -> None:
    helena = stage.somebody()
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.press_starting("Dr Karim Haddad, conditions: not shared")
    helena.press("Cancel")
    stage.outside.ask("grant", HELENA, "doctor:70-0003", "conditions")
    helena.sees("Dr Karim Haddad, conditions: can see, no end date")
    helena.stop("Dr Karim Haddad", "conditions")
    assert not stage.outside.permitted(HELENA, "doctor:70-0003")["conditions"]


def the_privacy_officer_reads_the_history(stage: Stage) -> None:
    officer, helena = stage.somebody(), stage.somebody()
    officer.sign_in_as_staff("Ruth Lindqvist")
    officer.sees("unbroken")
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.stop("Miguel Duarte", "exams")
    officer.write("Search events by name or record number", "miguel")
    officer.choose_row("stopped sharing")
    officer.sees("Helena Duarte stopped sharing exams with Miguel Duarte.")
    officer.sees("ConsentRevoked")


STORIES = (
    a_patient_allows_a_request,
    a_patient_says_no,
    a_patient_leaves_a_request_for_later,
    a_patient_shares_unasked_and_stops_again,
    a_patient_stops_everything_with_somebody,
    a_doctor_asks_and_takes_it_back,
    the_doctors_window_follows_the_patients,
    the_windows_follow_another_process,
    the_privacy_officer_reads_the_history,
)
