"""The words of the field: record types, actors, people and the ids by which the log knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

VOCABULARY_VERSION: Final = 1
"""Version of the list of record types. Each event names it, so that a type added later is covered by old `all` grants only."""

OPERATOR: Final = "00000000000000000000000000000001"
"""Subject id of whoever works on a plain store without having said who they are."""

SYSTEM: Final = "00000000000000000000000000000002"
"""Subject id of the program itself: reactions act as it."""

CLINIC: Final = "00000000000000000000000000000003"
"""Subject id of the clinic itself: what happens to its whole history is told in this stream."""

NOBODY_ID: Final = "00000000000000000000000000000004"
"""Subject id that stands for whoever sits at a workstation without having proved who they are."""

MAX_ID_LENGTH: Final = 128


class RecordType(StrEnum):
    """A kind of health record that a consent can name; `ALL` is everything, now and later."""

    EXAMS = "exams"
    CONSULTATIONS = "consultations"
    CONDITIONS = "conditions"
    ER_VISITS = "er_visits"
    ALL = "all"


SINGLE_TYPES: Final[tuple[RecordType, ...]] = tuple(t for t in RecordType if t is not RecordType.ALL)
"""Every record type but `all`, in the order in which they are always shown."""

EVERYTHING: Final = frozenset({RecordType.ALL})


class ActorKind(StrEnum):
    """Who may ask for, or receive, a consent. A professional is a doctor or a nurse, nothing else."""

    PATIENT = "patient"
    DOCTOR = "doctor"
    NURSE = "nurse"


class PersonKind(StrEnum):
    """Who a registered person is. Staff run the clinic's desk; a consent never names them."""

    PATIENT = "patient"
    DOCTOR = "doctor"
    NURSE = "nurse"
    RECEPTION = "reception"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


class ActingRole(StrEnum):
    """In what capacity a command is given."""

    PATIENT = "patient"
    DOCTOR = "doctor"
    NURSE = "nurse"
    RECEPTION = "reception"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    SYSTEM = "system"
    NOBODY = "nobody"
    """Nobody has signed in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The other side of a consent: its kind and its subject id."""

    kind: ActorKind
    id: str

    @property
    def acting(self) -> Acting:
        """The same person as who gives commands and asks."""
        return Acting(self.id, ActingRole(self.kind.value))


@dataclass(frozen=True, slots=True)
class Acting:
    """Who gives a command: a subject id and the role in which they act."""

    id: str
    role: ActingRole


THE_OPERATOR: Final = Acting(OPERATOR, ActingRole.OPERATOR)
THE_SYSTEM: Final = Acting(SYSTEM, ActingRole.SYSTEM)
NOBODY: Final = Acting(NOBODY_ID, ActingRole.NOBODY)
"""Who acts while nobody has signed in."""

ROLES_OF_PEOPLE: Final = tuple(ActingRole(kind.value) for kind in PersonKind)
"""The capacities in which registered people act; the others belong to no person."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a consent is for: a v3-ActReason code and the words that the person was shown."""

    code: str
    words: str


def in_order(types: Iterable[RecordType]) -> tuple[RecordType, ...]:
    """The given record types in the order of the vocabulary, each once."""
    return _ordered(frozenset(types))


@lru_cache(maxsize=64)
def _ordered(wanted: frozenset[RecordType]) -> tuple[RecordType, ...]:
    return tuple(t for t in RecordType if t in wanted)


def expand(types: Iterable[RecordType]) -> frozenset[RecordType]:
    """The record types, and for `all` each single one beside it."""
    return _expanded(frozenset(types))


@lru_cache(maxsize=64)  # there are fewer sets of record types than that
def _expanded(wanted: frozenset[RecordType]) -> frozenset[RecordType]:
    return wanted | frozenset(SINGLE_TYPES) if RecordType.ALL in wanted else wanted
