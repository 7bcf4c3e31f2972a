"""What can go wrong on a server and on the way to it, as sentences."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors as pg
from sqlalchemy.exc import DBAPIError

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreForbidden,
    StoreFull,
    StoreNotFound,
    StoreReadOnly,
    StoreUnreachable,
)


class StoreUntrusted(ClinicError):
    """The server did not prove that it is the one whose address was given."""

    code = "store_untrusted"


Sentence = tuple[type[ClinicError], str]

_BUSY: Final = (StoreBusy, "Others are writing to {name}. Nothing was recorded; try again in a moment.")
_DAMAGED: Final = (StoreDamaged, "{name} is damaged. Nothing was written to it; run consent-desktop verify.")
_REFUSED: Final = (StoreForbidden, "The server refuses this login to {name}. Nothing was opened.")
_NO_DATABASE: Final = (
    StoreNotFound,
    "There is no database {name}. Nothing was made; ask the server's administrator.",
)
_UNTRUSTED: Final = (
    StoreUntrusted,
    "{name} did not prove that it is the server you named: its certificate is missing, for another name, or of an authority unknown here. Nothing was opened; name the authority's file with ?sslrootcert= in the address.",
)
_KNOWN: Final[tuple[tuple[type[psycopg.Error], Sentence], ...]] = (
    (pg.LockNotAvailable, _BUSY),
    (pg.DeadlockDetected, _BUSY),
    (pg.SerializationFailure, _BUSY),
    (pg.QueryCanceled, _BUSY),
    (pg.TooManyConnections, _BUSY),
    (pg.DiskFull, (StoreFull, "The server's disk with {name} is full. Nothing was recorded and nothing is lost.")),
    (pg.DataCorrupted, _DAMAGED),
    (pg.IndexCorrupted, _DAMAGED),
    (
        pg.ReadOnlySqlTransaction,
        (StoreReadOnly, "{name} takes no changes: it is a copy that follows another server. Nothing was recorded."),
    ),
    (
        pg.InsufficientPrivilege,
        (
            StoreForbidden,
            "This login may not do that in {name}. Nothing was recorded; have the lines of consent-desktop store init --print-grants run there.",
        ),
    ),
    (pg.InvalidCatalogName, _NO_DATABASE),
    (pg.InvalidAuthorizationSpecification, _REFUSED),
)
_AT_THE_DOOR: Final[tuple[tuple[str, Sentence], ...]] = (
    ("certificate", _UNTRUSTED),
    ("ssl", _UNTRUSTED),
    ("too many clients", _BUSY),
    ("connection slots", _BUSY),
    ('role "', _REFUSED),
    ("password", _REFUSED),
    ("authentication failed", _REFUSED),
    ("pg_hba.conf", _REFUSED),
    ("permission denied for database", _REFUSED),
    ("does not exist", _NO_DATABASE),
)
"""What a server that lets nobody in says has no code of its own, only words; in a language not known here it is unreachable."""
_UNREACHABLE: Final = (
    StoreUnreachable,
    "{name} cannot be reached. A change that was under way may have been kept or not: look before doing it again.",
)


def told_of(name: str, error: BaseException) -> ClinicError | None:
    """The sentence for a failure of the server or of the way to it; None for anything else, which is our bug."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    found = _sentence(error)
    return None if found is None else found[0](found[1].format(name=name))


def _sentence(error: BaseException) -> Sentence | None:
    for kind, sentence in _KNOWN:
        if isinstance(error, kind):
            return sentence
    if not isinstance(error, psycopg.OperationalError):
        return None
    if type(error) is psycopg.OperationalError and str(error).startswith(("connection failed", "connection is bad")):
        said = str(error).lower()
        return next((sentence for words, sentence in _AT_THE_DOOR if words in said), _UNREACHABLE)
    return _UNREACHABLE
