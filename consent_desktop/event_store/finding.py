"""What was found of a damaged log, and telling it in the log that takes over: once for the clinic, once for each stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import uuid4

from consent_desktop.domain.events import Event, HistoryDamaged, HistoryTakenOver
from consent_desktop.domain.vocabulary import CLINIC, SYSTEM
from consent_desktop.event_store.appending import HEAD, Append
from consent_desktop.event_store.codec import REGISTRY
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.envelope import GENESIS
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.recorded import Expected, Head, Origin
from consent_desktop.event_store.statements import Link
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.wholeness import Lost, Streams, runs

Runs = tuple[tuple[int, int], ...]
"""First and last position of each run."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What of the old log is whole, and whose streams may have lost something."""

    head: int
    """The last position that the log is known to have reached."""
    lost: Sequence[Lost]
    """What is lost now; what was lost to earlier damage is not in it."""
    places: Mapping[int, int]
    """The stream's number for each lost position where it is known for certain."""
    end_known: bool
    """Whether it is certain that nothing came after the head."""
    broken: bool
    """Whether anything at all could not be read, be it an event, an index or a name."""
    damaged: Mapping[str, Runs]
    """Subjects whose streams have lost events or may have, with the positions."""

    @classmethod
    def of(
        cls,
        head: int,
        lost: Sequence[Lost],
        places: Mapping[int, int],
        streams: Streams,
        subjects: Mapping[str, int | None],
        *,
        end_known: bool,
        lost_in_all: int,
        broken: bool,
    ) -> Self:
        """`subjects`: everybody whom the vault has a key for, with their number in the log. A lost event may have been a
        revoke, so where its stream is not known every stream counts as damaged that it can have been in.
        """
        by_number: dict[int, set[int]] = {}
        unknown = [one.position for one in lost if one.position not in places]
        for one in lost:
            if one.position in places:
                by_number.setdefault(places[one.position], set()).add(one.position)
            if one.named is not None:
                by_number.setdefault(one.named, set()).add(one.position)
        for stream, between in streams.spanning(unknown).items():
            by_number.setdefault(stream, set()).update(between)
        anyone = not end_known or (bool(unknown) and streams.missing != lost_in_all)
        damaged: dict[str, Runs] = {}
        for subject, number in subjects.items():
            certain = by_number.get(number or 0, set())
            possible = streams.beyond_last(number, unknown) if anyone else ()
            if certain or possible or not end_known:
                damaged[subject] = runs(sorted(certain.union(possible)))
        damaged.pop(CLINIC, None)
        return cls(head, lost, places, end_known, broken or bool(lost), damaged)

    @property
    def nothing_wrong(self) -> bool:
        """Whether everything is whole, indexes and names too."""
        return not self.broken and self.end_known

    @property
    def words(self) -> str:
        """The finding as a sentence."""
        beyond = "" if self.end_known else " Whether others followed cannot be told."
        if not self.lost:
            other = " Other parts of the file are damaged." if self.broken else ""
            return f"All {self.head} events that are known of are whole.{other}{beyond}"
        named = [
            f"{low}" if low == high else f"{low} to {high}" for low, high in runs(one.position for one in self.lost)
        ]
        shown = ", ".join(named[:20]) + (f" and {len(named) - 20} more stretches" if len(named) > 20 else "")
        return f"Of {self.head} events {len(self.lost)} are lost: {shown}.{beyond}"


def tell(
    database: Database,
    vault: Vault,
    finding: Finding,
    segment: int | None,
    now: datetime,
    first: Callable[[Link], None] | None = None,
) -> None:
    """Record in the database what was found: for a new segment first that it took over, then whose streams are damaged.

    `first` is done before, in the same transaction.
    """
    with database.writing() as link:
        if first is not None:
            first(link)
        telling = _Telling(link, vault, now)
        if segment is not None:
            row = link.first(HEAD)
            last = Head(0, GENESIS) if row is None else Head(row[0], row[1])
            event = HistoryTakenOver(
                subject=CLINIC,
                effective_at=now,
                old_position=finding.head,
                old_chain=last.chain.hex(),
                segment=segment,
                found=finding.words,
            )
            telling.record(event, onto=Head(finding.head, last.chain))
        for subject, lost in finding.damaged.items():
            telling.record(HistoryDamaged(subject=subject, effective_at=now, lost=lost))


class _Telling:
    """Appends one event after the other in one transaction."""

    def __init__(self, link: Link, vault: Vault, now: datetime) -> None:
        self._vault = vault
        self._now = now
        self._append = Append(link, Numbering(), REGISTRY)

    def record(self, event: Event, onto: Head | None = None) -> None:
        """Record it in its subject's stream, as done by the program itself."""
        command_id = uuid4()
        origin = Origin(SYSTEM, command_id, command_id.bytes, self._now)
        seal = self._vault.seal_of(event.subject)
        self._append.run(event.subject, Expected.ANY, [event], origin, seal, onto)
