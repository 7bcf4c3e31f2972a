"""Evidence for faces: checking the history, signing it, anchoring it elsewhere, proving one event of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from consent_desktop.application.clock import Clock
from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.recorded import KeptCheckpoint
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.verification import verify
from consent_desktop.evidence.anchor_settings import AnchorSettings
from consent_desktop.evidence.anchors import read_small
from consent_desktop.evidence.checkpoint import Checkpoint, origin_of
from consent_desktop.evidence.checkpointer import Attended, Checkpointer, LastAnchored, Occasion
from consent_desktop.evidence.errors import AnchorFailed, EventNotFound, EventsLost, HistoryAltered
from consent_desktop.evidence.leaf_list import write_leaves
from consent_desktop.evidence.proof import EventProof, GrowthProof, prove_event, prove_growth
from consent_desktop.evidence.signed_note import Ed25519Signer
from consent_desktop.evidence.verify_against import Progress, Verdict, verify_log

__all__ = ["Attended", "Evidence", "LastAnchored", "Occasion", "Verdict"]

KEY_NAME = "checkpoint-key"
"""The vault's secret from which the signing key is made."""


class Evidence:
    """The evidence of one open store. Every method may be called from any thread; none of them changes an event."""

    def __init__(self, log: Log, vault: Vault, clock: Clock, zone: ZoneInfo, folder: Path) -> None:
        self._log = log
        self._vault = vault
        self._clock = clock
        self._zone = zone
        self.settings = AnchorSettings(folder)
        self._lock = threading.Lock()
        self._made: tuple[Ed25519Signer, Checkpointer] | None = None

    def _parts(self) -> tuple[Ed25519Signer, Checkpointer]:
        """Made at first use: opening a store waits for no key."""
        with self._lock:
            if self._made is None:
                signer = Ed25519Signer(origin_of(self._log.store_id), self._vault.secret(KEY_NAME))
                self._made = signer, Checkpointer(self._log, signer, self._clock, self._zone, self.settings)
            return self._made

    @property
    def vkey(self) -> str:
        """The public key that checks this store's signatures, as one line; to be given to whoever shall check."""
        return self._parts()[0].verifier.vkey

    def attend(self, occasion: Occasion, position: int | None = None) -> Attended:
        """Make and anchor what is due; never raises a `ClinicError`. See `Checkpointer.attend`."""
        try:
            return self._parts()[1].attend(occasion, position)
        except ClinicError as error:
            return Attended(problems=(str(error),))

    def checkpoint(self) -> KeptCheckpoint:
        """Sign everything recorded until now; raises what `Checkpointer.make` does."""
        return self._parts()[1].make()

    def anchor(self, folder: Path, *, remember: bool = True) -> KeptCheckpoint:
        """Sign, and put it into the folder; raises what `Checkpointer.anchor` does."""
        return self._parts()[1].anchor(folder, remember=remember)

    def last_anchored(self) -> LastAnchored | None:
        """The newest anchor and what was recorded since."""
        return self._parts()[1].last_anchored()

    def on_the_same_disk(self, folder: Path) -> bool:
        """Whether the folder shares the history's disk, so that whoever reaches one likely reaches the other."""
        try:
            return folder.stat().st_dev == self.settings.store_folder.stat().st_dev
        except OSError:
            return False

    def verify(self, against: Path | Sequence[Path] | None = None, progress: Progress | None = None) -> Verdict:
        """Check the whole log: each person's order, the chain, every checkpoint beside it, and those in the files.

        Raises `AnchorFailed` where a file cannot be read.
        """
        files = [against] if isinstance(against, Path) else against or ()
        notes = [read_small(path) for path in files]
        verdict = verify_log(self._log, self._parts()[0].verifier, notes, progress)
        if verdict.first_broken is None:
            found = verify(self._log)
            if found.first_broken is not None:
                return replace(verdict, events=found.events, first_broken=found.first_broken, reason=found.reason)
        return verdict

    def prove(self, position: int) -> EventProof:
        """The proof, with the event as it is stored, that it is in the log; signs what is not signed yet.

        Raises `EventNotFound`, and what `Checkpointer.make` raises.
        """
        if position in self._log.lost:
            raise EventsLost(f"Event {position} is lost to damage. No proof of it can be made.")
        if not 0 < position <= self._log.head().position:
            raise EventNotFound(f"There is no event {position}. The history holds {self._log.head().position} events.")
        kept = self.checkpoint()
        try:
            proof = prove_event(self._leaves(kept), position, kept.size, kept.note, self._stored(position))
        except ValueError:  # fewer events than were signed
            raise self._altered(kept) from None
        if proof.leaf is None or not proof.verify(proof.leaf, [self._parts()[0].verifier]):
            raise self._altered(kept)
        return proof

    def prove_growth(self, since: Path) -> GrowthProof:
        """The proof that the log of the older checkpoint in the file is the beginning of today's; signs today's.

        Raises `NoteUnreadable` or `SignatureWrong` for the file, `HistoryAltered` where it is not so.
        """
        key = self._parts()[0].verifier
        old = Checkpoint.opened(read_small(since), [key])
        kept = self.checkpoint()
        if old.size > kept.size:
            raise HistoryAltered(
                f"The checkpoint counts {old.size} events and the store holds {kept.size}: the history was rolled back. No proof "
                "was written; run consent-desktop verify --against it."
            )
        try:
            proof = prove_growth(self._leaves(kept), old.size, kept.size, kept.note)
        except ValueError:  # fewer events than were signed
            raise self._altered(kept) from None
        if not proof.verify(old, [key]):
            raise self._altered(kept)
        return proof

    def write_leaves(self, path: Path) -> KeptCheckpoint:
        """Write the leaf hashes of everything signed now, one in hex a line; gives the checkpoint that counts them.

        Raises `AnchorFailed` where the file cannot be written, `HistoryAltered` where they are not what was signed.
        """
        kept = self.checkpoint()
        try:
            root = write_leaves(self._leaves(kept), path)
            if root == Checkpoint.opened(kept.note, [self._parts()[0].verifier]).root:
                return kept
            path.unlink()
        except OSError as error:
            raise AnchorFailed(f"{path} cannot be written ({error.strerror}). The history is untouched.") from error
        raise self._altered(kept)

    def _leaves(self, kept: KeptCheckpoint) -> Iterator[bytes]:
        return (stored.leaf for stored in self._log.leaves(upto=kept.size))

    def _stored(self, position: int) -> bytes | None:
        """The bytes that the event's leaf is the hash of: canonical envelope, sealed body. None where it is missing."""
        row = next(iter(next(self._log.rows(position - 1, position), [])), None)
        return None if row is None else self._log.canonical(row) + bytes(row[11])

    def _altered(self, kept: KeptCheckpoint) -> ClinicError:
        if self._log.lost:
            return EventsLost(
                f"The checkpoint of {kept.size} events counts some that are lost to damage. No proof under it can be made; run "
                "consent-desktop verify."
            )
        return HistoryAltered(
            f"The stored events are not those that the checkpoint of {kept.size} events was made of. No proof was written; run "
            "consent-desktop verify."
        )
