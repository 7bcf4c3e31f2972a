"""A one-line field with leading icon, Clear, and an error sentence under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, line_px, px, type_scale
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.buttons import CancelButton
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.keycap import Keycap
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, draw_icon, smooth


class FieldBox(QFrame):
    """The painted frame around an editor. It asks `erroneous` and the editor's state."""

    def __init__(self, editor: QWidget, parent: QWidget | None, *, icon: str, size: ControlSize) -> None:
        super().__init__(parent)
        self._editor, self._icon, self._size, self._error = editor, icon, size, False
        self._hovered = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        editor.setProperty("ringHost", self)

    def set_error(self, error: bool) -> None:
        """Show the error border."""
        self._error = error
        self.update()

    def icon_room(self) -> int:
        """What the leading icon takes."""
        return px(22) + 9 if self._icon else 0

    def height_wanted(self) -> int:
        """The control height, or more for larger text."""
        return max(int(self._size), line_px(Role.BODY, self._size.touch) + (12 if self._size.dense else 16))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the text is a press on the text."""
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame and icon."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        smooth(painter)
        enabled = self.isEnabled()
        fill = "surface" if enabled else "sunken"
        if enabled and self.underMouse() and not self._editor.hasFocus():
            fill = "hover"
        line, width = ("line_strong" if enabled else "line", 1)
        if self._error:
            line, width = "stop_solid", 2
        box(painter, self.rect(), self._size.radius, fill, line, width)
        if self._icon:
            size = px(22)
            x = self.width() - 16 - size if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 16
            draw_icon(painter, x, round((self.height() - size) / 2), size, self._icon, Weight.BOLD,
                      "ink" if enabled else "ink3")  # fmt: skip
        painter.end()


class ErrorLine(QWidget):
    """A warning icon and a sentence in the stop colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        self._label = Label("", Role.TABLE, self, color="stop")
        layout.addWidget(self._label)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Room for the icon before the sentence."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(24), 6, 0, 0)

    def set_sentence(self, sentence: str) -> None:
        """Show it, or hide with ""."""
        self._label.setText(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon beside the first line."""
        painter = QPainter(self)
        smooth(painter)
        size = px(16)
        x = self.width() - size if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        y = 6 + round((line_px(Role.TABLE) - size) / 2)
        draw_icon(painter, x, y, size, "warning-circle", Weight.FILL, "stop")
        painter.end()


class TextField(QWidget):
    """Use `line_edit` for anything a QLineEdit can do. `text_changed(str)`, `returned()`.

    `clear_word` writes the word beside the cross of Clear; `keys` is a shortcut that an empty field shows.
    """

    text_changed = Signal(object)
    returned = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, placeholder: str = "", icon: str = "",
        size: ControlSize = ControlSize.NORMAL, clearable: bool = False, clear_word: bool = False, keys: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._size, self._clearable = size, clearable
        self.line_edit = QLineEdit(self)
        self.line_edit.setFrame(False)
        self.line_edit.setAccessibleName(name)
        self.line_edit.setPlaceholderText(placeholder)
        self.line_edit.setStyleSheet("background: transparent; border: 0; padding: 0;")
        self.line_edit.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.box = FieldBox(self.line_edit, self, icon=icon, size=size)
        least = min(size, ControlSize.STAFF)
        self._clear: PaintedButton = (
            CancelButton(self.tr("Clear"), self.box, icon="x", size=least)
            if clear_word
            else IconButton(self.tr("Clear"), "x", self.box, size=least, icon_px=16)
        )
        self._keycap = Keycap(keys, self.box)
        self._keycap.setVisible(bool(keys))
        self._clear.hide()
        self._error = ErrorLine(self)
        self._error.hide()
        self._build()
        self.setFocusProxy(self.line_edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line_edit.installEventFilter(self)
        self.line_edit.textChanged.connect(self._on_text)
        self.line_edit.returnPressed.connect(self.returned)
        self._clear.clicked.connect(self.clear)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    def _build(self) -> None:
        self._inner = QHBoxLayout(self.box)
        self._inner.setSpacing(4)
        self._inner.addWidget(self.line_edit, 1)
        self._inner.addWidget(self._keycap)
        self._inner.addWidget(self._clear)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.box)
        outer.addWidget(self._error)

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.line_edit.setFont(font(Role.TABLE if self._size.dense else Role.BODY, touch=self._size.touch))
        edge = 0 if self._size <= ControlSize.STAFF else 2
        worded = isinstance(self._clear, CancelButton)
        end = 4 if self._clearable and not worded and not self._keycap.text() else 12
        self._inner.setContentsMargins(16 + self.box.icon_room(), edge, end, edge)
        self.box.setFixedHeight(self.box.height_wanted())
        self.line_edit.setMinimumHeight(line_px(Role.BODY, self._size.touch))
        self.updateGeometry()

    def text(self) -> str:
        """What stands in the field."""
        return self.line_edit.text()

    def set_text(self, text: str) -> None:
        """Put words into the field."""
        self.line_edit.setText(text)

    def name_clear(self, name: str) -> None:
        """Call Clear something of its own, where a window has several."""
        self._clear.setAccessibleName(name)

    def clear(self) -> None:
        """Empty the field and stay in it."""
        self.line_edit.clear()
        self.line_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, sentence: str) -> None:
        """Show what is wrong, also to screen readers; "" takes it away."""
        self.box.set_error(bool(sentence))
        self._error.set_sentence(sentence)
        self.line_edit.setAccessibleDescription(sentence)
        self.updateGeometry()

    def add_action(self, action: QAction) -> None:
        """An action whose shortcut works in the field."""
        self.line_edit.addAction(action)

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(self._clearable and bool(text))
        self._show_keycap()
        self.text_changed.emit(text)

    def _show_keycap(self) -> None:
        """Only where it hides nothing that is written."""
        words = self.line_edit.fontMetrics().horizontalAdvance(self.line_edit.placeholderText())
        margins = self._inner.contentsMargins()
        taken = words + self._keycap.sizeHint().width() + margins.left() + margins.right() + 2 * 8
        self._keycap.setVisible(bool(self._keycap.text()) and not self.text() and taken <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for the shortcut, or none."""
        super().resizeEvent(event)
        self._show_keycap()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame shows focus and hover of the editor."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange):
            self.box.update()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Room for some letters; the error sentence wraps."""
        hint = super().minimumSizeHint()
        return QSize(max(hint.width(), px(140) + self.box.icon_room()), hint.height())
