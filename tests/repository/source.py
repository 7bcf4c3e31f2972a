"""The project's own files, as the guard tests read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def python_files(*folders: str) -> list[Path]:
    """Every Python file below the named folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """``folder/file.py:12``, as an editor opens it."""
    line = f":{getattr(node, 'lineno', 1)}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"


def tracked_files() -> list[Path]:
    """Every text file of the repository under version control; in a copy without it, every file that would be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    names = [ROOT / name for name in listing if name] or [
        *python_files("consent_desktop", "tests", "packaging"), *ROOT.glob("*.*")
    ]  # fmt: skip
    return [path for path in names if path.is_file() and b"\0" not in path.read_bytes()[:4096]]


def called_name(call: ast.Call) -> str:
    """The last part of what is called: ``connect`` for ``button.clicked.connect(...)``."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
