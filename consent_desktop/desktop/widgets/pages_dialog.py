"""A dialog of several pages: Back, Next, and a sentence where something is wrong."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.busy_bar import BusyBar
from consent_desktop.desktop.widgets.buttons import CancelButton, PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label


class PagesDialog(DialogFrame):
    """Subclasses add pages and say when each is filled, what is wrong with it, and what `finish` does after the last.

    No page that comes later is shown before those ahead of it are filled. Enter goes on where Next would.
    """

    def __init__(self, host: QWidget, title: str, *, size: QSize | None = None) -> None:
        super().__init__(host, title, size=size or QSize(520, 300), head=False, fit=True)
        self._pages: list[QWidget] = []
        self._at, self._busy = 0, False
        self.body_layout.setSpacing(14)
        self.body_layout.addWidget(Label(title, Role.H2, self.body))
        self.trouble = Label("", Role.BODY, self.body, color="stop")
        self.trouble.hide()
        self.body_layout.addWidget(self.trouble)
        self._bar = BusyBar(self.tr("Working"), self.body)
        self.body_layout.addWidget(self._bar)
        self.cancel_button = CancelButton(self.tr("Cancel"), self.foot)
        self.back_button = SecondaryButton(self.tr("Back"), self.foot)
        self.next_button = PrimaryButton(self.tr("Next"), self.foot)
        self.foot_layout.addWidget(self.cancel_button)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.back_button)
        self.foot_layout.addWidget(self.next_button)
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)

    def add_page(self) -> tuple[QWidget, QVBoxLayout]:
        """One more page, after those there are."""
        page = QWidget(self.body)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.body_layout.insertWidget(self.body_layout.count() - 1, page)
        self._pages.append(page)
        page.setVisible(len(self._pages) == 1)
        return page, layout

    # what subclasses are asked

    def page_ready(self, page: int) -> bool:
        """Whether the page is filled."""
        raise NotImplementedError

    def focus_page(self, page: int) -> None:
        """The keyboard comes to the page."""
        raise NotImplementedError

    def page_trouble(self, page: int) -> tuple[str, int]:
        """What keeps the person from going on, and on which page that is mended; "" for nothing."""
        return "", page

    def next_words(self, page: int) -> str:
        """What the button that goes on from the page says."""
        return self.tr("Next")

    def left_back(self, page: int) -> None:
        """The person goes back from that page."""

    def finish(self) -> None:
        """After the last page."""
        raise NotImplementedError

    # going from page to page

    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._at

    def page_count(self) -> int:
        """How many there are."""
        return len(self._pages)

    def show_page(self, number: int, trouble: str = "") -> None:
        """Go there, saying what is wrong, if anything."""
        self._at = number
        for at, page in enumerate(self._pages):
            page.setVisible(at == number)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.next_button.setText(self.next_words(number))
        self.back_button.setVisible(number > 0)
        self.update_buttons()
        self.place()
        self.focus_page(number)

    def set_busy(self, busy: bool) -> None:
        """While something is done in the background nothing can be pressed."""
        self._busy = busy
        self._bar.start() if busy else self._bar.stop()
        self.back_button.setEnabled(not busy)
        self.update_buttons()

    @Slot()
    @Slot(object)
    def update_buttons(self, _text: object = None) -> None:
        """Next works once the page is filled."""
        self.next_button.setEnabled(self.page_ready(self._at) and not self._busy)

    @Slot()
    def go_back(self) -> None:
        """One page back."""
        self.left_back(self._at)
        self.show_page(max(0, self._at - 1))

    @Slot()
    def go_on(self) -> None:
        """One page on, or after the last one: finish."""
        if not self.next_button.isEnabled():
            return
        trouble, where = self.page_trouble(self._at)
        if trouble:
            self.show_page(where, trouble)
        elif self._at < len(self._pages) - 1:
            self.show_page(self._at + 1)
        else:
            self.finish()

    def open_dialog(self) -> None:
        """Open on the first page."""
        super().open_dialog()
        self.show_page(0)
