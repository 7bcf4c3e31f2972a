"""Events as other services get them: CloudEvents 1.0 in JSON, one a line.

The place in the log travels as `position`, so that who asks for the rest names the last one they have. A person's name and
record number are in the data of `PersonRegistered` and `PersonAmended` and nowhere else; everywhere else a person is a
subject id. An event whose body was erased is sent without data, under a type that says so.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from consent_desktop.domain.events import Erased
from consent_desktop.event_store.codec import REGISTRY
from consent_desktop.event_store.envelope import from_micros
from consent_desktop.event_store.recorded import RecordedEvent

PREFIX: Final = "consent-desktop"


def source_of(store_id: str) -> str:
    """The name under which a store's events are sent."""
    return f"urn:{PREFIX}:{store_id}"


def cloud_event(recorded: RecordedEvent, source: str) -> dict[str, Any]:
    """The event's attributes and, unless it was erased, its data, in the order in which they are written."""
    envelope = recorded.envelope
    attributes: dict[str, Any] = {
        "specversion": "1.0",
        "id": envelope.event_id,
        "source": source,
        "type": f"{PREFIX}.{envelope.type}.v{envelope.schema_version}.erased",
        "subject": envelope.stream,
        "time": _said(envelope.recorded),
        "position": envelope.position,
        "streamversion": envelope.stream_version,
        "correlationid": envelope.correlation,
        "actor": envelope.actor,
        "effectivetime": _said(envelope.effective),
        "chainhash": recorded.chain.hex(),
    }
    if envelope.causation is not None:
        attributes["causationid"] = envelope.causation
    if not isinstance(recorded.event, Erased):
        form = REGISTRY.form_of(recorded.event)  # an older event was brought up to the form that is sent
        attributes["type"] = f"{PREFIX}.{form.name}.v{form.schema_version}"
        attributes["datacontenttype"] = "application/json"
        attributes["data"] = msgspec.Raw(form.encode(recorded.event))
    return attributes


def line(recorded: RecordedEvent, source: str) -> str:
    """The event as one line of JSON, without its end."""
    return msgspec.json.encode(cloud_event(recorded, source)).decode()


def _said(micros: int) -> str:
    return from_micros(micros).isoformat(timespec="microseconds").replace("+00:00", "Z")
