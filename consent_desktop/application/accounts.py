"""Signing in and out at this workstation, choosing secrets, and signing for what somebody else does.

Every call hashes or waits for the disk: windows call them in the background.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from consent_desktop.application import secret_rules
from consent_desktop.application.account_lookup import PatientClaim, Sought
from consent_desktop.application.approvals import Approvals
from consent_desktop.application.codes import GOOD_FOR, IssuedCode, new_code, parted
from consent_desktop.application.proving import PATIENT_REFUSED, STAFF_REFUSED, Proving
from consent_desktop.application.sessions import SHIFT, Session
from consent_desktop.domain.account_commands import (
    NoteCodeIssued,
    NoteCredentialSet,
    NoteLocked,
    NoteResumed,
    NoteSignedOut,
    NoteSignIn,
)
from consent_desktop.domain.account_events import Secret
from consent_desktop.domain.door_errors import (
    AccountClosed,
    CodeRefused,
    ResumeRefused,
    SessionOver,
    SignInDelayed,
    SignInRefused,
)
from consent_desktop.domain.errors import NotAllowed, PersonNotRegistered
from consent_desktop.domain.standing import roles_in_effect
from consent_desktop.domain.vocabulary import THE_SYSTEM, Acting, ActingRole, PersonKind
from consent_desktop.read_models.rows import PersonRow

RESUMES: Final = 5
"""Wrong PINs of the shift after which only the password opens a locked session."""
RECENT: Final = 6
"""People of the staff whom a workstation offers."""
_APPROVING: Final = frozenset({ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR})
_SHIFT_PIN: Final = re.compile(r"[0-9]{6}")

__all__ = ["AccountState", "Accounts", "IssuedCode", "PatientClaim", "Session"]


@dataclass(frozen=True, slots=True)
class AccountState:
    """What the desk sees of an account."""

    has_secret: bool
    """Whether the person has chosen a PIN or a password."""
    last_here: datetime | None
    """When they last signed in."""
    code_until: datetime | None = None
    """Until when a code that they were given is good."""


class Accounts:
    """The accounts of one clinic as one workstation sees them. Any thread may call."""

    def __init__(self, proving: Proving, approvals: Approvals) -> None:
        self._proving = proving
        self._kept = proving.credentials
        self._approvals = approvals
        self.workstation = proving.workstation

    def sign_in_patient(self, claim: PatientClaim, pin: str) -> Session:
        """Let a patient in. Raises `SignInRefused`, `SignInDelayed` or `AccountClosed`, or a `ClinicError`."""
        sought = self._proving.lookup.patient(claim)
        self._proving.secret(sought, "pin", pin, PATIENT_REFUSED)
        return self._opened(sought, "pin", ActingRole.PATIENT)

    def sign_in_staff(self, number: str, password: str, role: ActingRole | None = None) -> Session:
        """Let somebody of the staff in, in that role or in the one that they were registered with.

        Raises `SignInRefused`, `SignInDelayed` or `AccountClosed`, or a `ClinicError`.
        """
        sought = self._proving.lookup.staff(number)
        self._proving.secret(sought, "password", password, STAFF_REFUSED)
        return self._opened(sought, "password", role)

    def roles_of(self, session: Session) -> tuple[ActingRole, ...]:
        """The roles in which the person may act now."""
        return self._roles(self._proving.lookup.one(session.person.subject))

    def in_role(self, session: Session, role: ActingRole) -> Session:
        """The same person in another of their roles. Raises `NotAllowed`."""
        if role is session.acting.role:
            return session
        if role not in self.roles_of(session):
            raise NotAllowed("Nothing was changed: you do not have this role at present.")
        self._proving.note(NoteSignIn(subject=session.person.subject, role=role, workstation=self.workstation))
        return replace(session, acting=Acting(session.person.subject, role))

    def still(self, session: Session) -> Session | None:
        """The session as it is now, None where the person may not act in its role any more."""
        sought = self._proving.lookup.one(session.person.subject)
        if sought.person is None or session.acting.role not in self._roles(sought):
            return None
        return replace(session, person=sought.person)

    def sign_out(self, session: Session) -> None:
        """The person leaves; what they signed for counts no more."""
        self._approvals.forget(session.person.subject)
        self._proving.note(NoteSignedOut(subject=session.person.subject, workstation=self.workstation))

    def lock(self, session: Session) -> None:
        """The session is covered until `resume`."""
        self._proving.note(NoteLocked(subject=session.person.subject, workstation=self.workstation))

    def resume(self, session: Session, secret: str) -> Session:
        """The same person again: a patient's PIN, the staff's password or PIN of the shift.

        Raises `ResumeRefused` or `SignInDelayed`; `SessionOver` where the person may not act in this role any more.
        """
        sought = self._proving.lookup.one(session.person.subject)
        if sought.person is None or session.acting.role not in self._roles(sought):
            raise SessionOver("Your session has ended: you may not act in this role any more. Sign in again.")
        if sought.person.kind is PersonKind.PATIENT:
            self._proved_again(sought, "pin", secret, "That is not your PIN. The screen stays locked.")
        elif _SHIFT_PIN.fullmatch(secret):
            self._shift_pin(session, secret)
        else:
            self._proved_again(sought, "password", secret, "That is not your password. The screen stays locked.")
            self._kept.worked(sought.person.subject, "resume_pin", self._proving.now())
        self._proving.note(NoteResumed(subject=sought.person.subject, workstation=self.workstation))
        return replace(session, person=sought.person, proved=self._proving.now())

    def _proved_again(self, sought: Sought, kind: Secret, secret: str, sentence: str) -> None:
        try:
            self._proving.secret(sought, kind, secret, sentence)
        except (SignInDelayed, AccountClosed):
            raise
        except SignInRefused as error:
            raise ResumeRefused(str(error), error.wait) from None

    def _shift_pin(self, session: Session, pin: str) -> None:
        """Raise `ResumeRefused` unless this is the PIN of this shift; each try is counted before it is looked at."""
        subject, now = session.person.subject, self._proving.now()
        held = self._kept.get(subject, "resume_pin")
        if held is None or abs(now - session.began) > SHIFT or not self._kept.try_once(subject, "resume_pin", RESUMES):
            raise ResumeRefused("Type your password: the PIN does not open this any more.", password_only=True)
        if not self._proving.hashing.fits(held.hash, pin):
            self._proving.refused(subject, "wrong")
            if held.failures + 1 >= RESUMES:
                raise ResumeRefused("Too many wrong PINs. Type your password.", password_only=True)
            raise ResumeRefused("That is not your PIN. The screen stays locked.")
        self._kept.worked(subject, "resume_pin", now)

    def set_resume_pin(self, session: Session, pin: str) -> None:
        """Choose the PIN with which staff resume their own locked session. Raises `SecretTooSimple`."""
        if session.person.kind is PersonKind.PATIENT:
            raise NotAllowed("Nothing was changed: your PIN opens this already.")
        if self.still(session) is None:
            raise SessionOver("Nothing was changed: your session has ended. Sign in again.")
        secret_rules.check_pin(pin)
        secret_rules.check_pin_of(session.person, pin)
        self._proving.note(NoteCredentialSet(subject=session.person.subject, kind="resume_pin"))
        self._kept.put(session.person.subject, "resume_pin", self._proving.hashing.make(pin), self._proving.now())

    def choose_pin(self, claim: PatientClaim, code: str, pin: str) -> Session:
        """Use a one-time code up for a PIN, and come in. Raises `SecretTooSimple`, and then the code stays good;
        `CodeRefused`, `SignInDelayed` or `AccountClosed`.
        """
        secret_rules.check_pin(pin)
        sought = self._proving.lookup.patient(claim)
        person = self._proving.code(sought, code)
        secret_rules.check_pin_of(person, pin)
        return self._chosen(sought, "pin", code, pin, ActingRole.PATIENT)

    def choose_password(self, number: str, code: str, password: str) -> Session:
        """Use a one-time code up for a password, and come in. Raises as `choose_pin` does."""
        secret_rules.check_password(password)
        sought = self._proving.lookup.staff(number)
        person = self._proving.code(sought, code)
        secret_rules.check_password_of(person, password)
        return self._chosen(sought, "password", code, password, None)

    def _chosen(self, sought: Sought, kind: Secret, code: str, secret: str, role: ActingRole | None) -> Session:
        """The event comes first: the log misses no secret that was ever chosen."""
        assert sought.person is not None
        subject, now = sought.person.subject, self._proving.now()
        hashed = self._proving.hashing.make(secret)
        self._proving.note(NoteCredentialSet(subject=subject, kind=kind))
        if not self._kept.exchange(parted(code)[0], subject, kind, hashed, now):
            raise CodeRefused("This code was used a moment ago. Nothing was changed: ask the desk for a new one.")
        return self._opened(sought, kind, role)

    def issue_code(self, session: Session, subject: str) -> IssuedCode:
        """A code with which that person chooses a PIN or a password. Codes that they had before are good no more.

        Raises `NotAllowed` where who has signed in may not issue it, `PersonNotRegistered`.
        """
        if self.still(session) is None:
            raise SessionOver("No code was made: your session has ended. Sign in again.")
        return self.issue_codes(session.acting, subject)[0]

    def issue_codes(self, acting: Acting, subject: str, count: int = 1) -> tuple[IssuedCode, ...]:
        """The same for whoever acts without a session (the command line, the founding of a clinic), several at once."""
        sought = self._proving.lookup.one(subject)
        if sought.person is None:
            raise PersonNotRegistered("No code was made: the clinic knows no such person.")
        expires = self._proving.now() + GOOD_FOR
        code_for: Secret = "pin" if sought.person.kind is PersonKind.PATIENT else "password"
        self._proving.note(NoteCodeIssued(subject=subject, code_for=code_for, expires=expires), acting)
        made: dict[bytes, str] = {}
        while len(made) < count:
            code = new_code()
            if self._kept.code(parted(code)[0]) is None:
                made[parted(code)[0]] = code
        hashes = [(name, self._proving.hashing.make(parted(code)[1])) for name, code in made.items()]
        self._kept.add_codes(subject, hashes, expires, instead=True)
        return tuple(IssuedCode(code, expires, subject) for code in made.values())

    def whose_code(self, code: str) -> str | None:
        """Whose unused code this is, without using it: for typing one back after the founding. None: nobody's."""
        name, rest = parted(code)
        stored = self._kept.code(name)
        fits = self._proving.hashing.fits(None if stored is None else stored.hash, rest)
        return stored.subject if stored is not None and fits else None

    def recent_staff(self) -> list[PersonRow]:
        """Who of the staff worked at this workstation lately, the last one first."""
        found: list[PersonRow] = []
        for subject in self._kept.recent_at(self.workstation):
            sought = self._proving.lookup.one(subject)
            if sought.person is not None and self._roles(sought):
                found.append(sought.person)
            if len(found) == RECENT:
                break
        return found

    def in_use(self) -> bool:
        """Whether anybody has an account with a secret yet."""
        return self._kept.any()

    def account_states(self, subjects: Collection[str]) -> dict[str, AccountState]:
        """What the desk sees of each of these accounts."""
        held, states = self._kept.held(subjects), dict[str, AccountState]()
        for subject in subjects:
            theirs = held.get(subject)
            kinds = theirs.kinds if theirs else frozenset()
            until = self._kept.codes_until(subject)
            good = until if until is not None and until > self._proving.now() else None
            last = theirs.used if theirs else None
            states[subject] = AccountState(bool(kinds & {"pin", "password"}), last, good)
        return states

    def approve(self, session: Session, number: str, password: str) -> str:
        """Let a second person sign for what the first is about to do: gives their subject id, for `approved_by`.

        Good once, for five minutes. Raises `SignInRefused`, or `NotAllowed` for who may not sign for this.
        """
        return self.approve_for(session.acting, number, password)

    def approve_for(self, acting: Acting, number: str, password: str) -> str:
        """The same for whoever acts without a session."""
        sought = self._proving.lookup.staff(number)
        person = self._proving.secret(sought, "password", password, STAFF_REFUSED)
        if person.subject == acting.id:
            raise NotAllowed("Nothing was done: it takes a second person, who is not you.")
        if not _APPROVING.intersection(self._roles(sought)):
            raise NotAllowed("Nothing was done: a privacy officer or an administrator has to sign for this.")
        self._approvals.give(acting, person.subject)
        return person.subject

    def _roles(self, sought: Sought) -> tuple[ActingRole, ...]:
        return roles_in_effect(sought.state.standing, self._proving.now())

    def _opened(self, sought: Sought, kind: Secret, role: ActingRole | None) -> Session:
        """A session of the person who has just proved themself."""
        assert sought.person is not None
        person, roles, now = sought.person, self._roles(sought), self._proving.now()
        own = ActingRole(person.kind.value)
        wanted = role or (own if own in roles or not roles else roles[0])
        if wanted not in roles:
            self._proving.refused(person.subject, "deactivated")
            raise AccountClosed("You do not have this role at present. Nothing was opened: ask your administrator.")
        self._proving.note(NoteSignIn(subject=person.subject, role=wanted, workstation=self.workstation), THE_SYSTEM)
        self._kept.worked(person.subject, kind, now)
        if kind == "password":
            self._kept.worked(person.subject, "resume_pin", now)
            self._kept.worked_at(self.workstation, person.subject, now)
        return Session(person, Acting(person.subject, wanted), self.workstation, now, now)
