"""The frame of a staff window: the rail of sections at the side, the open section beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.tokens import AvatarKind, token
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.brand import Brand
from consent_desktop.desktop.widgets.rail_button import RailButton
from consent_desktop.desktop.words.people import initials
from consent_desktop.read_models.rows import PersonRow

RAIL_WIDTH = 92


def avatar_kind(person: PersonRow) -> AvatarKind:
    """The tint of the person's avatar."""
    kinds = {kind.value: kind for kind in AvatarKind}
    return kinds.get(person.kind.value, AvatarKind.STAFF)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the rail."""

    key: str
    words: str
    icon: str


class Rail(QWidget):
    """The strip of sections; it leaves out its ornaments where the window is too low for them."""

    def __init__(self, person: PersonRow, sections: Sequence[Section], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Sections"))
        self.buttons = {section.key: RailButton(section.words, section.icon, self) for section in sections}
        self._brand = Brand("", self, mark_px=44)
        self._avatar = Avatar(initials(person), avatar_kind(person), self, size=36)
        self._avatar.setToolTip(person.name or person.record_number)
        self.lock = RailButton(self.tr("Lock"), "lock-simple", self, checkable=False)
        self.lock.setToolTip(self.tr("Lock (Ctrl+L)"))
        self.finish = RailButton(self.tr("Finish"), "sign-out", self, checkable=False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 16, 8, 12)
        self._column.setSpacing(4)
        self._column.addWidget(self._brand, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(14)
        for button in self.buttons.values():
            self._column.addWidget(button)
        self._column.addStretch(1)
        self._column.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(4)
        self._column.addWidget(self.lock)
        self._column.addWidget(self.finish)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """92 wide, more where the words need it."""
        words = [button.least_width() for button in self.findChildren(RailButton)]
        self.setFixedWidth(max(RAIL_WIDTH, *(wide + 16 for wide in words)))
        self._fit()

    def _fit(self) -> None:
        buttons = self.findChildren(RailButton)
        needed = sum(button.height_for(self.width() - 16) + 4 for button in buttons) + 60
        self.lock.setVisible(self.height() > needed - 60)  # in a low window with large words the keys lock, too
        roomy = self.height() > needed + 60
        self._brand.setVisible(roomy)
        self._column.setContentsMargins(8, 16 if roomy else 4, 8, 12 if roomy else 4)
        self._column.setSpacing(4 if roomy else 1)
        self._avatar.setVisible(self.height() > needed + 64 + px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Brand and avatar only where there is room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sunken, with a line towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), token("sunken"))
        painter.setPen(token("line"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0.5 if rtl else self.width() - 0.5
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.end()


class StaffFrame(QWidget):
    """Give each section its page with `add_page`; the first one is shown. `left` when Finish is pressed, `lock_wanted` for Lock."""

    left = Signal()
    lock_wanted = Signal()
    page_shown = Signal(object)

    def __init__(self, person: PersonRow, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail = Rail(person, sections, self)
        self._pages = QStackedWidget(self)
        self._buttons = self._rail.buttons
        self._by_key: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._pages, 1)
        self._rail.finish.clicked.connect(self.left)
        self._rail.lock.clicked.connect(self.lock_wanted)
        for number, (key, button) in enumerate(self._buttons.items(), 1):
            button.clicked.connect(partial(self.show_page, key))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self.show_page, key))
        self._buttons[sections[0].key].setChecked(True)

    def add_page(self, key: str, page: QWidget) -> None:
        """The page of a section. Alt and the section's number opens it."""
        self._by_key[key] = page
        self._pages.addWidget(page)

    def show_page(self, key: str, _checked: bool = False) -> None:
        """Open a section."""
        self._buttons[key].setChecked(True)
        self._pages.setCurrentWidget(self._by_key[key])
        self.page_shown.emit(key)

    def current(self) -> str:
        """The key of the open section."""
        page = self._pages.currentWidget()
        return next(key for key, widget in self._by_key.items() if widget is page)

    def set_count(self, key: str, count: str) -> None:
        """How many wait in a section, as written; "" for none."""
        self._buttons[key].set_count(count)
