"""Several lines of text with a hint and a counter under them. Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.in_sight import bring_whole
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import ErrorLine, FieldBox


class TextArea(QWidget):
    """At most `limit` characters (0: no limit, no counter). `text_changed(str)`."""

    text_changed = Signal(object)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, placeholder: str = "", hint: str = "", limit: int = 0,
        height: int = 112,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._limit, self._height = limit, height
        self.edit = QPlainTextEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.edit.setStyleSheet("QPlainTextEdit { background: transparent; border: 0; }")
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box = FieldBox(self.edit, self, icon="", size=ControlSize.NORMAL)
        inner = QHBoxLayout(self.box)
        inner.setContentsMargins(12, 10, 6, 8)
        inner.addWidget(self.edit)
        self._hint = Label(hint, Role.TABLE, self, color="ink2")
        self._counter = Label("", Role.TABLE, self, color="ink2", tnum=True, wrap=False)
        self._error = ErrorLine(self)
        self._error.hide()
        self._build()
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textChanged.connect(self._on_text)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()
        self._count()

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._counter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.box)
        outer.addWidget(self._error)
        outer.addLayout(foot)

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.edit.setFont(font(Role.BODY))
        self.box.setFixedHeight(px(self._height))
        self.updateGeometry()

    def text(self) -> str:
        """What stands in it."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put words in."""
        self.edit.setPlainText(text)

    def set_error(self, sentence: str) -> None:
        """Show what is wrong, also to screen readers; "" takes it away."""
        self.box.set_error(bool(sentence))
        self._error.set_sentence(sentence)
        self.edit.setAccessibleDescription(sentence)

    def _on_text(self) -> None:
        text = self.text()
        if self._limit and len(text) > self._limit:
            self.edit.setPlainText(text[: self._limit])
            self.edit.moveCursor(QTextCursor.MoveOperation.End)
            return
        self._count()
        if self.edit.hasFocus():
            bring_whole(self.edit)
        self.text_changed.emit(text)

    def _count(self) -> None:
        self._counter.setVisible(bool(self._limit))
        words = self.tr("{used} of {limit}")
        locale = self.locale()
        self._counter.setText(words.format(used=locale.toString(len(self.text())), limit=locale.toString(self._limit)))
