"""The recovery kit: 160 random bits as words on paper, which open the store where nothing else does.

Crockford's base 32 (no I, L, O, U; they are read as 1, 1, 0 and refused), in groups of four, with his check character
(the number modulo 37), so that a slip of the pen is told from a kit of another clinic.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final, Self

from consent_desktop.domain.errors import ClinicError

LENGTH: Final = 20
"""Bytes of the secret: 160 bits need no slow hash against guessing."""
_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS: Final = f"{_DIGITS}*~$=U"
_CHARACTERS: Final = LENGTH * 8 // 5
_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


class RecoveryKitMistyped(ClinicError):
    """What was typed is no recovery kit: a character is wrong, missing or too many."""

    code = "recovery_kit_mistyped"


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """The secret of a kit. It never shows itself by accident: `words` has to be asked for."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A kit of chance."""
        return cls(os.urandom(LENGTH))

    @property
    def words(self) -> str:
        """What is printed, for instance `7Z3K-…-9MQ4-T`: eight groups of four and the check character."""
        number = int.from_bytes(self.secret)
        digits = "".join(_DIGITS[number >> shift & 31] for shift in range(5 * (_CHARACTERS - 1), -1, -5))
        groups = [digits[at : at + _GROUP] for at in range(0, _CHARACTERS, _GROUP)]
        return "-".join([*groups, _CHECKS[number % 37]])

    @classmethod
    def typed(cls, text: str) -> Self:
        """The kit that somebody typed, in capitals or not, with or without dashes. Raises `RecoveryKitMistyped`."""
        typed = "".join(text.split()).replace("-", "").upper()
        digits, check = typed[:-1].translate(_READ_AS), typed[-1:].translate(_READ_AS)
        if len(digits) != _CHARACTERS or not set(digits) <= set(_DIGITS):
            raise RecoveryKitMistyped(
                f"A recovery kit has {_CHARACTERS // _GROUP} groups of {_GROUP} characters and one more. Nothing was opened; look "
                "at the paper again."
            )
        number = 0
        for digit in digits:
            number = number << 5 | _DIGITS.index(digit)
        if _CHECKS[number % 37] != check:
            raise RecoveryKitMistyped(
                "A character of the recovery kit is wrong. Nothing was opened; look at the paper again."
            )
        return cls(number.to_bytes(LENGTH))
