"""Finds the FHIR resources in a file: one a line (NDJSON), one alone, or the entries of a Bundle."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json

from consent_desktop.interchange.people_lines import lines_of
from consent_desktop.interchange.people_records import BadLine, Place

MAX_DOCUMENT: Final = 64_000_000
"""Characters of a JSON document that is not one resource a line; such a one has to be read whole."""

_ONE_A_LINE: Final = (".ndjson", ".jsonl")
_ENTRIES: Final = re.compile(r'"entry"\s*:\s*\[')
_BETWEEN: Final = re.compile(r"[\s,]*")

Resource = tuple[Place, dict[str, Any]]


def resources_of(path: Path, wanted: Callable[[str], bool] = bool) -> Iterator[Resource | BadLine]:
    """Each resource with its place. A line for which `wanted` says no is passed over unread."""
    gathered: list[str] = []
    length = 0
    one_a_line = path.suffix.casefold() in _ONE_A_LINE
    for item in lines_of(path):
        if isinstance(item, BadLine):
            yield item
            continue
        number, text = item
        if gathered or (not one_a_line and _opens_a_document(text)):
            # Blank lines before the document are made up for, so that the numbers of its lines stay true.
            gathered = gathered or [""] * (number - 1)
            gathered += [""] * (number - 1 - len(gathered))
            gathered.append(text)
            length += len(text)
            if length > MAX_DOCUMENT:
                yield BadLine(Place(path, 0), "The document is too large to be read whole; export it as NDJSON.")
                return
        elif text.strip():
            one_a_line = True  # the first line decides, so that a bad line further down cannot swallow those below it
            if wanted(text):
                yield from _of_value(Place(path, number), text)
    if gathered:
        yield from _of_document(path, "\n".join(gathered))


def _opens_a_document(line: str) -> bool:
    """Whether the line begins a JSON value that goes on below it."""
    start = line.lstrip()[:1]
    if start not in {"{", "["}:
        return False
    return _loaded(line) is _BROKEN


def _of_value(place: Place, text: str) -> Iterator[Resource | BadLine]:
    value = _loaded(text)
    if value is _BROKEN:
        yield BadLine(place, "It is no JSON.")
    else:
        yield from _resources_in(value, [place], place)


def _of_document(path: Path, text: str) -> Iterator[Resource | BadLine]:
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        line = re.search(r"at line (\d+)", str(error))
        yield BadLine(Place(path, int(line.group(1)) if line else 1), "It is no JSON from here on.")
        return
    opened = next((number for number, line in enumerate(text.split("\n"), 1) if line.strip()), 1)
    yield from _resources_in(value, _entry_places(path, text), Place(path, opened))


def _resources_in(value: Any, places: list[Place], whole: Place) -> Iterator[Resource | BadLine]:
    """The resource itself, or those of a Bundle or list; what in a Bundle is no person is passed over there."""
    if isinstance(value, dict) and value.get("resourceType") == "Bundle":
        entries = value.get("entry", [])
        if not isinstance(entries, list):
            yield BadLine(whole, "The entries of the Bundle are no list.")
            return
        for index, entry in enumerate(entries):
            place = places[index] if len(places) == len(entries) else whole
            inner = entry.get("resource") if isinstance(entry, dict) else None
            if not isinstance(inner, dict):
                yield BadLine(place, f"Entry {index + 1} of the Bundle holds no resource.")
            elif inner.get("resourceType") in {"Patient", "Practitioner", "PractitionerRole"}:
                yield place, inner
    elif isinstance(value, dict):
        yield whole, value
    else:
        yield BadLine(whole, "It is JSON, but no FHIR resource.")


def _entry_places(path: Path, text: str) -> list[Place]:
    """The line on which each entry of a Bundle begins; none where there is no Bundle."""
    places: list[Place] = []
    opening = _ENTRIES.search(text)
    if opening is None:
        return places
    decoder = json.JSONDecoder()
    position, line, counted = opening.end(), 1, 0
    while True:
        blank = _BETWEEN.match(text, position)
        position = blank.end() if blank else position
        if text[position : position + 1] in {"]", ""}:
            return places
        line += text.count("\n", counted, position)
        counted = position
        places.append(Place(path, line))
        _, position = decoder.raw_decode(text, position)  # cannot fail: the whole text has been read as JSON before


_BROKEN: Final = object()


def _loaded(text: str) -> Any:
    """The value of the JSON text, or the mark that it is none."""
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError:
        return _BROKEN
