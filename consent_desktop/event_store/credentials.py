"""What people prove themselves with, as the vault keeps it: hashes of secrets and codes, and who worked where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, bindparam, delete, insert, select, update

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.envelope import from_micros, to_micros
from consent_desktop.event_store.statements import Insert, Prepared
from consent_desktop.event_store.vault_tables import codes, credentials, workers

_c, _o, _w = credentials.c, codes.c, workers.c
_HELD: Final = Prepared(
    select(_c.hash, _c.since, _c.used, _c.failures).where(
        and_(_c.subject == bindparam("who"), _c.kind == bindparam("what"))
    ),
    ["who", "what"],
)
_ALL: Final = Prepared(select(_c.subject, _c.kind, _c.used), [])
_OF: Final = Prepared(select(_c.subject, _c.kind, _c.used).where(_c.subject == bindparam("who")), ["who"])
_ANY: Final = Prepared(select(_c.kind).limit(1), [])
_FORGET: Final = Prepared(
    delete(credentials).where(and_(_c.subject == bindparam("who"), _c.kind == bindparam("what"))), ["who", "what"]
)
_ADD: Final = Prepared(insert(credentials), ["subject", "kind", "hash", "since", "used", "failures"])
_REHASHED: Final = Prepared(
    update(credentials)
    .values(hash=bindparam("better"))
    .where(and_(_c.subject == bindparam("who"), _c.kind == bindparam("what"), _c.hash == bindparam("before"))),
    ["better", "who", "what", "before"],
)
_USED: Final = Prepared(
    update(credentials)
    .values(used=bindparam("at"), failures=0)
    .where(and_(_c.subject == bindparam("who"), _c.kind == bindparam("what"))),
    ["at", "who", "what"],
)
_TRIED: Final = Prepared(
    update(credentials)
    .values(failures=_c.failures + 1)
    .where(and_(_c.subject == bindparam("who"), _c.kind == bindparam("what"), _c.failures < bindparam("most"))),
    ["who", "what", "most"],
)
_ADD_CODE: Final = Prepared(insert(codes), ["code", "subject", "hash", "expires"])
_CODE: Final = Prepared(select(_o.subject, _o.hash, _o.expires).where(_o.code == bindparam("code")), ["code"])
_DROP_CODE: Final = Prepared(delete(codes).where(_o.code == bindparam("code")), ["code"])
_DROP_CODES: Final = Prepared(delete(codes).where(_o.subject == bindparam("who")), ["who"])
_CODES_OF: Final = Prepared(select(_o.expires).where(_o.subject == bindparam("who")), ["who"])
_RECENT: Final = Prepared(
    select(_w.subject).where(_w.workstation == bindparam("place")).order_by(_w.last.desc()), ["place"]
)


def _worked(insert: Insert) -> object:
    made = insert(workers)
    return made.on_conflict_do_update(index_elements=["workstation", "subject"], set_={"last": made.excluded.last})


_WORKED: Final = Prepared(_worked, ["workstation", "subject", "last"])


@dataclass(frozen=True, slots=True)
class Credential:
    """One secret of a person, as a hash."""

    hash: str
    since: datetime
    used: datetime | None
    """When it last opened a session."""
    failures: int
    """How often it was tried in vain since then."""


@dataclass(frozen=True, slots=True)
class StoredCode:
    """A one-time code that nobody has used yet."""

    subject: str
    hash: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Which secrets somebody has, and when one of them last opened a session."""

    kinds: frozenset[str]
    used: datetime | None


