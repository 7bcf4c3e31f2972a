"""A text with a number in it and no plural forms is found before a person reads "%n"."""

from pathlib import Path

import translations

HEAD = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="en"><context><name>A</name>'
COUNTED = '<message numerus="yes"><source>%n thing(s)</source><translation>{forms}</translation></message>'
PLAIN = "<message><source>Close</source><translation type='unfinished'></translation></message>"


def source(folder: Path, *messages: str) -> Path:
    """A translation source with those messages."""
    path = folder / "consent_en.ts"
    path.write_text(f"{HEAD}{''.join(messages)}</context></TS>", encoding="utf-8")
    return path


def test_empty_plural_forms_are_named(tmp_path: Path) -> None:
    empty = COUNTED.format(forms="<numerusform></numerusform><numerusform></numerusform>")
    assert translations.empty_plurals(source(tmp_path, PLAIN, empty)) == ["%n thing(s)"]


def test_written_plural_forms_are_in_order(tmp_path: Path) -> None:
    written = COUNTED.format(forms="<numerusform>%n thing</numerusform><numerusform>%n things</numerusform>")
    assert translations.empty_plurals(source(tmp_path, PLAIN, written)) == []
