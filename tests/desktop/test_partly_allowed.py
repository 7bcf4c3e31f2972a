"""A request that was allowed in part says which kinds, to the patient and to who asked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.patient.requests_page import RequestsPage as PatientsRequests
from consent_desktop.desktop.professional.requests_page import RequestsPage as ProfessionalsRequests
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import AskConsent, DeclineRequest, GrantConsent
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind, RecordType
from consent_desktop.read_models import requests
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import PersonRow
from tests.desktop.clinics import found, give

E, D, R = RecordType.EXAMS, RecordType.CONDITIONS, RecordType.ER_VISITS
WORDS = "Allowed: exams. Not allowed: conditions and ER visits."


def answered_in_part(clinic: Clinic, asker: PersonRow) -> PersonRow:
    """Eva Lang allows one of three kinds; gives her."""
    eva, actor = found(clinic, PersonKind.PATIENT, "1"), actor_of(asker)
    give(clinic, asker, AskConsent(patient=eva.subject, actor=actor, record_types=frozenset({E, D, R})))
    give(clinic, eva, GrantConsent(patient=eva.subject, actor=actor, record_types=frozenset({E})))
    give(clinic, eva, DeclineRequest(patient=eva.subject, actor=actor, record_types=frozenset({D, R})))
    return eva


def said(page: PatientsRequests | ProfessionalsRequests) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_the_patients_page(qtbot: QtBot, plain: Workspace) -> None:
    eva = answered_in_part(plain.clinic, found(plain.clinic, PersonKind.DOCTOR, "7"))
    page = PatientsRequests(plain, eva)
    qtbot.addWidget(page)
    page.resize(1280, 764)
    page.show()
    assert wait_until(lambda: WORDS in said(page))
    assert "Partly allowed on 12 March 2026" in said(page)


def test_the_professionals_page(qtbot: QtBot, plain: Workspace) -> None:
    doctor = found(plain.clinic, PersonKind.DOCTOR, "7")
    answered_in_part(plain.clinic, doctor)
    host = QWidget()
    qtbot.addWidget(host)
    page = ProfessionalsRequests(plain.clinic.zone, host)
    page.set_requests(plain.clinic.ask(THE_SYSTEM, requests.asked_by, doctor.subject))
    host.show()
    assert WORDS in said(page)
    assert "Partly allowed" in said(page)
