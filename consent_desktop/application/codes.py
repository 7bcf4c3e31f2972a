"""One-time codes: sixteen characters on paper with which somebody chooses a PIN or a password themself, once.

The first group says which code it is and stands in the vault as it is; the other three, 60 random bits, stand there as an
argon2id hash. So one verification is enough, whichever of several codes it is.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are mistaken for others; typed all the same they are read as meant."""
GROUPS: Final = 4
GROUP: Final = 4
GOOD_FOR: Final = timedelta(days=7)
"""How long a code is good."""
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code as it is printed, once: only its hash is kept."""

    code: str = field(repr=False)
    """Four groups of four characters."""
    expires: datetime
    subject: str


def new_code() -> str:
    """A code of chance, in its groups."""
    return "-".join("".join(secrets.choice(DIGITS) for _ in range(GROUP)) for _ in range(GROUPS))


def parted(typed: str) -> tuple[bytes, str]:
    """What stands for the code in the vault, and what its hash is of; for any text, so that nonsense costs as much."""
    read = "".join(c for c in typed.upper().translate(_READ_AS) if c.isalnum())
    return read[:GROUP].encode(), read[GROUP:]
