"""A sheet is painted on a page, and printed only when the person said so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.staff.sheet import Printing, Sheet, has_printer

CODE = "6BVX-NF7E-PWV2-3VEN"


@pytest.fixture
def sheet(qapp: QApplication) -> Sheet:
    return Sheet("One-time code", ("For Helena Duarte.", "Good once."), large=CODE)


def test_it_is_painted_on_a_page(sheet: Sheet, tmp_path: Path) -> None:
    empty, full = tmp_path / "empty.pdf", tmp_path / "full.pdf"
    for path, one in ((empty, Sheet("", ())), (full, sheet)):
        one.draw(QPdfWriter(str(path)))
    assert full.read_bytes().startswith(b"%PDF")
    assert full.stat().st_size > empty.stat().st_size + 500


def test_what_is_secret_is_not_said_by_it(sheet: Sheet) -> None:
    assert CODE not in repr(sheet)


@pytest.mark.parametrize(
    ("result", "printed"), [(QDialog.DialogCode.Accepted, True), (QDialog.DialogCode.Rejected, False)]
)
def test_it_is_printed_when_the_person_says_so(
    qtbot: QtBot, sheet: Sheet, tmp_path: Path, result: QDialog.DialogCode, printed: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    printing = Printing(window, sheet)
    printing.printer().setOutputFileName(str(tmp_path / "out.pdf"))
    printing.done(result)
    assert (tmp_path / "out.pdf").exists() is printed


def test_without_a_printer_none_is_offered(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    for names in ([], ["Front desk"]):
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda names=names: names))
        assert has_printer() is bool(names)
