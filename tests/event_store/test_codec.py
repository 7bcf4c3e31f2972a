"""How bodies are written, with forms made here and now: names, defaults, what is refused, and both ways of reading."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest

from consent_desktop.domain.events import Event
from consent_desktop.event_store.codec import REGISTRY, BodyForm, Registry, UnknownEventType
from consent_desktop.event_store.envelope import to_micros
from tests.support.stores import NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain(Event):
    """A field with a default before one without, as only keywords allow."""

    note: str | None = None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneField(Event):
    """One field of its own."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare(Event):
    """Nothing but what the envelope holds."""


PLAIN = Plain(subject="a" * 32, effective_at=NOW, note="hello", number=7)
WHEN = to_micros(NOW)


def test_a_body_holds_what_the_envelope_does_not_and_no_defaults() -> None:
    form = BodyForm(Plain, 1)
    assert (form.name, form.schema_version, form.struct.__name__) == ("Plain", 1, "PlainBody")
    assert form.encode(PLAIN) == b'{"note":"hello","number":7}'
    assert form.encode(Plain(subject="a" * 32, effective_at=NOW, number=0)) == b'{"number":0}'


def test_what_was_written_is_read_again() -> None:
    events: list[Event] = [
        PLAIN,
        Plain(subject="b" * 32, effective_at=NOW, number=0),
        OneField(subject="c" * 32, effective_at=NOW, number=3),
    ]
    registry = Registry([BodyForm(Plain, 1), BodyForm(OneField, 1)])
    for event in events:
        form = registry.form_of(event)
        assert registry.decode(form.name, 1, form.encode(event), event.subject, WHEN) == event
    assert registry.names == {Plain: "Plain", OneField: "OneField"}


@pytest.mark.parametrize("body", [b'{"number":7,"more":1}', b"{}", b'{"number":"7"}', b"[7]", b""])
def test_a_body_of_another_form_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        BodyForm(Plain, 1).decode(body, "a" * 32, WHEN)


def test_what_this_program_cannot_read_is_named() -> None:
    registry = Registry([BodyForm(Plain, 2)])
    for name, version in (("Plain", 3), ("Bare", 1)):
        with pytest.raises(UnknownEventType, match=f"a {name} of version {version}"):
            registry.decoder(name, version)
    with pytest.raises(KeyError):
        registry.decoder("Plain", 1)  # an upcaster that is missing is our own mistake


def test_upcasters_run_from_the_version_found_on() -> None:
    registry = Registry(
        [BodyForm(Plain, 3)],
        {
            ("Plain", 1): lambda fields: {"number": fields["n"]},
            ("Plain", 2): lambda fields: {**fields, "note": "brought up"},
        },
    )
    expected = Plain(subject="a" * 32, effective_at=NOW, note="brought up", number=9)
    assert registry.decode("Plain", 1, b'{"n":9}', "a" * 32, WHEN) == expected
    assert registry.decode("Plain", 2, b'{"number":9}', "a" * 32, WHEN) == expected
    with pytest.raises(msgspec.ValidationError):
        registry.decode("Plain", 1, b'{"n":"nine"}', "a" * 32, WHEN)


def test_the_forms_in_use_are_those_that_would_be_made_today() -> None:
    for event_type, name in REGISTRY.names.items():
        used = vars(REGISTRY)["_forms"][name]
        fresh = BodyForm(event_type, used.schema_version, used.reads_from)
        assert msgspec.json.schema(fresh.struct) == msgspec.json.schema(used.struct)


def test_a_version_that_only_added_fields_reads_the_older_bodies_as_they_are() -> None:
    form = BodyForm(Plain, 2, reads_from=1)
    registry = Registry([form])
    older = Plain(subject="a" * 32, effective_at=NOW, number=9)
    assert registry.decode("Plain", 1, b'{"number":9}', "a" * 32, WHEN) == older
    assert registry.decoder("Plain", 1) == registry.decoder("Plain", 2) == form.decode
    with pytest.raises(UnknownEventType):
        registry.decoder("Plain", 3)
