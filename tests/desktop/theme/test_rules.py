"""Rules of the source: colours only in tokens, sizes only in type.py, no lambdas in connect, plain literals in tr."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from consent_desktop.desktop import theme, widgets

FOLDERS = [Path(next(iter(package.__path__))) for package in (theme, widgets)]
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*.py"))
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|rgba?\(\s*\d|QColor\(\s*[\"'\d]")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_colour_outside_the_tokens(path: Path) -> None:
    assert not COLOUR.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_font_size_in_style_sheets(path: Path) -> None:
    assert "font-size" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_connect_and_tr(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "connect":
                assert not any(isinstance(argument, ast.Lambda) for argument in node.args)
            if node.func.attr == "tr":
                assert isinstance(node.args[0], ast.Constant)
            assert node.func.attr != "exec"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
