"""What happened to people, at the door and to the clinic, as sentences: for staff, and for the person themself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import questions
from consent_desktop.read_models.rows import HistoryRow

translate = QCoreApplication.translate


def actions() -> dict[str, str]:
    """Each event in one word or two, for a badge or a column."""
    return {
        "NoticeTold": translate("events", "Told"),
        "PersonMerged": translate("events", "Merged"),
        "PersonDeactivated": translate("events", "Deactivated"),
        "PersonReactivated": translate("events", "Reactivated"),
        "RoleGiven": translate("events", "Role given"),
        "RoleEnded": translate("events", "Role ended"),
        "UnitJoined": translate("events", "Unit joined"),
        "UnitLeft": translate("events", "Unit left"),
        "AuthorityGiven": translate("events", "Authority given"),
        "AuthorityEnded": translate("events", "Authority ended"),
        "CredentialSet": translate("events", "Secret chosen"),
        "CodeIssued": translate("events", "Code issued"),
        "SignedIn": translate("events", "Signed in"),
        "SignInFailed": translate("events", "Sign-in failed"),
        "SignedOut": translate("events", "Signed out"),
        "SessionLocked": translate("events", "Locked"),
        "SessionResumed": translate("events", "Resumed"),
        "HistoryRead": translate("events", "History read"),
        "ClinicFounded": translate("events", "Set up"),
        "PersonErased": translate("events", "Erased"),
        "ErasureRefused": translate("events", "Erasure refused"),
        "BackupMade": translate("events", "Backup"),
        "StoreRestored": translate("events", "Restored"),
        "KeyRotated": translate("events", "New key"),
        "AnchoringSwitched": translate("events", "Anchoring"),
        "HistoryVerified": translate("events", "Checked"),
        "SettingChanged": translate("events", "Setting"),
    }


def staff_template(row: HistoryRow) -> str | None:
    """The sentence that staff read, with blanks; None for an event of another kind."""
    ends = row.until is not None
    match row.type, row.detail:
        case "RoleGiven", _ if ends:
            return translate("events", "{patient} was given the role “{detail}” until {date}; {second} approved it.")
        case "UnitJoined", _ if ends:
            return translate("events", "{patient} works in {detail} until {date}.")
        case "AuthorityGiven", _ if ends:
            return translate("events", "{pro} may act for {patient} until {date}.")
        case "AnchoringSwitched", "on":
            return translate("events", "Sending sealed copies away was switched on; {second} approved it.")
        case "AnchoringSwitched", _:
            return translate("events", "Sending sealed copies away was switched off; {second} approved it.")
        case "HistoryVerified", "whole":
            return translate("events", "The whole history was checked and found unbroken.")
        case "HistoryVerified", _:
            return translate("events", "The whole history was checked and found damaged.")
        case "NoticeTold", "printed":
            return translate("events", "A notice was printed for {patient}.")
        case "NoticeTold", _:
            return translate("events", "{patient} was told of a notice by telephone.")
        case "SignInFailed", _ if row.subject is None:
            return translate("events", "Somebody whom the clinic does not know tried to sign in.")
        case "HistoryRead", _ if row.other_id is None:
            return translate("events", "{patient} read {question} of everybody.")
        case _:
            return _plain(row.type)


def _plain(event_type: str) -> str | None:
    return {
        "PersonMerged": translate(
            "events", "{patient} is a second entry of {pro} and was closed. Nothing that was shared through it goes on."
        ),
        "PersonDeactivated": translate("events", "{patient} was deactivated: {detail}"),
        "PersonReactivated": translate("events", "{patient} was reactivated: {detail}"),
        "RoleGiven": translate("events", "{patient} was given the role “{detail}”; {second} approved it."),
        "RoleEnded": translate("events", "{patient} no longer has the role “{detail}”; {second} approved it."),
        "UnitJoined": translate("events", "{patient} works in {detail}."),
        "UnitLeft": translate("events", "{patient} no longer works in {detail}."),
        "AuthorityGiven": translate("events", "{pro} may act for {patient}."),
        "AuthorityEnded": translate("events", "{pro} may no longer act for {patient}."),
        "CredentialSet": translate("events", "{patient} chose a new {detail}."),
        "CodeIssued": translate("events", "{patient} was given a one-time code for a new {detail}."),
        "SignedIn": translate("events", "{patient} signed in as {detail}."),
        "SignInFailed": translate("events", "Signing in as {patient} failed: {detail}."),
        "SignedOut": translate("events", "{patient} signed out."),
        "SessionLocked": translate("events", "The screen of {patient} was locked."),
        "SessionResumed": translate("events", "{patient} unlocked the screen."),
        "HistoryRead": translate("events", "{patient} read {question} of {pro}."),
        "ClinicFounded": translate("events", "The clinic “{detail}” was set up."),
        "PersonErased": translate(
            "events", "What was recorded of a person was erased for good: {detail} {second} approved it."
        ),
        "ErasureRefused": translate("events", "{pro} cannot be erased: {detail}"),
        "BackupMade": translate("events", "A backup up to event {detail} was made and checked."),
        "StoreRestored": translate(
            "events", "The clinic was restored from a backup up to event {detail}; {second} approved it."
        ),
        "KeyRotated": translate("events", "The clinic has a new key; {second} approved it."),
        "SettingChanged": translate("events", "A setting was changed: {detail}"),
    }.get(event_type)


def patient_template(row: HistoryRow) -> str | None:
    """The sentence that the person themself reads; None where it is the same as for staff, or of another kind."""
    match row.type, row.detail:
        case "AuthorityGiven", _ if row.until is not None:
            return translate("events", "{pro} may act for you until {date}.")
        case "NoticeTold", "printed":
            return translate("events", "The clinic printed a notice for you.")
        case "NoticeTold", _:
            return translate("events", "The clinic told you of a notice by telephone.")
        case _:
            return {
                "PersonMerged": translate("events", "This entry was closed, because you have another one: {pro}."),
                "PersonDeactivated": translate("events", "The clinic closed your entry: {detail}"),
                "PersonReactivated": translate("events", "The clinic opened your entry again: {detail}"),
                "AuthorityGiven": translate("events", "{pro} may act for you."),
                "AuthorityEnded": translate("events", "{pro} may no longer act for you."),
                "CredentialSet": translate("events", "You chose a new {detail}."),
                "CodeIssued": translate("events", "You were given a one-time code for a new {detail}."),
                "SignedIn": translate("events", "You signed in."),
                "SignInFailed": translate("events", "Somebody tried to sign in as you and failed: {detail}."),
                "SignedOut": translate("events", "You signed out."),
                "SessionLocked": translate("events", "Your screen was locked."),
                "SessionResumed": translate("events", "You unlocked the screen."),
                "HistoryRead": translate("events", "The privacy officer read {question} of you."),
                "ErasureRefused": translate("events", "You asked to be erased, and the clinic may not: {detail}"),
            }.get(row.type)


def detail_words(row: HistoryRow) -> str:
    """What else the event says, in the words of screens."""
    words = {
        "pin": translate("events", "PIN"),
        "password": translate("events", "password"),
        "resume_pin": translate("events", "PIN to resume with"),
        "wrong": translate("events", "the PIN or password was wrong"),
        "code_expired": translate("events", "the code was no longer good"),
        "delayed": translate("events", "it was tried again too soon"),
        "deactivated": translate("events", "the entry is not active"),
        "patient": translate("events", "patient"),
        "doctor": translate("events", "doctor"),
        "nurse": translate("events", "nurse"),
        "reception": translate("events", "reception"),
        "privacy_officer": translate("events", "privacy officer"),
        "administrator": translate("events", "administrator"),
    }
    spoken_in_full = row.type in ("RoleGiven", "RoleEnded", "CredentialSet", "CodeIssued", "SignedIn", "SignInFailed")
    return words.get(row.detail, row.detail) if spoken_in_full else row.detail


def question_words(row: HistoryRow) -> str:
    """What was read, for a sentence."""
    return questions.words(row.detail) if row.type == "HistoryRead" else ""
