"""Makes the pictures of our windows that stand beside the guide's in ``docs/windows``: people press and write as in a day.

    python packaging/checks/window_pictures.py [folder]

Each state is the one that the guide draws: the same people, choices and dates, on a fresh demonstration clinic.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from consent_desktop.application.clock import FixedClock
from consent_desktop.bootstrap import open_clinic, open_demonstration
from consent_desktop.desktop.clinic.import_card import ImportCard
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.desktop.tour.play import application
from consent_desktop.desktop.workspace import Workspace

ROOT: Final = Path(__file__).resolve().parents[2]
OUT: Final = ROOT / "docs" / "windows"
MOMENT: Final = datetime(2026, 3, 12, 9, 53, tzinfo=UTC)
"""What the pictures' clocks show; the demonstration's own clock stands on that day and goes round."""


class Photographer:
    """Opens windows on one clinic and takes their pictures."""

    def __init__(self, out: Path, workspace: Workspace) -> None:
        self.out, self.workspace = out, workspace
        self.windows: list[ConsentWindow] = []

    def somebody(self) -> Somebody:
        """A person in front of a new window of 1280 x 800."""
        window = ConsentWindow(self.workspace)
        window.resize(1280, 800)
        window.show()
        self.windows.append(window)
        return Somebody(window)

    def take(self, name: str, who: Somebody) -> None:
        """Save what they see, once nothing moves any more, in as few bytes as a PNG of it needs."""
        last: list[QImage] = [QImage()]

        def lies_still() -> bool:
            before, last[0] = last[0], who.picture().toImage()
            return before == last[0]

        wait_until(lies_still)
        data = png(last[0])
        (self.out / f"{name}.png").write_bytes(data)
        print(f"{name}.png", len(data) // 1024, "kB")

    def close(self) -> None:
        """Close every window."""
        for window in self.windows:
            window.close()
            window.deleteLater()


def png(image: QImage) -> bytes:
    """The picture as a PNG without line filters: of windows, whose lines repeat, that is a quarter smaller than Qt's."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    wide, high, step, data = plain.width(), plain.height(), plain.bytesPerLine(), bytes(plain.constBits())
    lines = b"".join(b"\0" + data[y * step : y * step + 3 * wide] for y in range(high))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(lines, 9)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def stand_on_a_real_screen(folder: Path) -> None:
    """The offscreen platform has a screen of 800 x 800 unless told otherwise, and popovers keep to the screen."""
    screen = {
        "name": "desk",
        "x": 0,
        "y": 0,
        "width": 1920,
        "height": 1080,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    path = folder / "screens.json"
    path.write_text(
        json.dumps({"synchronousWindowSystemEvents": False, "windowFrameMargins": False, "screens": [screen]})
    )
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def aim(who: Somebody, beginning: str) -> None:
    """Move the mouse over the one thing whose name begins so, without pressing it."""
    wait_until(lambda: any(s.name.startswith(beginning) for s in who.eyes.everything()))
    widget = next(s.widget for s in who.eyes.everything() if s.name.startswith(beginning))
    assert widget is not None
    QTest.mouseMove(widget, QPoint(widget.width() // 2, widget.height() // 2))


def patient(camera: Photographer) -> None:
    """01, 02, 02-stop and 03: Helena Duarte."""
    helena = camera.somebody()
    helena.write("Your name or record number", "hele")
    helena.press_starting("Helena D.,")
    pin = helena.read_secret("Helena D.").rstrip(".")
    for digit in pin[:4]:
        helena.press(digit)
    camera.take("01-sign-in", helena)
    for digit in pin[4:]:
        helena.press(digit)
    helena.press("Sign in")
    helena.sees("Four people can see some of your records.")
    aim(helena, "Dr Tomás Ribeiro, consultations")
    camera.take("02-patient-home", helena)
    helena.press_starting("Dr Tomás Ribeiro, consultations")
    helena.sees("Keep sharing")
    camera.take("02-patient-home-stop", helena)
    helena.press("Keep sharing")
    helena.press("Share with someone")
    helena.press("Dr Karim Haddad")
    camera.take("03a-grant-who", helena)
    helena.press("Next")
    for kind in ("Exams", "Consultations"):
        helena.press(kind)
    aim(helena, "Next")
    camera.take("03b-grant-what", helena)
    helena.press("Next")
    helena.press("A day I choose")
    for _ in range(6):
        helena.press("Month after")
    helena.press_starting("Wednesday, 30 September 2026")
    camera.take("03c-grant-how-long", helena)
    helena.press("Next")
    helena.press("An operation")
    helena.write("In your own words", "my knee operation and the visits after it")
    camera.take("03d-grant-why", helena)


def professional(camera: Photographer) -> None:
    """04 and 07c: Dr Ana Souza looks at Helena Duarte, who says yes at that moment in another window."""
    doctor, helena = camera.somebody(), camera.somebody()
    doctor.sign_in_as_staff("Dr Ana Souza")
    doctor.choose_row("António Reis")
    while not any(c.checked and "Helena Duarte" in c.name for c in doctor.eyes.everything()):
        doctor.keys(Qt.Key.Key_Down)
    doctor.keys(Qt.Key.Key_Down, times=4)  # and back, so that the toast does not lie over the row
    doctor.keys(Qt.Key.Key_Up, times=4)
    doctor.keys(Qt.Key.Key_Return)
    doctor.sees("You can see 1 of 4 kinds.")
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.allow()
    doctor.come_forward()
    doctor.sees("You can see 2 of 4 kinds.")
    doctor.sees("Helena Duarte said yes")
    camera.take("04-professional", doctor)
    doctor.keys(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    doctor.sees("Locked")
    camera.take("07c-locked", doctor)


def history(camera: Photographer) -> None:
    """05a: Ruth Lindqvist reads what concerns Helena Duarte."""
    officer = camera.somebody()
    officer.sign_in_as_staff("Ruth Lindqvist")
    officer.sees("History verified")
    officer.press("Person: Anyone")
    officer.press("Helena Duarte")
    officer.press("Since: Any time")
    officer.press("Since 1 Jan 2025")
    officer.choose_row("9 Jan 2026")
    officer.sees("Helena Duarte said no to Dr Karim Haddad")
    camera.take("05a-history", officer)


def people(camera: Photographer) -> None:
    """08a: the administrator, Carlos Mota chosen, a file of people looked at."""
    administrator = camera.somebody()
    administrator.sign_in_as_staff("Jonas Keller")
    administrator.sees("Everyone 47")
    administrator.choose_row("Carlos Mota")
    administrator.sees("Print a one-time code")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people-march.csv"
        file.write_text(PEOPLE_OF_MARCH, encoding="utf-8")
        camera.windows[-1].findChildren(ImportCard)[0].look_at([file])
        administrator.sees("Import 4 people")
        camera.take("08a-clinic-people", administrator)


def safety(camera: Photographer) -> None:
    """08b: the privacy officer has checked and backed up."""
    officer = camera.somebody()
    officer.sign_in_as_staff("Ruth Lindqvist")
    officer.press("Clinic")
    officer.press("Check again")
    officer.sees("The history is unbroken")
    with tempfile.TemporaryDirectory() as folder:
        stick = Path(folder) / "Safe 2"
        stick.mkdir()
        officer.press("Back up now")
        officer.write("Folder for the backup", str(stick))
        officer.press("Back up now")
        officer.sees("The backup is made")
        officer.press("Close")
        officer.sees("Opened and read back")
        camera.take("08b-clinic-safety", officer)


def desk(camera: Photographer) -> None:
    """Reception's desk, which the guide describes and does not draw."""
    reception = camera.somebody()
    reception.sign_in_as_staff("Marta Oliveira")
    reception.write("Name or record number of a patient", "helena")
    reception.press_starting("Name or record number of a patient: Helena Duarte")
    reception.write("Who would look", "souza")
    reception.press_starting("Who would look: Dr Ana Souza")
    reception.sees("Dr Ana Souza can see")
    camera.take("desk", reception)


SCENES: Final = (patient, professional, history, people, safety, desk)
PEOPLE_OF_MARCH: Final = """id,kind,name,birth_date
20-9101,patient,Aurora Dias,1987-06-02
20-9102,patient,Duarte Faria,1999-01-23
20-9103,patient,Marta Sousa,1975-12-30
20-9104,patient,Bruno Vaz,2002-12-02
20-4817,patient,Helena M. Duarte,1954-04-21
"""


def main(arguments: list[str]) -> int:
    """Take all pictures."""
    out = Path(arguments[0]) if arguments else OUT
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stand_on_a_real_screen(Path(folder))
        app = application()
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            open_demonstration(Path(folder) / "clinic").close()
            workspace = Workspace(open_clinic(Path(folder) / "clinic", clock=FixedClock(MOMENT)))
            camera = Photographer(out, workspace)
            try:
                scene(camera)
            finally:
                camera.close()
                workspace.close()
                app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
