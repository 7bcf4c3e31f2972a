"""Every package that the program runs on, every asset, and what lies inside them has a licence with its text."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import bundle_rules
import pytest

from consent_desktop.application import licences
from tests.repository.source import ROOT


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def test_every_locked_package_is_named() -> None:
    locked = re.findall(
        r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    told = {normal(part.name) for part in licences.components()}
    assert {name for name in map(normal, locked) if name not in told} == set()


def test_every_part_has_a_licence_and_whole_texts() -> None:
    parts = licences.components()
    assert [
        part.name for part in parts if not part.licence or not part.texts or not all(map(str.strip, part.texts))
    ] == []
    assert parts[0].name == "consent-desktop"


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_every_asset_is_named(folder: str) -> None:
    files = list((ROOT / "resources" / folder).glob("*.txt"))
    texts = {text for part in licences.components() for text in part.texts}
    assert files
    assert [file.name for file in files if file.read_text("utf-8") not in texts] == []


def test_no_text_lies_unused() -> None:
    named = {name for part in licences.within() for name in part.text.split()}
    assert {path.name for path in (ROOT / "resources" / "licences").glob("*.txt")} == named


def test_the_whole_text_holds_every_part() -> None:
    whole = licences.whole_text()
    for part in licences.components():
        assert f"{part.name} {part.version}".strip() + ":" in whole
        assert all(text.rstrip() in whole for text in part.texts)


def imported_from_qt() -> set[str]:
    found: set[str] = set()
    for path in sorted(Path(ROOT / "consent_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.Qt"):
                found.add(str(node.module).removeprefix("PySide6.Qt"))
    return found


def test_no_module_of_qt_that_only_the_gpl_covers_is_imported() -> None:
    modules = imported_from_qt()
    assert "Widgets" in modules
    assert modules.isdisjoint(bundle_rules.GPL_ONLY)


@pytest.mark.parametrize(
    ("file", "gpl"),
    [
        ("PySide6/Qt/lib/libQt6Charts.so.6", True),
        ("PySide6/QtGraphs.abi3.so", True),
        ("PySide6/Qt/lib/libQt6VirtualKeyboard.so.6", True),
        ("PySide6/Qt6DataVisualization.dll", True),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", False),
        ("PySide6/QtGui.abi3.so", False),
    ],
)
def test_such_a_module_is_known_by_its_file(file: str, gpl: bool) -> None:
    assert bundle_rules.gpl_only(file) is gpl
    assert not (gpl and bundle_rules.kept(file, f"/somewhere/{file}"))
