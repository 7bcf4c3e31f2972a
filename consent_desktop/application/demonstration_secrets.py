"""The demonstration clinic's PINs and passwords: in a file that everybody may read, and said on its sign-in screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consent_desktop.application.secret_hashing import SecretHashing
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.event_store.credentials import Credentials
from consent_desktop.event_store.vault import Vault
from consent_desktop.read_models.rows import PersonRow


class _Person(BaseModel):
    """What is of interest here of a person in the file."""

    model_config = ConfigDict(frozen=True)

    kind: PersonKind
    record_number: str
    pin: str | None = None
    password: str | None = None


class _File(BaseModel):
    """What is of interest here of the file."""

    people: list[_Person]


class DemonstrationSecrets:
    """Says and sets what opens the invented people's accounts; knows nothing where this is no demonstration."""

    def __init__(self, path: Path | None, vault: Vault, hashing: SecretHashing, now: Callable[[], datetime]) -> None:
        """`path`: the demonstration's file; None where this is no demonstration."""
        self._path = path
        self._vault = vault
        self._kept = Credentials(vault.database)
        self._hashing = hashing
        self._now = now

    @cached_property
    def said(self) -> Mapping[tuple[PersonKind, str], str]:
        """The secret of everybody in the file, by kind and record number."""
        if self._path is None:
            return {}
        people = _File.model_validate_json(self._path.read_bytes()).people
        told = {(p.kind, p.record_number): p.pin or p.password for p in people}
        return {who: secret for who, secret in told.items() if secret is not None}

    def of(self, person: PersonRow) -> str | None:
        """What opens that person's account; None once they have chosen another, and where this is no demonstration."""
        secret = self.said.get((person.kind, person.record_number))
        held = None if secret is None else self._kept.get(person.subject, _kind(person.kind))
        if secret is None or held is None:
            return None
        return secret if self._hashing.fits(held.hash, secret) else None

    def furnish(self) -> None:
        """Set the secret of everybody who has none. No event tells of it: it is none of these people's doing."""
        found = {who: self._vault.find(who[0].value, who[1]) for who in self.said}
        held = self._kept.held([subject for subject in found.values() if subject])
        new = [
            (subject, _kind(who[0]), self._hashing.make(self.said[who]))
            for who, subject in found.items()
            if subject is not None and subject not in held
        ]
        if new:
            self._kept.put_all(new, self._now())


def _kind(kind: PersonKind) -> str:
    return "pin" if kind is PersonKind.PATIENT else "password"
