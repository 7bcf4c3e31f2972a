"""Snapshots: states of very long streams, kept so that they need not be folded from their first event. A cache.

A snapshot counts only for the log that it was made from (the chain hash at its version is compared) and for the very code
that made it (a fingerprint of the rules): anything else is folded from the events, as if there were none.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import logging
import marshal
import pkgutil
from functools import lru_cache
from typing import Any, Final, get_type_hints

import msgspec
from sqlalchemy import bindparam, select

from consent_desktop import domain
from consent_desktop.domain.aggregate import SubjectState
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.relations import Relation
from consent_desktop.domain.vocabulary import Actor
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.statements import Prepared
from consent_desktop.read_models.tables import overwriting, snapshots

WORTH_IT: Final = 10_000
"""Events of a stream from which on a snapshot is kept: below that folding takes less time than anybody notices."""
EVERY: Final = 1_000
"""Events after which a newer one is kept."""

_columns = ["stream", "version", "chain", "fingerprint", "state"]
_KEEP: Final = Prepared(lambda insert: overwriting(insert(snapshots), ["stream"], _columns[1:]), _columns)
_KEPT: Final = Prepared(
    select(*(snapshots.c[name] for name in _columns[1:])).where(snapshots.c.stream == bindparam("stream")), ["stream"]
)
_VERSIONS: Final = Prepared(select(snapshots.c.stream, snapshots.c.version), [])

log = logging.getLogger(__name__)


def _form() -> Any:
    """How a state is written: its fields as they are, but relations as pairs, since an actor is no key of JSON."""
    hints = get_type_hints(SubjectState) | {"relations": list[tuple[Actor, Relation]]}
    return msgspec.defstruct("State", [(f.name, hints[f.name]) for f in dataclasses.fields(SubjectState)])


_FORM: Final[Any] = _form()


def written(state: SubjectState) -> bytes:
    """The state as bytes."""
    fields = {f.name: getattr(state, f.name) for f in dataclasses.fields(state)}
    return msgspec.json.encode(_FORM(**fields | {"relations": list(state.relations.items())}))


def read(content: bytes) -> SubjectState:
    """The state in such bytes; raises `msgspec.MsgspecError` where they are not of this form."""
    form = msgspec.json.decode(content, type=_FORM)
    fields = {f.name: getattr(form, f.name) for f in dataclasses.fields(SubjectState)}
    return SubjectState(**fields | {"relations": dict(form.relations)})


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A hash over the code of every rule: a state folded by other rules is not this program's."""
    total = hashlib.sha256()
    for module in sorted(pkgutil.iter_modules(domain.__path__), key=lambda found: found.name):
        spec = importlib.util.find_spec(f"{domain.__name__}.{module.name}")
        loader: Any = spec.loader if spec is not None else None
        total.update(marshal.dumps(loader.get_code(f"{domain.__name__}.{module.name}")))
    return total.hexdigest()


class Snapshots:
    """The snapshots in the views' database."""

    def __init__(self, database: Database, store: EventStore) -> None:
        self._database = database
        self._store = store
        self._kept: dict[str, int] | None = None
        """Version of each stream's snapshot, as far as this program knows: few streams have one, so most need not ask."""

    def load(self, stream: str) -> tuple[SubjectState, int] | None:
        """The newest kept state that this log and this program can rely on, with the version that it was folded up to."""
        try:
            if stream not in self._known():
                return None
            with self._database.reading() as link:
                row = link.first(_KEPT, bytes.fromhex(stream))
        except ClinicError as error:  # a cache that cannot be read stops no command
            log.info("no snapshot read: %s", error.code)
            return None
        if row is None:
            return None
        version, chain, made_by, content = row
        last = next(self._store.read_stream(stream, version - 1, version), None)
        if made_by != fingerprint() or last is None or last.chain != chain:
            return None
        try:
            state = read(content)
        except msgspec.MsgspecError:
            return None
        self._known()[stream] = version
        return state, version

    def _known(self) -> dict[str, int]:
        if self._kept is None:
            with self._database.reading() as link:
                self._kept = {stream.hex(): version for stream, version in link.all(_VERSIONS)}
        return self._kept

    def offer(self, stream: str, state: SubjectState, version: int) -> None:
        """Keep the state if the stream is long and its last snapshot old. Never fails a command: a cache is not worth it."""
        if version < WORTH_IT:
            return
        try:
            if version - self._known().get(stream, 0) < EVERY:
                return
            last = next(self._store.read_stream(stream, version - 1, version))
            with self._database.writing() as link:
                link.run(_KEEP, bytes.fromhex(stream), version, last.chain, fingerprint(), written(state))
        except (ClinicError, StopIteration) as error:
            log.info("no snapshot kept: %s", getattr(error, "code", "nothing there"))
        else:
            self._known()[stream] = version
