"""What the figure of signing in asks of our engine, in one place, with a clock that nobody waits for."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from benchmarks.ours import NOW
from consent_desktop.application.account_parts import accounts_of
from consent_desktop.application.accounts import PatientClaim
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.secret_hashing import SecretHashing
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.door_errors import SignInRefused
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind

PIN: Final = "250846"
WRONG: Final = "730482"


class OurDoor:
    """A clinic with one patient who has a PIN."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self._clock = FixedClock(NOW)
        facts = {"time_zone": "UTC"}
        self._clinic = open_clinic(folder, plain=key is None, key=key, facts=facts, clock=self._clock, chores=False)
        clinic, place = self._clinic, "c" * 32
        self._accounts = accounts_of(
            clinic._store,
            clinic.views,
            clinic,
            clinic.now,
            clinic.approvals,
            clinic._bus.states,
            workstation=place,
            hashing=SecretHashing(),
        )
        patient, _ = clinic.register(PersonKind.PATIENT, "20-4817", THE_OPERATOR, name="Helena Duarte")
        code = self._accounts.issue_codes(THE_OPERATOR, patient)[0].code
        self._accounts.choose_pin(PatientClaim(number="20-4817"), code, PIN)

    def right(self) -> None:
        """Come in."""
        self._pause()
        self._accounts.sign_in_patient(PatientClaim(number="20-4817"), PIN)

    def wrong(self) -> None:
        """Be refused."""
        self._refused("20-4817", WRONG)

    def unknown(self) -> None:
        """Be refused with a number that nobody has."""
        self._refused("20-9999", PIN)

    def _refused(self, number: str, pin: str) -> None:
        self._pause()
        with suppress(SignInRefused):
            self._accounts.sign_in_patient(PatientClaim(number=number), pin)
            raise AssertionError("somebody came in who should not have")

    def _pause(self) -> None:
        """The delays pass, on the clock alone."""
        self._clock.moment += timedelta(minutes=6)

    def close(self) -> None:
        """Close the clinic."""
        self._clinic.close()


class BareVerification:
    """One argon2id verification with the same parameters, and nothing around it."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._hash = self._hasher.hash(PIN)

    def right(self) -> None:
        """A secret that fits."""
        self._hasher.verify(self._hash, PIN)

    def wrong(self) -> None:
        """A secret that does not."""
        with suppress(VerifyMismatchError):
            self._hasher.verify(self._hash, WRONG)
