"""How often an account or a workstation was tried in vain, kept in the vault so that a restart changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, delete, select

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.statements import Insert, Link, Prepared
from consent_desktop.event_store.vault_tables import delays

_d = delays.c
_ROW: Final = Prepared(select(_d.failures, _d.last).where(_d.owner == bindparam("who")), ["who"])
_DROP: Final = Prepared(delete(delays).where(_d.owner == bindparam("who")), ["who"])


def _kept(insert: Insert) -> object:
    made = insert(delays)
    return made.on_conflict_do_update(
        index_elements=["owner"], set_={"failures": made.excluded.failures, "last": made.excluded.last}
    )


_KEEP: Final = Prepared(_kept, ["owner", "failures", "last"])


@dataclass(frozen=True, slots=True)
class Tries:
    """What is kept of one owner: tries in vain, and the latest moment at which one was made, in microseconds."""

    failures: int = 0
    last: int = 0


class KeptTries:
    """The rows of one vault. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, owners: Sequence[bytes]) -> list[Tries]:
        """What is kept of each of the owners."""
        with self._database.reading() as link:
            return [_read(link, owner) for owner in owners]

    def count(self, owners: Sequence[bytes], before: Sequence[Tries], now: int) -> bool:
        """One more try of each of the owners; False, and nothing is counted, where another came in between.

        A try that was made counts as in vain until `succeeded` says otherwise.
        """
        with self._database.writing() as link:
            if [_read(link, owner) for owner in owners] != list(before):
                return False
            for owner, tries in zip(owners, before, strict=True):
                link.run(_KEEP, owner, tries.failures + 1, max(tries.last, now))
            return True

    def succeeded(self, account: bytes, workstation: bytes, counted: int, before: int) -> None:
        """The try was a good one: the account begins anew; of the workstation one try in vain is forgotten beside it.

        `counted`: the moment that the try left with the workstation, in the place of `before`, which counts again.
        """
        with self._database.writing() as link:
            link.run(_DROP, account)
            tries = _read(link, workstation)
            left = tries.failures - 2
            if left > 0:
                link.run(_KEEP, workstation, left, before if tries.last == counted else tries.last)
            else:
                link.run(_DROP, workstation)


def _read(link: Link, owner: bytes) -> Tries:
    row = link.first(_ROW, owner)
    return Tries() if row is None else Tries(row[0], row[1])
