"""What each query of the views asks, about whom, and what of its answer is kept for those who reach only a part of it.

A query that is not named here is answered to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.reading_rights import Question, Reach
from consent_desktop.domain.vocabulary import Actor, ActorKind, PersonKind
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models import (
    at_the_door,
    checks,
    damage,
    directory,
    history,
    matrix,
    notices,
    offices,
    people,
    requests,
)
from consent_desktop.read_models.history import HistoryQuery
from consent_desktop.read_models.rows import Cell, CellState, Decision, DecisionLine, HistoryRow

About = Callable[..., Collection[str]]
"""From a query's arguments, whom it is about."""
Mine = Callable[[str | None], bool]
"""Whether that person is the one who asks, or spoken for by them."""
Arguments = tuple[Any, ...]


def _nobody(*_arguments: Any, **_named: Any) -> Collection[str]:
    return ()


def _first(subject: str, *_arguments: Any, **_named: Any) -> Collection[str]:
    return (subject,)


def _actor(actor: Actor, *_arguments: Any, **_named: Any) -> Collection[str]:
    return (actor.id,)


def _pair(patient: str, actor: Actor, *_arguments: Any, **_named: Any) -> Collection[str]:
    return (patient, actor.id)


def _of_history(query: HistoryQuery) -> Collection[str]:
    return tuple(who for who in (query.subject, query.concerning) if who is not None)


def _as_asked(_reach: Reach, arguments: Arguments) -> Arguments:
    return arguments


def _whole(_reach: Reach, _mine: Mine, answer: Any) -> Any:
    return answer


def _professionals(reach: Reach, arguments: Arguments) -> Arguments:
    kinds: Iterable[PersonKind] = arguments[1]
    if reach is Reach.PROFESSIONALS and not {k.value for k in kinds} <= {ActorKind.DOCTOR, ActorKind.NURSE}:
        raise NotAllowed("Nothing was shown: other patients are found by the whole record number and the birth date.")
    return arguments


def _without_consents(reach: Reach, arguments: Arguments) -> Arguments:
    query: HistoryQuery = arguments[0]
    return (replace(query, consents=False),) if reach is Reach.WITHOUT_CONSENTS else arguments


def _lines(reach: Reach, mine: Mine, rows: Sequence[HistoryRow]) -> list[HistoryRow]:
    """Of lines at any positions those that concern the one who asks."""
    if reach is Reach.WITHOUT_CONSENTS:
        return [row for row in rows if row.type not in history.CONSENT_TYPES]
    if reach is not Reach.OWN:
        return list(rows)
    return [row for row in rows if any(mine(who) for who in (row.by_id, row.subject_id, row.other_id))]


def _answer_only(reach: Reach, _mine: Mine, decision: Decision) -> Decision:
    if reach is not Reach.ANSWER:
        return decision
    return replace(decision, lines=tuple(map(_bare, decision.lines)))


def _bare(line: DecisionLine) -> DecisionLine:
    cell = Cell(CellState.CAN_SEE if line.permitted else CellState.NOT_SHARED)
    return DecisionLine(line.record_type, line.permitted, cell, None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks."""

    question: Question
    about: About = _nobody
    narrowed: Callable[[Reach, Arguments], Arguments] = _as_asked
    """The arguments with which those who reach only a part may ask; raises `NotAllowed` where there are none."""
    kept: Callable[[Reach, Mine, Any], Any] = _whole
    """What of the answer they are given."""
    chosen: bool = False
    """Whether what is not one's own is left out of the answer, so that asking about nobody in particular is nobody's harm."""


ASKED: Final[Mapping[Callable[..., Any], Asked]] = {
    directory.subjects: Asked(Question.DIRECTORY),
    directory.counts: Asked(Question.DIRECTORY),
    directory.rows: Asked(Question.DIRECTORY),
    directory.units: Asked(Question.DIRECTORY),
    directory.namesakes: Asked(Question.DIRECTORY),
    directory.duplicates: Asked(Question.DIRECTORY),
    directory.last_here: Asked(Question.DIRECTORY),
    offices.of_person: Asked(Question.DIRECTORY),
    people.person: Asked(Question.NAMES),
    people.people_by_id: Asked(Question.NAMES),
    at_the_door.patients_named: Asked(Question.AT_THE_DOOR),
    people.search: Asked(Question.BY_NAME, narrowed=_professionals),
    history.positions: Asked(Question.HISTORY, _of_history, narrowed=_without_consents),
    history.rows: Asked(Question.HISTORY, kept=_lines, chosen=True),
    checks.decide: Asked(Question.CHECK, _pair, kept=_answer_only),
    checks.consents: Asked(Question.SHARED, _first),
    matrix.of_patient: Asked(Question.SHARED, _first),
    matrix.of_actor: Asked(Question.REACHED, _actor),
    matrix.of_pair: Asked(Question.PAIR, _pair),
    matrix.next_end: Asked(Question.REACHED, _first),
    requests.asked_of: Asked(Question.ASKED_OF, _first),
    requests.asked_by: Asked(Question.ASKED_BY, _first),
    requests.waiting: Asked(Question.WAITING),
    notices.due: Asked(Question.DUE),
    notices.of_recipient: Asked(Question.NOTICES, _first),
    notices.to_tell: Asked(Question.TO_TELL),
    notices.parked: Asked(Question.PARKED),
    damage.unsettled: Asked(Question.DAMAGE),
    damage.subjects: Asked(Question.DAMAGED),
}
"""Every query of the views that anybody may put through the clinic."""


def asked(query: Callable[..., Any]) -> Asked:
    """What the query asks; raises `NotAllowed` for one that nobody may put."""
    found = ASKED.get(query)
    if found is None:
        raise NotAllowed("Nothing was shown: nobody may ask this.")
    return found


def readable(recorded: RecordedEvent, reach: Reach, mine: Mine) -> bool:
    """Whether an event of the log is among those that such a reach covers."""
    if reach is Reach.WITHOUT_CONSENTS:
        return recorded.type not in history.CONSENT_TYPES
    if reach is not Reach.OWN:
        return True
    actor = getattr(recorded.event, "actor", None)
    return any(mine(who) for who in (recorded.stream, recorded.actor, None if actor is None else actor.id))
