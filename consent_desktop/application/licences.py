"""What this program is made of and under which licences: read from the packages' metadata and from `resources/`.

In a source checkout the packages are those installed; in the installed program, those bundled with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from consent_desktop.resource import resource_path

OURSELVES: Final = "consent-desktop"
COMPONENTS: Final = "components.json"
_REQUIREMENT: Final = re.compile(r"^([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?[^;]*(?:;\s*(.*))?$")
_LICENCE_FILE: Final = re.compile(r"(^|/)(licen[cs]es?/|licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Component:
    """One part: its name, its version ("" where it has none of its own), the licence's short name and whole texts."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A part of which metadata tells nothing or too little: which files of the bundle hold it, as patterns of `fnmatch`.

    `text` names the files of `resources/licences` with its texts, between blanks.
    """

    name: str
    licence: str
    text: str
    files: tuple[str, ...]


def components() -> list[Component]:
    """Every part, this program first, then by name."""
    parts = [*_packages(), *_inside(), *_assets()]
    return sorted(parts, key=lambda part: (part.name != OURSELVES, part.name.casefold()))


def listed() -> str:
    """Every part with its licence's short name, a line each."""
    return "\n".join(f"{part.name} {part.version}".strip() + f": {part.licence}" for part in components()) + "\n"


def whole_text() -> str:
    """The list, then every licence's text once, under the name of the first part that it covers."""
    lines = [listed()]
    seen: set[str] = set()
    for part in components():
        for text in part.texts:
            if text not in seen:
                seen.add(text)
                lines += ["", "=" * 80, part.name, "=" * 80, "", text.rstrip()]
    return "\n".join(lines) + "\n"


def distributions() -> list[Distribution]:
    """This program's package and every package that it needs and that is here."""
    found: dict[str, Distribution] = {}
    waiting = [(OURSELVES, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:  # needed on another system or by another Python only
            continue
        found[_normal(name)] = package
        waiting += [need for need in _needs(package, extras) if need[1] or _normal(need[0]) not in found]
    return list(found.values())


def within() -> list[Within]:
    """The parts inside others, and more words about some packages, from `resources/licences/components.json`."""
    told = json.loads(resource_path("licences", COMPONENTS).read_text(encoding="utf-8"))
    return [Within(part["name"], part["licence"], part["text"], tuple(part["files"])) for part in told]


def licence_files(package: Distribution) -> list[Path]:
    """The files of a package that hold licence texts."""
    files = [file for file in package.files or () if ".dist-info/" in str(file) and _LICENCE_FILE.search(_after(file))]
    return sorted(Path(str(file.locate())) for file in files)


def _after(file: object) -> str:
    return str(file).partition(".dist-info/")[2]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def _needs(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in package.requires or ():
        match = _REQUIREMENT.match(line)
        if match is None:
            continue
        name, asked, marker = match.groups()
        wanted = re.findall(r"extra\s*==\s*['\"]([^'\"]+)['\"]", marker or "")
        if not wanted or extras & set(wanted):
            yield name, frozenset(filter(None, re.split(r"\s*,\s*", asked or "")))


def _packages() -> Iterator[Component]:
    more = {part.name: part for part in within()}
    for package in distributions():
        texts = [file.read_text(encoding="utf-8", errors="replace") for file in licence_files(package)]
        told = more.get(package.name)
        if told is not None:  # its wheel brings no text, or not the whole one
            texts += [_text(name) for name in told.text.split()]
        licence = told.licence if told is not None else _short(package)
        yield Component(package.name, package.version, licence, tuple(texts))


def _short(package: Distribution) -> str:
    about = package.metadata
    fields = [about[name].partition("\n")[0] for name in ("License-Expression", "License") if name in about]
    told = next(filter(None, fields), "")
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    return (told or ", ".join(classified)).removesuffix(" License")


def _inside() -> Iterator[Component]:
    packages = {package.name for package in distributions()}
    for part in within():
        if part.name not in packages:
            yield Component(part.name, "", part.licence, tuple(_text(name) for name in part.text.split()))


def _text(name: str) -> str:
    return resource_path("licences", name).read_text(encoding="utf-8")


def _assets() -> Iterator[Component]:
    """Fonts and icons, whose licences lie beside them as `OFL-NAME.txt` and `LICENSE-NAME-KIND.txt`."""
    for file in sorted(resource_path("fonts").glob("OFL-*.txt")):
        name = file.stem.removeprefix("OFL-").replace("-", " ").title()
        yield Component(f"{name} (font)", "", "OFL-1.1", (file.read_text(encoding="utf-8"),))
    for file in sorted(resource_path("icons").glob("LICENSE-*.txt")):
        _, name, licence = file.stem.split("-")
        yield Component(f"{name.title()} (icons)", "", licence, (file.read_text(encoding="utf-8"),))
