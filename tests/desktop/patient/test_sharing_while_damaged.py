"""While part of a patient's history is damaged, sharing says why it waits and opens no dialog."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.sharing.share_dialog import ShareDialog
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.events import HistoryDamaged
from consent_desktop.event_store.recorded import Expected
from tests.desktop.clinics import HELENA
from tests.desktop.patient.test_who_page import Stage
from tests.support.stores import origin

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def test_share_explains_what_has_to_be_settled_first(qtbot: QtBot, demonstration: Workspace) -> None:
    stage = Stage(qtbot, demonstration, HELENA)
    subject = stage.patient.subject
    told = HistoryDamaged(subject=subject, effective_at=stage.clinic.now(), lost=())
    stage.clinic.log.append(subject, Expected.ANY, [told], origin())
    stage.clinic.catch_up()
    stage.page.refresh()
    qtbot.waitUntil(lambda: bool(stage.page.picture() and stage.page.picture().damaged))  # type: ignore[union-attr]
    stage.page.share()
    [toast] = stage.window.findChildren(Toast)
    said = " ".join(label.text() for label in toast.findChildren(Label))
    assert "The privacy officer has to settle that first" in said
    assert stage.window.findChildren(ShareDialog) == []
