"""A deliberately naive reading of the rules: every question replays every event. Slow, short, and hard to get wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.purposes import CODES, EMERGENCY_ONLY, PARENT
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, RecordType

ALL = RecordType.ALL


def _uses(limit: str | None) -> frozenset[str]:
    """Every code that a consent with this limit may be used for, by walking up from each code."""
    found = set()
    for code in CODES - EMERGENCY_ONLY:
        step: str | None = code
        while step is not None and step != limit:
            step = PARENT.get(step)
        if limit is None or step == limit:
            found.add(code)
    return frozenset(found) | ({"any"} if limit is None else frozenset())


@dataclass
class NaiveClinic:
    """Commands that were accepted, in order, with the time at which they were."""

    accepted: list[tuple[datetime, ConsentCommand]] = field(default_factory=list)

    def _later(self, index: int, kinds: tuple[type, ...], actor: Actor) -> Iterable[ConsentCommand]:
        return (c for _, c in self.accepted[index + 1 :] if isinstance(c, kinds) and c.actor == actor)

    def _grants(self, actor: Actor, record_type: RecordType) -> list[GrantConsent]:
        """Grants that cover the record type and that nobody has stopped for it; for `all`: not for anything."""
        found = []
        for index, (_, grant) in enumerate(self.accepted):
            if not isinstance(grant, GrantConsent) or grant.actor != actor:
                continue
            if record_type not in grant.record_types and ALL not in grant.record_types:
                continue
            if record_type is ALL and ALL not in grant.record_types:
                continue
            stops = self._later(index, (RevokeConsent,), actor)
            if not any(record_type is ALL or record_type in s.record_types or ALL in s.record_types for s in stops):
                found.append(grant)
        return found

    def permitted(self, actor: Actor, record_type: RecordType, at: datetime, purpose: str | None = None) -> bool:
        """May the actor see it?"""
        if record_type is ALL:
            return all(self.permitted(actor, t, at, purpose) for t in SINGLE_TYPES)
        for grant in self._grants(actor, record_type):
            if grant.until is None or at < grant.until:
                uses = _uses(grant.purpose.code if grant.purpose else None)
                if purpose in uses or (purpose is None and uses):
                    return True
        return False

    def waiting(self, actor: Actor) -> frozenset[RecordType]:
        """Single record types that wait for an answer."""
        found = set()
        for index, (_, ask) in enumerate(self.accepted):
            if isinstance(ask, AskConsent) and ask.actor == actor:
                answers = list(self._later(index, (GrantConsent, DeclineRequest, WithdrawRequest), actor))
                for t in SINGLE_TYPES:
                    asked = t in ask.record_types or ALL in ask.record_types
                    if asked and not any(t in a.record_types or ALL in a.record_types for a in answers):
                        found.add(t)
        return frozenset(found)

    def _useless(self, actor: Actor, command: AskConsent | GrantConsent, at: datetime) -> frozenset[RecordType]:
        wanted = _uses(command.purpose.code if command.purpose else None)
        found = set()
        for t in command.record_types:
            for grant in self._grants(actor, t):
                in_force = grant.until is None or at < grant.until
                as_long = grant.until is None or (command.until is not None and command.until <= grant.until)
                if in_force and as_long and wanted <= _uses(grant.purpose.code if grant.purpose else None):
                    found.add(t)
        return frozenset(found)

    def refusal(self, command: ConsentCommand, at: datetime) -> tuple[str, frozenset[RecordType]] | None:
        """The code and the record types at fault, None if the command is to be accepted."""
        actor, types = command.actor, command.record_types
        if isinstance(command, AskConsent | GrantConsent):
            if command.until is not None and command.until <= at:
                return "validation_error", frozenset()
            useless = self._useless(actor, command, at)
            if useless:
                return "consent_already_granted", useless
        waiting = self.waiting(actor)
        if isinstance(command, AskConsent):
            overlap = types if ALL in types and waiting else types & waiting
            return ("consent_already_asked", overlap) if overlap else None
        if isinstance(command, GrantConsent):
            return None
        if isinstance(command, RevokeConsent):
            held, code = frozenset(t for t in SINGLE_TYPES if self._grants(actor, t)), "consent_not_granted"
        else:
            held, code = waiting, "request_not_open"
        missing = types if ALL in types and not held else types - held - {ALL}
        return (code, missing) if missing else None

    def accept(self, command: ConsentCommand, at: datetime) -> None:
        """Remember an accepted command."""
        self.accepted.append((at, command))
