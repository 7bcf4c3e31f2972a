"""An event as JSON in the domain's words: its envelope, and what was sealed in it."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from consent_desktop.domain.vocabulary import in_order
from consent_desktop.event_store.envelope import from_micros
from consent_desktop.event_store.recorded import RecordedEvent

_IN_ENVELOPE: Final = frozenset({"subject", "effective_at"})


def as_dict(recorded: RecordedEvent) -> dict[str, Any]:
    """The event as plain values; fields of the body that are None are left out."""
    envelope = recorded.envelope
    return {
        "position": envelope.position,
        "event_id": envelope.event_id,
        "type": envelope.type,
        "schema_version": envelope.schema_version,
        "subject": envelope.stream,
        "stream_version": envelope.stream_version,
        "recorded_at": _moment(from_micros(envelope.recorded)),
        "effective_at": _moment(from_micros(envelope.effective)),
        "acting": envelope.actor,
        "correlation": envelope.correlation,
        "causation": envelope.causation,
        "command_id": envelope.command_id,
        "vocabulary_version": envelope.vocabulary,
        "body": _body(recorded),
        "chain": recorded.chain.hex(),
    }


def as_json(recorded: RecordedEvent) -> str:
    """The event as indented JSON."""
    return json.dumps(as_dict(recorded), indent=2, ensure_ascii=False)


def _body(recorded: RecordedEvent) -> dict[str, Any]:
    event = recorded.event
    values = {f.name: getattr(event, f.name) for f in dataclasses.fields(event) if f.name not in _IN_ENVELOPE}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return [kind.value for kind in in_order(value)]
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value
