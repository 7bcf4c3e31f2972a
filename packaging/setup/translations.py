"""Keeps the translation source and its compiled form beside the words in the windows.

``update`` writes the words of the desktop room into ``resources/translations``; ``check`` tells whether that was
forgotten, or a plural form left empty; ``compile`` builds the ``.qm`` files that the application loads.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
ENGLISH = FOLDER / "consent_en.ts"


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def extract(target: Path) -> None:
    """Merges the words found in the desktop room into the translation source ``target``."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "consent_desktop" / "desktop").rglob("*.py"))
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", "en"]
    # The list goes through a file: a command line has an end, the list of modules has not.
    with tempfile.NamedTemporaryFile("w", suffix=".lst", encoding="utf-8") as listing:
        listing.write("\n".join(sources))
        listing.flush()
        _run([_tool("pyside6-lupdate"), f"@{listing.name}", *options, "-ts", str(target)])


def compile_all(target: Path) -> None:
    """Builds a ``.qm`` in ``target`` from every translation source."""
    for source in sorted(FOLDER.glob("*.ts")):
        compiled = target / source.with_suffix(".qm").name
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _run([_tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(compiled)])


def empty_plurals(source: Path) -> list[str]:
    """The texts with a number in them whose plural forms nobody has written: they would be shown as ``%n``."""
    # S314 guards against hostile XML; this file is our own.
    tree = ET.parse(source)  # noqa: S314
    counted = [message for message in tree.iter("message") if message.get("numerus") == "yes"]
    return [
        message.findtext("source", "")
        for message in counted
        if not any(True for _ in message.iter("numerusform"))
        or not all((form.text or "").strip() for form in message.iter("numerusform"))
    ]


def check() -> int:
    """Says what is out of date; 0 where nothing is."""
    if not ENGLISH.exists():
        print("resources/translations/consent_en.ts is missing; run make translations and commit it.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ENGLISH.name
        shutil.copyfile(ENGLISH, fresh)
        extract(fresh)
        if fresh.read_bytes() != ENGLISH.read_bytes():
            print("The words of the windows have changed; run make translations and commit the result.")
            return 1
        compile_all(Path(folder))
    empty = empty_plurals(ENGLISH)
    for text in empty:
        print(f"No plural forms in consent_en.ts for: {text}")
    return 1 if empty else 0


def main(arguments: Sequence[str]) -> int:
    """Does what the one argument says: ``update``, ``check`` or ``compile``."""
    if list(arguments) == ["update"]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        extract(ENGLISH)
    elif list(arguments) == ["compile"]:
        compile_all(FOLDER)
    else:
        return check()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
