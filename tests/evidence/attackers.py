"""The best attacker: has the files, the vault and the program, and leaves nothing behind that the files could show.

What is changed is sealed anew under the right keys, numbered without gaps and chained; checkpoints beside the history
that would tell are taken out, or with the stolen signing key made anew; the triggers are put back.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlcipher3 import dbapi2

from consent_desktop.application.clock import FixedClock
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.envelope import GENESIS, chain_hash, leaf_hash
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.rows import COLUMNS
from consent_desktop.event_store.sealing import NONCE_LENGTH, Seal
from consent_desktop.evidence.anchor_settings import AnchorSettings
from consent_desktop.evidence.checkpoint import Checkpoint, origin_of
from consent_desktop.evidence.checkpointer import Checkpointer
from consent_desktop.evidence.merkle import Frontier
from consent_desktop.evidence.signed_note import Ed25519Signer
from tests.support.stores import NOW, a_store, origin, some_event

LOG_FILE: Final = "clinic.events.db"
EVENTS, ANCHORED, EVERY = 120, 100, 20
"""Events in a history, those that the anchor elsewhere counts, and those between two checkpoints beside the history."""
DAY: Final = 86_400_000_000
"""In microseconds."""


@dataclass
class Loot:
    """A history as the attacker holds it: what is stored of each event, and what is inside."""

    store: OpenedStore
    rows: list[dict[str, Any]]
    clear: list[bytes]
    signer: Ed25519Signer
    changed_from: int = field(default=EVENTS)
    """The first index that is no longer as it was."""

    def copy(self) -> Loot:
        """A copy to change."""
        return Loot(self.store, [dict(row) for row in self.rows], list(self.clear), self.signer)

    def sealed_anew(self) -> None:
        """Numbers, seals and hashes from the first change on, as the store itself would have made them."""
        versions: dict[int, int] = {}
        chain = GENESIS
        for index, row in enumerate(self.rows):
            versions[row["stream"]] = versions.get(row["stream"], 0) + 1
            if index >= self.changed_from:
                row |= {"position": index + 1, "stream_version": versions[row["stream"]]}
                canonical = self.store.log.canonical(_as_read(row))
                row["body"] = _seal(self.store, row).close(self.clear[index], canonical)
            row["chain"] = chain = chain_hash(chain, self._leaf(row))

    def _leaf(self, row: dict[str, Any]) -> bytes:
        return leaf_hash(self.store.log.canonical(_as_read(row)), row["body"])

    def checkpoint(self, size: int) -> tuple[str, bytes]:
        """Note and frontier over the first `size` events, with the stolen key."""
        frontier = Frontier()
        for row in self.rows[:size]:
            frontier.append(self._leaf(row))
        note = Checkpoint(self.signer.name, size, frontier.root(), NOW).signed([self.signer])
        return note, frontier.to_bytes()


def _as_read(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in COLUMNS)


def _seal(store: OpenedStore, row: dict[str, Any]) -> Seal:
    subject = json.loads(store.log.canonical(_as_read(row)))["stream"]
    seal = store.vault.seal_of(subject)
    assert seal is not None
    return seal


def a_history(folder: Path) -> str:
    """A store with `EVENTS` events of five patients and checkpoints beside it; gives the anchor that is kept elsewhere."""
    anchor = ""
    with a_store(folder) as store:
        signer = Ed25519Signer(origin_of(store.log.store_id), store.vault.secret("checkpoint-key"))
        clock = FixedClock(NOW)
        checkpointer = Checkpointer(store.log, signer, clock, ZoneInfo("UTC"), AnchorSettings(folder))
        people = [store.vault.claim("patient", str(number)) for number in range(5)]
        for number in range(EVENTS):
            person = people[number % 5]
            store.log.append(person, number // 5, [some_event(person, number)], origin())
            if (number + 1) % EVERY == 0 and number + 1 < EVENTS:
                note = checkpointer.make().note
                anchor = note if number + 1 == ANCHORED else anchor
    return anchor


def looted(store: OpenedStore) -> Loot:
    """Everything that the files and keys give away."""
    connection: dbapi2.Connection = connect(store.folder / LOG_FILE, None, synchronous="NORMAL")
    cursor = connection.execute("SELECT * FROM events ORDER BY position")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    connection.close()
    for _ in store.log.read():
        pass  # so that the store knows every number in its rows
    clear = []
    for row in rows:
        body: bytes = row["body"]
        canonical = store.log.canonical(_as_read(row))
        clear.append(_seal(store, row).cipher.decrypt(body[:NONCE_LENGTH], body[NONCE_LENGTH:], canonical))
    return Loot(store, rows, clear, Ed25519Signer(origin_of(store.log.store_id), store.vault.secret("checkpoint-key")))


def _edit(loot: Loot, index: int, chance: random.Random) -> None:
    body = json.loads(loot.clear[index])
    body["notice_id"] = f"{chance.getrandbits(128):032x}"
    loot.clear[index] = json.dumps(body, separators=(",", ":")).encode()
    loot.changed_from = index


def edit_anchored(loot: Loot, chance: random.Random) -> None:
    """Change what an event says that the anchor counts."""
    _edit(loot, chance.randrange(ANCHORED), chance)


def delete_anchored(loot: Loot, chance: random.Random) -> None:
    """Take an event out that the anchor counts; all later ones move up."""
    loot.changed_from = index = chance.randrange(ANCHORED)
    del loot.rows[index], loot.clear[index]


def back_date_anchored(loot: Loot, chance: random.Random) -> None:
    """Make an event that the anchor counts older than it is."""
    loot.changed_from = index = chance.randrange(ANCHORED)
    loot.rows[index]["recorded"] -= chance.randint(1, 30) * DAY


def roll_back(loot: Loot, chance: random.Random) -> None:
    """Put an older copy in place of the history."""
    _cut(loot, chance.randrange(1, ANCHORED))


def replace_all(loot: Loot, chance: random.Random) -> None:
    """Another history of the same length under the same name and keys."""
    for index, row in enumerate(loot.rows):
        row["event_id"], row["command_id"] = chance.randbytes(16), chance.randbytes(16)
        _edit(loot, index, chance)
    loot.changed_from = 0


def edit_newer(loot: Loot, chance: random.Random) -> None:
    """Change what an event says that is newer than the anchor."""
    _edit(loot, chance.randrange(ANCHORED, EVENTS), chance)


def roll_back_to_anchor(loot: Loot, chance: random.Random) -> None:
    """Put the copy in place that was made in the very moment of the anchor."""
    _cut(loot, ANCHORED)


def _cut(loot: Loot, size: int) -> None:
    loot.changed_from = size
    del loot.rows[size:], loot.clear[size:]


Attack = Callable[[Loot, random.Random], None]
ATTACKS: Final[dict[str, Attack]] = {
    "edit an anchored event": edit_anchored,
    "delete an anchored event": delete_anchored,
    "back-date an anchored event": back_date_anchored,
    "roll back to an older copy": roll_back,
    "replace the whole history": replace_all,
    "edit an event newer than the last anchor": edit_newer,
    "roll back to exactly the last anchor": roll_back_to_anchor,
}


def plant(loot: Loot, template: Path, folder: Path, *, key_stolen: bool, forgetful: bool = False) -> None:
    """A copy of the store in `folder` with the changed history in it; a forgetful attacker leaves the checkpoints."""
    shutil.copytree(template, folder)
    connection: dbapi2.Connection = connect(folder / LOG_FILE, None, synchronous="NORMAL")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    sizes = [size for (size,) in connection.execute("SELECT size FROM checkpoints").fetchall()]
    connection.execute("BEGIN IMMEDIATE")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DELETE FROM events")
    names = list(loot.rows[0])
    connection.executemany(
        f"INSERT INTO events ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        [tuple(row[name] for name in names) for row in loot.rows],
    )
    for size in sizes:
        if size > loot.changed_from and not forgetful:
            connection.execute("DELETE FROM checkpoints WHERE size = ?", (size,))
            if key_stolen and size <= len(loot.rows):
                connection.execute(
                    "INSERT INTO checkpoints (size, note, frontier, made) VALUES (?, ?, ?, 0)",
                    (size, *loot.checkpoint(size)),
                )
    for _, statement in triggers:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.close()


def edit_naively(template: Path, folder: Path, position: int) -> None:
    """Change an event and leave every hash as it was."""
    shutil.copytree(template, folder)
    connection: dbapi2.Connection = connect(folder / LOG_FILE, None, synchronous="NORMAL")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE events SET recorded = recorded - 1 WHERE position = ?", (position,))
    connection.close()