class Credentials:
    """The rows of one vault. Every method may be called from any thread, and is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, subject: str, kind: str) -> Credential | None:
        """The secret of that kind, None if the person has none."""
        with self._database.reading() as link:
            row = link.first(_HELD, bytes.fromhex(subject), kind)
        if row is None:
            return None
        return Credential(row[0], from_micros(row[1]), None if row[2] is None else from_micros(row[2]), row[3])

    def put(self, subject: str, kind: str, hashed: str, at: datetime) -> None:
        """Keep a new secret in the place of an old one."""
        self.put_all([(subject, kind, hashed)], at)

    def put_all(self, new: Collection[tuple[str, str, str]], at: datetime) -> None:
        """Keep several, each as (subject, kind, hash)."""
        with self._database.writing() as link:
            for subject, kind, hashed in new:
                raw = bytes.fromhex(subject)
                link.run(_FORGET, raw, kind)
                link.run(_ADD, raw, kind, hashed, to_micros(at), None, 0)

    def rehashed(self, subject: str, kind: str, before: str, better: str) -> None:
        """Keep the same secret as a better hash, unless another secret was chosen meanwhile."""
        with self._database.writing() as link:
            link.run(_REHASHED, better, bytes.fromhex(subject), kind, before)

    def worked(self, subject: str, kind: str, at: datetime) -> None:
        """The secret has opened a session."""
        with self._database.writing() as link:
            link.run(_USED, to_micros(at), bytes.fromhex(subject), kind)

    def try_once(self, subject: str, kind: str, most: int) -> bool:
        """Count one try before it is made; False where it was tried in vain so often that it counts no longer."""
        with self._database.writing() as link:
            return link.run(_TRIED, bytes.fromhex(subject), kind, most) == 1

    def held(self, subjects: Collection[str]) -> dict[str, Held]:
        """Of each of the subjects that has any: which secrets, and when one was last used."""
        with self._database.reading() as link:
            if len(subjects) > 100:
                rows = link.all(_ALL)
            else:
                rows = [row for subject in subjects for row in link.all(_OF, bytes.fromhex(subject))]
        wanted, found = set(subjects), dict[str, Held]()
        for raw, kind, used in rows:
            subject = raw.hex()
            if subject in wanted:
                before = found.get(subject, Held(frozenset(), None))
                last = before.used if used is None else max(filter(None, (before.used, from_micros(used))))
                found[subject] = Held(before.kinds | {kind}, last)
        return found

    def any(self) -> bool:
        """Whether anybody has chosen a secret yet."""
        with self._database.reading() as link:
            return link.first(_ANY) is not None

    def add_codes(self, subject: str, new: Collection[tuple[bytes, str]], expires: datetime, *, instead: bool) -> None:
        """Keep codes, each as (what stands for it, hash); `instead`: those that the person had before are good no more."""
        raw = bytes.fromhex(subject)
        with self._database.writing() as link:
            if instead:
                link.run(_DROP_CODES, raw)
            for code, hashed in new:
                link.run(_ADD_CODE, code, raw, hashed, to_micros(expires))

    def code(self, code: bytes) -> StoredCode | None:
        """The code that this stands for."""
        with self._database.reading() as link:
            row = link.first(_CODE, code)
        return None if row is None else StoredCode(row[0].hex(), row[1], from_micros(row[2]))

    def codes_until(self, subject: str) -> datetime | None:
        """Until when the last of the person's codes is good; None if there is none."""
        with self._database.reading() as link:
            ends = [end for (end,) in link.all(_CODES_OF, bytes.fromhex(subject))]
        return from_micros(max(ends)) if ends else None

    def exchange(self, code: bytes, subject: str, kind: str, hashed: str, at: datetime) -> bool:
        """Use the code up for a new secret, both or neither; False if somebody was quicker. Other codes go as well."""
        raw = bytes.fromhex(subject)
        with self._database.writing() as link:
            if link.run(_DROP_CODE, code) != 1:
                return False
            link.run(_DROP_CODES, raw)
            link.run(_FORGET, raw, kind)
            link.run(_FORGET, raw, "resume_pin")
            link.run(_ADD, raw, kind, hashed, to_micros(at), None, 0)
            return True

    def worked_at(self, workstation: str, subject: str, at: datetime) -> None:
        """Remember that the person works at the workstation."""
        with self._database.writing() as link:
            link.run(_WORKED, bytes.fromhex(workstation), bytes.fromhex(subject), to_micros(at))

    def recent_at(self, workstation: str) -> list[str]:
        """Who has worked at the workstation, the last one first."""
        with self._database.reading() as link:
            return [raw.hex() for (raw,) in link.all(_RECENT, bytes.fromhex(workstation))]
