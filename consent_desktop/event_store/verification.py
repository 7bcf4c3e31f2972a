"""Checking the whole log against its hash chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.envelope import GENESIS, chain_hash, leaf_hash
from consent_desktop.event_store.log import BATCH, EventStore, envelope_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the log found."""

    events: int
    """Events found whole before the first broken one."""
    first_broken: int | None
    reason: str | None

    @property
    def unbroken(self) -> bool:
        """Whether every event is where and what the chain says."""
        return self.first_broken is None


def verify(store: EventStore, progress: Callable[[int], None] | None = None) -> Verification:
    """Recompute every hash; names the first position that does not fit.

    A chain notices changes inside the log. That its end was cut off only an anchor kept elsewhere can show.
    """
    expected, chain = 1, GENESIS
    versions: dict[bytes, int] = {}
    try:
        for row in store.rows():
            if row.position != expected:
                return Verification(expected - 1, expected, "an event is missing")
            envelope = envelope_of(row)
            chain = chain_hash(chain, leaf_hash(envelope.canonical(), bytes(row.body)))
            if chain != row.chain:
                return Verification(expected - 1, expected, "the event or its hash was altered")
            if row.stream_version != versions.get(row.stream, 0) + 1:
                return Verification(expected - 1, expected, "an event of this person is missing")
            versions[row.stream] = row.stream_version
            if progress is not None and expected % BATCH == 0:
                progress(expected)
            expected += 1
    except ClinicError as error:
        return Verification(expected - 1, expected, str(error))
    return Verification(expected - 1, None, None)
