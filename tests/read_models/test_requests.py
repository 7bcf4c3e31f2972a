"""What a request row tells of the answers to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop.bootstrap import Consent
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind, RecordType
from consent_desktop.read_models import requests
from consent_desktop.read_models.rows import RequestRow, RequestState
from tests.support.stores import a_consent

E, C = RecordType.EXAMS, RecordType.CONDITIONS


def asked(consent: Consent) -> RequestRow:
    person = consent.clinic.find(THE_SYSTEM, PersonKind.PATIENT, "p")
    assert person is not None
    [request] = consent.clinic.ask(THE_SYSTEM, requests.asked_of, person.subject)
    return request


def test_what_was_allowed_is_told_while_it_waits_and_afterwards(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.ask_consent("p", "doctor", "d", ["exams", "conditions"])
        assert asked(consent).granted == ()
        consent.grant_consent("p", "doctor", "d", "exams")
        assert asked(consent).granted == (E,)
        assert asked(consent).waiting == (C,)
        consent.decline_request("p", "doctor", "d", "conditions")
        ended = asked(consent)
        assert (ended.state, ended.granted, ended.waiting) == (RequestState.PARTLY_GRANTED, (E,), ())
        consent.clinic.views.rebuild()
        assert asked(consent) == ended


@pytest.mark.parametrize(
    ("given", "told"), [("all", (RecordType.ALL,)), ("exams", (E,)), (["conditions", "exams"], (E, C))]
)
def test_of_everything(tmp_path: Path, given: str | list[str], told: tuple[RecordType, ...]) -> None:
    with a_consent(tmp_path) as consent:
        consent.ask_consent("p", "doctor", "d", "all")
        consent.grant_consent("p", "doctor", "d", given)
        assert set(asked(consent).granted) == set(told)
