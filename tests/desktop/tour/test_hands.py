"""The hands reach only what a person could: these tests are why the stories can be believed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consent_desktop.desktop.tour.hands import By, CannotDo, Hands, wait_until


class Room(QWidget):
    """A window with a button that counts, and a field."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(400, 300)
        self.column = QVBoxLayout(self)
        self.button = QPushButton("Allow", self)
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Name")
        self.column.addWidget(self.field)
        self.column.addWidget(self.button)
        self.pressed = 0
        self.button.clicked.connect(self.count)

    def count(self) -> None:
        self.pressed += 1


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    made = Room()
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


@pytest.mark.parametrize("by", list(By))
def test_what_a_person_can_press_is_pressed(room: Room, by: By) -> None:
    hands = Hands(room, by, 1000)
    hands.press("Allow")
    assert wait_until(lambda: room.pressed == 1, 1000)
    hands.write("Name", "Helena")
    assert room.field.text() == "Helena"
    hands.write("Name", "Ana")
    assert room.field.text() == "Ana"
    assert hands.take_account() == [
        f"{by}: press “Allow”", f"{by}: write “Helena” into “Name”", f"{by}: write “Ana” into “Name”",
    ]  # fmt: skip
    assert hands.take_account() == []


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("hindrance", ["disabled", "hidden", "another of that name", "covered", "outside"])
def test_what_a_person_cannot_press_is_not(room: Room, by: By, hindrance: str) -> None:
    if hindrance == "disabled":
        room.button.setEnabled(False)
    elif hindrance == "hidden":
        room.button.hide()
    elif hindrance == "another of that name":
        room.column.addWidget(QPushButton("Allow", room))
    elif hindrance == "covered":
        cover = QWidget(room)
        cover.setGeometry(room.rect())
        cover.show()
    else:
        room.column.removeWidget(room.button)
        room.button.move(1000, 1000)
    with pytest.raises(CannotDo, match="cannot press “Allow”"):
        Hands(room, by, 300).press("Allow")
    assert room.pressed == 0


@pytest.mark.parametrize("by", list(By))
def test_what_was_scrolled_away_is_scrolled_to(room: Room, by: By) -> None:
    area, page = QScrollArea(room), QWidget()
    page.setFixedSize(300, 3000)
    far = QPushButton("Far", page)
    far.move(10, 2900)
    far.clicked.connect(room.count)
    area.setWidget(page)
    room.column.addWidget(area)
    Hands(room, by, 2000).press("Far")
    assert wait_until(lambda: room.pressed == 1, 1000)


def test_waiting_ends(room: Room) -> None:
    assert not wait_until(lambda: False, 50)
    hands = Hands(room, By.MOUSE, 100)
    hands.sees("Allow")
    hands.sees_no_more("Decline")
    with pytest.raises(CannotDo, match="does not come up"):
        hands.sees("Decline")
    with pytest.raises(CannotDo, match="does not go away"):
        hands.sees_no_more("Allow")
    with pytest.raises(CannotDo, match="no row"):
        hands.choose_row("Helena")
