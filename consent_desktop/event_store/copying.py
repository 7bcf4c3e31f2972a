"""Copying what is whole of a damaged log into a file in the making, and noting what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import uuid4

from sqlcipher3 import dbapi2

from consent_desktop.event_store.codec import REGISTRY
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.finding import Finding
from consent_desktop.event_store.first_pages import with_new_first_pages
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.old_file import OldFile
from consent_desktop.event_store.recorded import Kind
from consent_desktop.event_store.rows import COLUMNS, Row
from consent_desktop.event_store.segments import SIDE_FILES, WORK, Segments, kind_of, remove_unfinished
from consent_desktop.event_store.tables import definition, metadata
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.wholeness import Lost, Streams, places_of, whole_rows

LEAST_EVENT: Final = 100
"""Bytes that no stored event comes under: a position that the file has no room for is none."""
ID_LENGTH: Final = 16
_CHUNK: Final = 1000
_EVENT: Final = (*(column.name for column in COLUMNS), "digest")


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the log from elsewhere, for where the file itself does not tell any more."""

    position: int = 0
    """The last position that others have seen."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """The log's facts; what the file says goes before."""


class Copy:
    """One copy in the making."""

    def __init__(self, segments: Segments, number: int, vault: Vault, hints: Hints) -> None:
        self._segments = segments
        self._number = number
        self._vault = vault
        self._hints = hints
        self._numbering = Numbering()

    def make(self) -> Finding:
        """Write the copy; gives what was found. What keeps it append-only is still to be added."""
        making = self._segments.making(self._number + 1)
        bare = replace(kind_of(1), name=making.name, schema=tuple(definition(metadata, "sqlite")))
        bare.create(self._segments.folder, self._segments.key)
        path, work = self._segments.path(self._number), making.with_name(f"{making.name}{WORK}")
        old = OldFile(path, self._segments.key)
        if not old.opens():
            old.close()
            with_new_first_pages(path, self._segments.key, work)
            old = OldFile(work, self._segments.key)
            old.broken = True
        new = connect(making, self._segments.key, synchronous="FULL")
        try:
            new.execute("BEGIN IMMEDIATE")
            finding = self._copied(old, new)
            new.execute("COMMIT")
            return finding
        finally:
            old.close()
            new.close()
            remove_unfinished(work)

    def _copied(self, old: OldFile, new: dbapi2.Connection) -> Finding:
        facts = {**self._hints.facts, **dict(_of(old.table("store"), (str, str)))}
        facts.setdefault("store_id", uuid4().hex)
        _write(new, "store", ("name", "value"), facts.items())
        self._names(old, new)
        _write(new, "commands", ("command_id", "digest", "position"), _of(old.table("commands"), (bytes, bytes, int)))
        checkpoints = _of(old.table("checkpoints"), (int, str, bytes, int))
        _write(new, "checkpoints", ("size", "note", "frontier", "made"), checkpoints)
        noted_before = _of(old.table("damage"), (int, bytes | None, str))
        known = {row[0]: row for row in noted_before if row[1] is None or len(row[1]) == ID_LENGTH}
        shown, end_known = old.last_position()
        room = self._room()
        head = max(self._hints.position, *known, *(row[0] for row in checkpoints), shown if shown <= room else 0, 0)
        index = old.by_version()
        if index is not None:
            head = max([head, *(position for _, _, position in index if position <= room)])
        broken = old.broken
        streams, lost, mended = self._events(old, new, head)
        fresh = [one for one in lost if one.position not in known]
        if not fresh:
            old.broken = broken or mended  # what is known to be lost is missed at every reading: that breaks nothing
            if not old.broken:
                old.look_for_faults()
        places = places_of(index, streams) if fresh else {}
        everyone = self._vault.subjects()
        finding = Finding.of(
            head,
            fresh,
            places,
            streams,
            {subject: self._numbering.of_subject(subject) for subject in everyone},
            end_known=end_known and shown == head,
            lost_in_all=len(lost),
            broken=old.broken,
        )
        noted = [(one.position, self._subject(places.get(one.position)), one.reason) for one in fresh]
        _write(new, "damage", ("position", "stream", "reason"), [*known.values(), *noted])
        return finding

    def _subject(self, number: int | None) -> bytes | None:
        subject = self._numbering.subjects.get(number or 0)
        return None if subject is None else bytes.fromhex(subject)

    def _events(self, old: OldFile, new: dbapi2.Connection, head: int) -> tuple[Streams, list[Lost], bool]:
        """Copy what is whole; the last that is given: whether rows were put right on the way."""
        streams, lost, whole = Streams(), [], []
        mended: list[Row] = []
        for found in whole_rows(old.events(head), self._numbering, self._seal_of, mended):
            streams.add(found)
            if isinstance(found, Lost):
                lost.append(found)
                continue
            whole.append(found)
            if len(whole) == _CHUNK:
                _write(new, "events", _EVENT, whole)
                whole.clear()
        _write(new, "events", _EVENT, whole)
        old.broken = old.broken or bool(mended)
        return streams, lost, bool(mended)

    def _seal_of(self, subject: str) -> Any:
        return self._vault.seal_of(subject)

    def _names(self, old: OldFile, new: dbapi2.Connection) -> None:
        """Subjects and kinds; where two places give a number different meanings, the one that we know counts."""
        ours = self._vault.subjects()
        subjects: dict[int, str] = {}
        for number, raw in _of(old.table("subjects"), (int, bytes)):
            if len(raw) == ID_LENGTH and (number not in subjects or raw.hex() in ours):
                subjects[number] = raw.hex()
        kinds: dict[int, Kind] = {}
        known = set(REGISTRY.names.values())
        for number, *rest in _of(old.table("kinds"), (int, str, int, int)):
            if number not in kinds or rest[0] in known:
                kinds[number] = Kind(*rest)
        for number, subject in _singly(subjects):
            self._numbering.give_subject(number, subject)
        for number, kind in _singly(kinds):
            self._numbering.give_kind(number, kind)
        named = self._numbering
        _write(new, "subjects", ("number", "subject"), [(n, bytes.fromhex(s)) for n, s in named.subjects.items()])
        listed = [(n, k.type, k.schema_version, k.vocabulary) for n, k in named.kinds.items()]
        _write(new, "kinds", ("kind", "type", "schema_version", "vocabulary"), listed)

    def _room(self) -> int:
        """How many events the file can hold at the most."""
        path = self._segments.path(self._number)
        size = 0
        for ending in SIDE_FILES[:2]:
            with suppress(FileNotFoundError):
                size += path.with_name(f"{path.name}{ending}").stat().st_size
        return size // LEAST_EVENT


def _of(rows: Iterable[tuple[Any, ...]], types: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The rows whose values are of these types, each first value once, except where others are to be chosen from."""
    return [row for row in rows if len(row) == len(types) and all(map(isinstance, row, types))]


def _singly(named: dict[int, Any]) -> Iterator[tuple[int, Any]]:
    """Numbers above 0 with what they stand for, in order, and nothing under two numbers."""
    seen: set[Any] = set()
    for number in sorted(named):
        if number > 0 and named[number] not in seen:
            seen.add(named[number])
            yield number, named[number]


def _write(new: dbapi2.Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]] | Row) -> None:
    """Write the rows; one whose key is there already is left out."""
    places = ", ".join("?" * len(columns))
    words = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608  # our own names
    new.executemany(words, list(rows))
