"""What the views answer with: frozen rows that may cross threads. Ids are subject ids unless a name says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from consent_desktop.domain.vocabulary import Acting, ActingRole, Actor, ActorKind, PersonKind, Purpose, RecordType


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the register."""

    subject: str
    kind: PersonKind
    record_number: str
    name: str | None
    birth_date: date | None
    specialty: str | None
    active: bool = True
    merged_into: str | None = None
    """Subject id of the entry that goes on, where this is a second entry of a person."""

    @property
    def present(self) -> bool:
        """Whether anything new may happen in this person's name."""
        return self.active and self.merged_into is None

    @property
    def acting(self) -> Acting:
        """The person as who gives commands and asks, in the role of what they are registered as."""
        return Acting(self.subject, ActingRole(self.kind.value))


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What one actor may see of a patient: the article's row, with the clinic's record numbers."""

    patient_id: str
    entity_name: str
    entity_id: str
    permissions: tuple[RecordType, ...]
    """In the vocabulary's order; `all` comes first of all, and only when an `all` grant permits every record type."""


class CellState(StrEnum):
    """What a cell of the matrix says of one patient, one actor and one record type."""

    CAN_SEE = "can_see"
    ASKED = "asked"
    NOT_SHARED = "not_shared"
    ENDED = "ended"
    SAID_NO = "said_no"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    LOST = "lost"
    """What was shared ended because part of the patient's history is damaged."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `at` is when the state came about (for `ENDED`: the end), `until` the end of what can be seen."""

    state: CellState
    at: datetime | None = None
    until: datetime | None = None
    asked: bool = False
    """Whether an open request waits behind this cell as well."""
    rests: bool = False
    """Whether what `CAN_SEE` says rests: the other is not active, so nothing can be seen, but it can be stopped."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What stands between one patient and one actor. In a patient's home `other` is the actor, elsewhere the patient."""

    other: PersonRow
    cells: dict[RecordType, Cell]
    everything: bool
    """Whether an `all` grant without exception is in force, so that later kinds are shared too."""
    last_position: int
    through_all: tuple[RecordType, ...] = ()
    """What can be seen by an `all` grant, with exceptions or without: while any is left, later kinds are shared too."""

    @property
    def permitted(self) -> tuple[RecordType, ...]:
        """The record types that can be seen."""
        return tuple(t for t in self.held if not self.cells[t].rests)

    @property
    def held(self) -> tuple[RecordType, ...]:
        """The record types that are shared, even while that rests: what can be stopped."""
        return tuple(t for t, cell in self.cells.items() if cell.state is CellState.CAN_SEE)

    @property
    def asked(self) -> tuple[RecordType, ...]:
        """The record types that wait for an answer."""
        return tuple(t for t, cell in self.cells.items() if cell.state is CellState.ASKED or cell.asked)


class RequestState(StrEnum):
    """Where a request stands, or how it ended."""

    OPEN = "open"
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LOST = "lost"
    """Nobody answered it: part of the patient's history was damaged, and nothing of it waits any more."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request with both sides as the register knows them."""

    request_id: str
    position: int
    patient: PersonRow
    asker: PersonRow
    record_types: tuple[RecordType, ...]
    waiting: tuple[RecordType, ...]
    """What still waits for an answer; for `all` it holds `all` until part of it was answered."""
    granted: tuple[RecordType, ...]
    """What the patient allowed of it until now; for `all` it holds `all` where nothing was left out."""
    state: RequestState
    purpose: Purpose | None
    until: datetime | None
    note: str | None
    asked_at: datetime
    ended_at: datetime | None

    @property
    def actor(self) -> Actor:
        """The asker as a consent names them."""
        return Actor(ActorKind(self.asker.kind.value), self.asker.subject)


class Outcome(StrEnum):
    """The answer of a check. Deny is the default."""

    PERMIT = "permit"
    DENY = "deny"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """The answer for one record type and the event that it rests on (None: there never was one)."""

    record_type: RecordType
    permitted: bool
    cell: Cell
    position: int | None
    until: datetime | None
    since: datetime | None = None
    """When the event at `position` came about."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a check, as of one position of the log."""

    outcome: Outcome
    lines: tuple[DecisionLine, ...]
    position: int
    at: datetime
    rests: bool = False
    """Whether nothing is permitted because the actor is not active, or a second entry of somebody."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event as a line of the history; names are None where the register has none."""

    position: int
    type: str
    recorded_at: datetime
    effective_at: datetime
    by: PersonRow | None
    by_id: str
    subject: PersonRow | None
    other: PersonRow | None
    record_types: tuple[RecordType, ...]
    purpose: str | None
    until: datetime | None
    erased: bool
    subject_id: str = ""
    other_id: str | None = None
    detail: str = ""
    """What else makes the event what it is, in the words of the field: a role, a unit, a reason, a state."""
    second: PersonRow | None = None
    """Who approved it, where it took two."""


class NoticeStatus(StrEnum):
    """Where a notice stands: due means that it is still to be raised."""

    DUE = "due"
    WAITING = "waiting"
    SEEN = "seen"
    PARKED = "parked"
    PRINTED = "printed"
    PHONED = "phoned"


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something that a person is to be told."""

    notice_id: str
    status: NoticeStatus
    recipient: str
    event: HistoryRow
    reason: str | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody whom the desk is to tell of something."""

    recipient: PersonRow
    notice: NoticeRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """A patient with requests that wait for an answer; not what they ask."""

    patient: PersonRow
    requests: int
    since: datetime
    """When the oldest of them was made."""
