"""About this program: its version and licence, and under "Licences" every part that travels with it, whole."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version

from PySide6.QtCore import QSize, Slot, qVersion
from PySide6.QtWidgets import QWidget

from consent_desktop.application import licences
from consent_desktop.application.update_notice import UpdateNotice, newer_than
from consent_desktop.desktop.clipboard import put_on_clipboard
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import QuietButton, SecondaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.words.dates import long_day
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError


class AboutDialog(DialogFrame):
    """The licences are read in the background; until they are there the area says so."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        title = self.tr("About Consent Desktop")
        super().__init__(host, title, size=QSize(760, 640), closable=False)
        self.set_head(Label(title, Role.H2, self.head))
        self.body_layout.setSpacing(12)
        self._versions = self.tr("Version {version}, with Qt {qt}. MIT licence.").format(
            version=version("consent-desktop"), qt=qVersion()
        )
        self.body_layout.addWidget(Label(self._versions, Role.BODY, self.body))
        told = self.tr(
            "It sends nothing to anybody and never changes itself. Qt and psycopg are used under the LGPL: they lie as "
            "separate files in the program's folder and may be replaced."
        )
        self.body_layout.addWidget(Label(told, Role.BODY, self.body, color="ink2"))
        self.newer = Label("", Role.BODY, self.body)
        self.newer.hide()
        self.body_layout.addWidget(self.newer)
        self.body_layout.addWidget(Label(self.tr("Licences"), Role.H3, self.body))
        self.texts = TextArea(self.tr("Licences of every part"), self.body, height=250)
        self.texts.edit.setReadOnly(True)
        self.texts.set_text(self.tr("Being read"))
        self.body_layout.addWidget(self.texts)
        self.body_layout.addStretch(1)
        self.copy = QuietButton(self.tr("Copy the version"), self.foot)
        self.close_here = SecondaryButton(self.tr("Close"), self.foot)
        self.foot_layout.addWidget(self.copy)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.close_here)
        self.copy.clicked.connect(self._copy)
        self.close_here.clicked.connect(self.reject)
        workspace.query(self, partial(newer_than, version("consent-desktop")), self._newer_came, self._no_notice)
        workspace.query(self, licences.whole_text, self._came, self._failed)

    def _came(self, text: str) -> None:
        self.texts.set_text(text)

    def _failed(self, error: ConsentDesktopError) -> None:
        self.texts.set_text(str(error))

    def _newer_came(self, notice: UpdateNotice | None) -> None:
        if notice is not None:
            words = self.tr(
                "Version {version} is there since {day}: {words} Whoever looks after this computer installs it."
            )
            day = long_day(notice.since)
            self._tell(words.format(version=notice.version, day=day, words=notice.words))

    def _no_notice(self, error: ConsentDesktopError) -> None:
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self.newer.setText(words)
        self.newer.show()

    @Slot()
    def _copy(self) -> None:
        put_on_clipboard(self._versions)
        self.copy.setText(self.tr("Copied"))
