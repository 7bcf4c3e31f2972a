"""A notice that the bus refused three times stands in the windows of whom it was for, with what to do."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.desktop.patient.requests_page import RequestsPage
from consent_desktop.desktop.professional.home import ProfessionalHome
from consent_desktop.desktop.professional.notices_panel import NoticesPanel
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.widgets.buttons import KitButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import AskConsent, DeclineRequest, RaiseNotice
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind, RecordType
from consent_desktop.event_store.errors import StoreBusy
from consent_desktop.read_models.matrix import actor_of
from tests.desktop.clinics import found, give

KINDS = frozenset({RecordType.EXAMS})


@pytest.fixture
def refusing(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A clinic whose real bus fails on each RaiseNotice."""
    bus = plain.clinic._bus
    real = bus.dispatch

    def dispatch(dispatch: Dispatch) -> Any:
        if isinstance(dispatch.command, RaiseNotice):
            raise StoreBusy("busy")
        return real(dispatch)

    monkeypatch.setattr(bus, "dispatch", dispatch)
    return plain


def asked(clinic: Clinic) -> None:
    """Dr Ole Berg asks Eva Lang."""
    patient, doctor = found(clinic, PersonKind.PATIENT, "1"), found(clinic, PersonKind.DOCTOR, "7")
    give(clinic, doctor, AskConsent(patient=patient.subject, actor=actor_of(doctor), record_types=KINDS))
    clinic.settle()


def said(widget: Any) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def test_the_patient_sees_it(qtbot: QtBot, refusing: Workspace) -> None:
    asked(refusing.clinic)
    assert len(refusing.clinic.parked_notices(THE_SYSTEM)) == 1
    page = RequestsPage(refusing, found(refusing.clinic, PersonKind.PATIENT, "1"))
    qtbot.addWidget(page)
    page.resize(1280, 764)
    page.show()
    assert wait_until(lambda: "What you should know" in said(page))
    assert "Dr Ole Berg asks to see your exams." in said(page)
    assert any("could not record" in words and "Please tell the desk." in words for words in said(page))
    names = [b.accessibleName() for b in page.findChildren(KitButton) if b.isVisible()]
    assert not any(name.startswith("Mark as seen") for name in names)


def test_the_professional_sees_it(qtbot: QtBot, refusing: Workspace) -> None:
    clinic = refusing.clinic
    asked(clinic)
    patient, doctor = found(clinic, PersonKind.PATIENT, "1"), found(clinic, PersonKind.DOCTOR, "7")
    give(clinic, patient, DeclineRequest(patient=patient.subject, actor=actor_of(doctor), record_types=KINDS))
    clinic.settle()
    assert len(clinic.parked_notices(THE_SYSTEM)) == 2
    home = ProfessionalHome(refusing, doctor)
    qtbot.addWidget(home)
    home.resize(1280, 764)
    with qtbot.waitExposed(home):
        home.show()
    assert wait_until(lambda: "1" in home.patients.bell.accessibleName())
    home.open_notices()
    panel = home._panel
    assert isinstance(panel, NoticesPanel)
    assert wait_until(lambda: "Could not be recorded" in said(panel))
    assert "Eva Lang said no to your request." in said(panel)
    assert any("tried three times" in words and "Tell whoever looks after" in words for words in said(panel))
    panel.reject()
