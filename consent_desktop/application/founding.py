"""The first run: a protected clinic with two people who can let in the others, whole or not at all.

It is made in a folder beside the place where it shall be, and goes there when one of the printed codes was typed back:
so a clinic whose papers nobody holds never comes to be, and a first run that was given up is begun again from the start.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import Clock, SystemClock
from consent_desktop.application.codes import IssuedCode
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.clinic_commands import FoundClinic
from consent_desktop.domain.errors import ClinicError, DomainError, ValidationError
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from consent_desktop.event_store.durable_file import sync_folder
from consent_desktop.event_store.errors import StoreNotFound, StoreNotOurs
from consent_desktop.event_store.key_care import NewKey, new_key
from consent_desktop.event_store.key_file import KeyFile
from consent_desktop.event_store.key_ring import KeyRing
from consent_desktop.event_store.key_slots import KeyRingSlot, PassphraseCost
from consent_desktop.event_store.recovery_kit import RecoveryKit

CODES: Final = 5
"""One-time codes for each of the two."""
BESIDE: Final = ".founding"
"""What the name of the folder ends with until the clinic is finished."""


class FoundingCodeWrong(DomainError):
    """What was typed back is none of the codes that were printed."""

    code = "founding_code_wrong"


@dataclass(frozen=True, slots=True)
class NewStaff:
    """One of the first two."""

    name: str
    number: str
    """Their record number in the clinic's register."""


class Opener(Protocol):
    """Opens, or makes, the store in a folder with its key."""

    def __call__(self, folder: Path, *, key: bytes, name: str, clock: Clock | None, chores: bool) -> Clinic:
        """The open clinic; `name` is what a new one calls itself."""
        ...


class Founded:
    """A clinic that was made and is not finished: print what there is to print, then `confirm` or `abandon`."""

    def __init__(
        self,
        new: NewKey,
        making: Path,
        folder: Path,
        opened: Callable[[Path], Clinic],
        ring: KeyRing | None,
        codes: tuple[IssuedCode, ...] = (),
    ) -> None:
        self.clinic = opened(making)
        """Open until it is confirmed; after that the finished one."""
        self.recovery_kit: RecoveryKit = new.kit
        """To be printed twice. It is nowhere else."""
        self.codes = codes
        """Five for the privacy officer, then five for the administrator."""
        self.in_key_ring = new.in_ring
        self.finished = False
        self._making = making
        self._folder = folder
        self._opened = opened
        self._ring = ring

    def enter(self, officer: NewStaff, administrator: NewStaff) -> None:
        """Register the two and make their codes."""
        for kind, staff in ((PersonKind.PRIVACY_OFFICER, officer), (PersonKind.ADMINISTRATOR, administrator)):
            subject, _ = self.clinic.register(kind, staff.number.strip(), THE_SYSTEM, name=staff.name.strip())
            self.codes += self.clinic.accounts.issue_codes(THE_SYSTEM, subject, CODES)

    def confirm(self, code: str) -> Clinic:
        """Finish, once one of the codes was typed back; gives the finished clinic, open. The code stays good.

        Raises `FoundingCodeWrong`, and then it can be tried again, or a `ClinicError`.
        """
        if self.finished:
            return self.clinic
        if self.clinic.accounts.whose_code(code) is None:
            raise FoundingCodeWrong(
                "That is none of the codes on the paper. The clinic is not finished yet; type one of them again."
            )
        with suppress(DomainError):  # said already, and then something stood in the way of moving
            self.clinic.dispatch(Dispatch(FoundClinic(name=self.clinic.name), THE_SYSTEM))
        self.clinic.close()
        try:
            _move(self._making, self._folder)
        except ClinicError:
            self.clinic = self._opened(self._making)
            raise
        self.finished = True
        self.clinic = self._opened(self._folder)
        return self.clinic

    def abandon(self) -> None:
        """Give it up: nothing is left, neither files nor a key in the key ring. After `confirm` this does nothing."""
        if self.finished:
            return
        self.clinic.close()
        take_away(self._making, self._ring)


def found(
    folder: Path,
    *,
    name: str,
    officer: NewStaff,
    administrator: NewStaff,
    keyring: bool,
    opener: Opener,
    passphrase: str | None = None,
    clock: Clock | None = None,
    ring: KeyRing | None = None,
    cost: PassphraseCost | None = None,
) -> Founded:
    """Make the clinic with its privacy officer and a second administrator, and codes for both.

    With `keyring` this computer opens it by itself. Raises a `DomainError` for what was typed, `KeyRingMissing`,
    `PassphraseTooShort`, or a `ClinicError`; then there is nothing.
    """
    _check(folder, name, officer, administrator)
    held = (ring or KeyRing()) if keyring else None
    making = folder.with_name(f"{folder.name}{BESIDE}")
    take_away(making, held)

    def opened(where: Path) -> Clinic:
        return opener(where, key=new.key, name=name.strip(), clock=clock, chores=where == folder)

    founded: Founded | None = None
    try:
        new = new_key(making, (clock or SystemClock()).now(), ring=held, passphrase=passphrase, cost=cost)
        founded = Founded(new, making, folder, opened, held)
        founded.enter(officer, administrator)
    except OSError as error:
        take_away(making, held)
        raise StoreNotFound(
            f"{folder} cannot be used as a folder ({error.strerror}). Nothing was made; choose another."
        ) from error
    except BaseException:
        if founded is not None:
            founded.clinic.close()
        take_away(making, held)
        raise
    return founded


def _check(folder: Path, name: str, officer: NewStaff, administrator: NewStaff) -> None:
    wrong = {}
    if not name.strip():
        wrong["name"] = "Say what the clinic is called."
    for field, staff in (("officer", officer), ("administrator", administrator)):
        if not staff.name.strip() or not staff.number.strip():
            wrong[field] = "Both people need a name and a number."
    if officer.number.strip() and officer.number.strip() == administrator.number.strip():
        wrong["administrator"] = "The privacy officer and the administrator are two people with two numbers."
    if wrong:
        raise ValidationError(wrong)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreNotOurs(f"{folder} is in use already. It was left untouched; choose another folder.")


def take_away(making: Path, ring: KeyRing | None) -> None:
    """Take away a clinic that was never finished, and what the key ring holds for it."""
    if not making.exists():
        return
    with suppress(ClinicError):
        keys = KeyFile.read(making)
        for slot in keys.slots if keys is not None else ():
            if isinstance(slot, KeyRingSlot):
                (ring or KeyRing()).forget(slot.id)
    shutil.rmtree(making, ignore_errors=True)


def _move(making: Path, folder: Path) -> None:
    try:
        if folder.is_dir():
            folder.rmdir()
        making.rename(folder)
    except OSError as error:
        raise StoreNotOurs(
            f"{folder} cannot be made ({error.strerror}). The clinic is not finished; make room for it there and type the code again."
        ) from error
    sync_folder(folder.parent)
