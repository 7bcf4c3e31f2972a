"""`import-people`: what is in the files, and with --apply into the register with it."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from consent_desktop.application.errors import ValidationError
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent
from consent_desktop.interchange.people_files import read_people
from consent_desktop.interchange.people_import import ImportSummary, Stage, import_people
from consent_desktop.interchange.people_records import BadLine

DONE, NOT_DONE = 0, 1


class _Progress:
    """Tells a terminal how far reading and recording have come."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def __call__(self, stage: Stage, done: int, total: int | None) -> None:
        self._output.progress(done, total or 0, "Reading" if stage == "reading" else "Recording")


def run(options: argparse.Namespace, output: Output) -> int:
    """Read the files, compare them with the register, and record what is new if asked. Exit status 1: bad lines."""
    files: list[Path] = options.files
    for path in files:
        if not path.is_file():
            raise ValidationError({"files": f"There is no file {path}."})
    with open_consent(options) as consent:
        summary = import_people(
            consent.clinic,
            read_people(files),
            acting=consent.acting,
            apply=options.apply,
            skip_bad=options.skip_bad,
            progress=_Progress(output),
        )
    for bad in summary.bad:
        _name(bad, output)
    _sum_up(summary, options, output)
    return NOT_DONE if summary.bad and not options.skip_bad else DONE


def _name(bad: BadLine, output: Output) -> None:
    at = f"{bad.place.file}:{bad.place.line}" if bad.place.line else f"{bad.place.file}"
    output.say(f"{at}: {bad.reason}", {"file": str(bad.place.file), "line": bad.place.line, "reason": bad.reason})


def _sum_up(summary: ImportSummary, options: argparse.Namespace, output: Output) -> None:
    counts = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged, {len(summary.bad)} bad"
    if summary.applied:
        sentence = f"Recorded: {counts}."
    elif options.apply:
        sentence = f"Nothing was recorded: {counts}. Mend the bad lines, or say --skip-bad to record the others."
    else:
        sentence = f"Dry run, nothing was recorded: {counts}. Say --apply to record it."
    output.say(sentence, {**dataclasses.asdict(summary), "bad": len(summary.bad)})
