"""Proving who one is: a try is counted, looked at, and noted, in the same steps whoever tries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from consent_desktop.application.account_lookup import AccountLookup, Sought
from consent_desktop.application.codes import parted
from consent_desktop.application.delays import Delays, Try
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.application.secret_hashing import SecretHashing
from consent_desktop.domain.account_commands import AccountCommand, NoteSignInFailed
from consent_desktop.domain.account_events import Failure
from consent_desktop.domain.door_errors import AccountClosed, CodeRefused, SignInDelayed, SignInRefused
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import CLINIC, THE_SYSTEM, Acting
from consent_desktop.event_store.credentials import Credentials
from consent_desktop.event_store.errors import StoreDamaged, StoreFailed
from consent_desktop.event_store.vault import Vault
from consent_desktop.read_models.rows import PersonRow

PATIENT_REFUSED: Final = "That is not right. Check your number, or your full name and birth date, and your PIN."
STAFF_REFUSED: Final = "That is not right. Check your number and your password."
CODE_REFUSED: Final = "That is not right. Check what you typed; a code is good once and only for some days."


class Door(Protocol):
    """What noting needs of the clinic."""

    def dispatch(self, dispatch: Dispatch) -> Recorded:
        """Record what the command leads to."""
        ...

    def repair(self) -> bool:
        """Let a checked copy take over from a damaged log."""
        ...


@dataclass(frozen=True, slots=True)
class Proving:
    """The parts that one proof goes through."""

    door: Door
    vault: Vault
    lookup: AccountLookup
    credentials: Credentials
    delays: Delays
    hashing: SecretHashing
    now: Callable[[], datetime]
    workstation: str

    def secret(self, sought: Sought, kind: str, secret: str, sentence: str) -> PersonRow:
        """The person, whose secret this is. Raises `SignInRefused`, `SignInDelayed` or `AccountClosed`."""
        begun = self._begin(sought)
        held = self.credentials.get(_subject(sought), kind)
        fits = self.hashing.fits(None if held is None else held.hash, secret)
        if held is None or not fits or sought.person is None:
            self._refuse(sought)
            raise SignInRefused(sentence, self._wait(sought))
        self.delays.succeeded(begun)
        self.see_open(sought)
        better = self.hashing.better(held.hash, secret)
        if better is not None:
            self.credentials.rehashed(sought.person.subject, kind, held.hash, better)
        return sought.person

    def code(self, sought: Sought, typed: str) -> PersonRow:
        """The person, whose one-time code this is; it stays good. Raises `CodeRefused`, `SignInDelayed`, `AccountClosed`."""
        begun = self._begin(sought)
        name, rest = parted(typed)
        stored = self.credentials.code(name)
        theirs = stored is not None and stored.subject == _subject(sought)
        fits = self.hashing.fits(stored.hash if stored is not None and theirs else None, rest)
        if stored is None or not fits or sought.person is None:
            self._refuse(sought)
            raise CodeRefused(CODE_REFUSED, self._wait(sought))
        if stored.expires <= self.now():
            self._refuse(sought, "code_expired")
            raise CodeRefused("This code has expired. Nothing was changed: ask the desk for a new one.")
        self.delays.succeeded(begun)
        self.see_open(sought)
        return sought.person

    def see_open(self, sought: Sought) -> None:
        """Raise `AccountClosed` where somebody has proved who they are and is not active any more."""
        if not sought.state.standing.present:
            self._refuse(sought, "deactivated")
            raise AccountClosed("Your account is not active any more. Nothing was opened: ask the desk.")

    def note(self, command: AccountCommand, acting: Acting = THE_SYSTEM) -> None:
        """Record it. A damaged log is repaired for that: who wants to stop a share has to be able to come in."""
        if command.stream == CLINIC and self.vault.seal_of(CLINIC) is None:
            self.vault.key_for(CLINIC)
        dispatch = Dispatch(command, acting, consistency="eventual")
        try:
            self.door.dispatch(dispatch)
        except (StoreDamaged, StoreFailed):
            with suppress(ClinicError):
                self.door.repair()
            self.door.dispatch(dispatch)

    def refused(self, subject: str, why: Failure) -> None:
        """Note that somebody was not let in as that person."""
        self.note(NoteSignInFailed(subject=subject, workstation=self.workstation, why=why))

    def _begin(self, sought: Sought) -> Try:
        try:
            return self.delays.begin(sought.owner, self.lookup.workstation(self.workstation))
        except SignInDelayed as error:
            if error.first:
                self._refuse(sought, "delayed")
            raise

    def _wait(self, sought: Sought) -> float:
        return self.delays.wait(sought.owner, self.lookup.workstation(self.workstation))

    def _refuse(self, sought: Sought, why: Failure = "wrong") -> None:
        if sought.person is None:
            self.refused(CLINIC, "unknown")
        else:
            self.refused(sought.person.subject, why)


def _subject(sought: Sought) -> str:
    """Nobody's subject id for an unknown person, so that the vault is asked in any case."""
    return sought.person.subject if sought.person is not None else "00" * 16
