"""Tells whether what lies in ``resources`` is what the windows use: nothing missing, nothing dead, licences beside.

An icon is used when its name stands as a whole string in the desktop room; a font when its family is named there.
``--prune`` removes the icons that nobody uses.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
DESKTOP = ROOT / "consent_desktop" / "desktop"
ICON_CALLS = ("icon", "icon_pixmap")
WEIGHTS = ("bold", "fill", "light")


def _trees() -> Iterator[ast.Module]:
    for path in sorted(DESKTOP.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def words_used() -> set[str]:
    """Every string literal of the desktop room."""
    return {
        node.value
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def icons_asked_for() -> set[str]:
    """The names given as plain literals to the functions that draw an icon."""
    names: set[str] = set()
    for tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if called in ICON_CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                names.add(first.value)
    return names


def icon_name(path: Path) -> str:
    """An icon's name: that of its file without the weight at its end."""
    return re.sub(rf"-({'|'.join(WEIGHTS)})$", "", path.stem)


def icons_held() -> set[str]:
    """The names of the bundled icons, without their weights."""
    return {icon_name(path) for path in (RESOURCES / "icons").rglob("*.svg")}


def font_families_held() -> set[str]:
    """The families of the bundled fonts as their file names spell them: letters and digits only."""
    return {path.stem.split("_")[0].casefold() for path in (RESOURCES / "fonts").glob("*.ttf")}


def findings() -> list[str]:
    """One sentence for each thing that is missing or dead."""
    words = words_used()
    said = [
        f"The icon {name} is asked for and is not in resources/icons."
        for name in sorted(icons_asked_for() - icons_held())
    ]
    said += [f"The icon {name} is bundled and never used." for name in sorted(icons_held() - words)]
    families = {re.sub(r"[^a-z0-9]", "", word.casefold()) for word in words}
    said += [f"The font {name} is bundled and never used." for name in sorted(font_families_held() - families)]
    for folder, pattern in (("icons", "LICENSE*"), ("fonts", "OFL-*")):
        if (RESOURCES / folder).exists() and not list((RESOURCES / folder).glob(pattern)):
            said.append(f"No licence text lies beside resources/{folder}.")
    licences = {re.sub(r"[^a-z0-9]", "", path.stem[4:]) for path in (RESOURCES / "fonts").glob("OFL-*")}
    said += [f"The font {name} has no licence text beside it." for name in sorted(font_families_held() - licences)]
    return said


def main(arguments: list[str]) -> int:
    """Prints the findings; 0 where there are none."""
    if arguments == ["--prune"]:
        used = words_used()
        for path in sorted((RESOURCES / "icons").rglob("*.svg")):
            if icon_name(path) not in used:
                path.unlink()
    said = findings()
    print("\n".join(said) if said else "Every icon and font is used, and every used one is there.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
