"""The rules of notices: raised once for each event that tells somebody something, seen once, parked when it failed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from consent_desktop.domain.commands import MarkNoticeSeen, NoteTold, NoticeCommand, ParkNotice, RaiseNotice
from consent_desktop.domain.context import Context
from consent_desktop.domain.errors import NoticeNotFound
from consent_desktop.domain.events import NoticeParked, NoticeRaised, NoticeSeen, NoticeTold

NoticeEvent = NoticeRaised | NoticeParked | NoticeSeen | NoticeTold


class NoticeState(StrEnum):
    """Where a notice stands."""

    WAITING = "waiting"
    SEEN = "seen"
    PARKED = "parked"
    PRINTED = "printed"
    PHONED = "phoned"


def decide(states: Mapping[str, NoticeState], command: NoticeCommand, context: Context) -> list[NoticeEvent]:
    """The events that the command leads to; raising or seeing a second time leads to none."""
    state = states.get(command.notice_id)
    subject, notice_id, now = command.recipient, command.notice_id, context.now
    match command:
        case RaiseNotice():
            if state is not None and state is not NoticeState.PARKED:
                return []
            return [NoticeRaised(subject=subject, effective_at=now, notice_id=notice_id)]
        case ParkNotice():
            if state is not None:
                return []
            return [NoticeParked(subject=subject, effective_at=now, notice_id=notice_id, reason=command.reason)]
        case MarkNoticeSeen():
            if state is None:
                raise NoticeNotFound("Nothing was recorded: there is no such notice.")
            if state is NoticeState.SEEN:
                return []
            return [NoticeSeen(subject=subject, effective_at=now, notice_id=notice_id)]
        case NoteTold():
            if state is None:
                raise NoticeNotFound("Nothing was recorded: there is no such notice.")
            if state in (NoticeState.SEEN, _TOLD[command.how]):
                return []  # who has read it needs not be told
            return [NoticeTold(subject=subject, effective_at=now, notice_id=notice_id, how=command.how)]
        case _:
            raise TypeError(type(command).__name__)


def state_after(event: NoticeEvent) -> NoticeState:
    """Where the notice stands after the event."""
    if isinstance(event, NoticeTold):
        return _TOLD[event.how]
    return _AFTER[type(event)]


_TOLD: Final[Mapping[str, NoticeState]] = {"printed": NoticeState.PRINTED, "phone": NoticeState.PHONED}
_AFTER: Final[Mapping[type[NoticeEvent], NoticeState]] = {
    NoticeRaised: NoticeState.WAITING,
    NoticeParked: NoticeState.PARKED,
    NoticeSeen: NoticeState.SEEN,
}
