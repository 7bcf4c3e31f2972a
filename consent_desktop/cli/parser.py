"""What the command line understands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, TypeAlias

import platformdirs

EXAMPLES: Final = """examples:
  consent-desktop --demonstration
      open the window on an invented clinic
  consent-desktop --store clinic store init --plain
      make an unprotected store in the folder clinic
  consent-desktop --store clinic ask 20-4817 doctor:70-0001 exams consultations
      the doctor asks the patient
  consent-desktop --store clinic grant 20-4817 doctor:70-0001 all --until 2027-06-30
      the patient permits everything, to the end of that day
  consent-desktop --store clinic check 20-4817 doctor:70-0001 exams
      exit status 0: permitted, 1: not, 2: no answer
  consent-desktop --store clinic --json history --patient 20-4817
      every event about the patient, one JSON object a line
"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

RECORD_TYPES: Final = "exams, consultations, conditions, er_visits, or all"


def default_store() -> Path:
    """Where the clinic lies if nobody says otherwise."""
    return Path(platformdirs.user_data_dir("consent-desktop", appauthor=False)) / "clinic"


def build() -> argparse.ArgumentParser:
    """The parser with every sub-command."""
    parser = argparse.ArgumentParser(
        prog="consent-desktop",
        description="Ask for, give, stop and check consent to view health records. Without a sub-command: open the window.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print versions and exit")
    parser.add_argument("--self-check", action="store_true", help="try every part in a temporary folder and exit")
    _common(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _store(commands)
    for name, text, limited in (
        ("ask", "an actor asks a patient for consent", True),
        ("grant", "the patient permits an actor", True),
        ("revoke", "the patient stops what an actor may see", False),
        ("decline", "the patient says no to what an actor asked for", False),
        ("withdraw", "an actor takes a request back", False),
    ):
        _consent(commands, name, text, limited=limited)
    _reading(commands)
    people = _command(commands, "import-people", "enter people from FHIR R4 or CSV files; a dry run unless --apply")
    people.add_argument("files", metavar="FILE", nargs="+", type=Path, help="NDJSON, a JSON resource or Bundle, or CSV")
    people.add_argument("--apply", action="store_true", help="record what the dry run would")
    people.add_argument("--skip-bad", action="store_true", help="record the good lines although others are bad")
    tour = _command(commands, "tour", "play the article's story through real windows, with pictures")
    tour.add_argument("--out", metavar="DIR", type=Path, required=True, help="where pictures and manifest.json go")
    return parser


def _common(parser: argparse.ArgumentParser, *, top: bool = False) -> None:
    """Options that may stand before or after the sub-command."""
    unless_given = None if top else argparse.SUPPRESS
    parser.add_argument("--store", metavar="FOLDER", type=Path, default=unless_given, help="the clinic's folder")
    parser.add_argument(
        "--as", dest="acting", metavar="KIND:NUMBER", default=unless_given, help="who acts, for instance doctor:70-0001"
    )
    for flag, text in (
        ("--json", "answer with one JSON object a line"),
        ("--demonstration", "use the demonstration clinic; made in the folder if it is not there"),
    ):
        parser.add_argument(flag, action="store_true", default=False if top else argparse.SUPPRESS, help=text)


def _command(commands: Commands, name: str, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    _common(parser)
    return parser


def _store(commands: Commands) -> None:
    store = _command(commands, "store", "make a store")
    actions = store.add_subparsers(dest="action", required=True, metavar="ACTION")
    init = _command(actions, "init", "make a new store in the folder")
    init.add_argument("--plain", action="store_true", help="not protected by a key: not for real patients")
    init.add_argument("--name", default="", help="what the clinic calls itself")


def _consent(commands: Commands, name: str, text: str, *, limited: bool) -> None:
    parser = _command(commands, name, text)
    parser.add_argument("patient", metavar="PATIENT", help="the patient's record number")
    parser.add_argument("actor", metavar="ENTITY:ID", help="patient, doctor or nurse, a colon, the record number")
    parser.add_argument("record_types", metavar="RECORD_TYPE", nargs="+", help=RECORD_TYPES)
    parser.add_argument("--note", help="a message of at most 500 characters")
    if limited:
        parser.add_argument("--until", metavar="DAY", help="last day, as 2027-06-30; it lasts to the end of that day")
        parser.add_argument("--purpose", metavar="CODE:WORDS", help="v3-ActReason code and words, as TREAT:knee pain")


def _reading(commands: Commands) -> None:
    consents = _command(commands, "consents", "list who may see what of a patient")
    consents.add_argument("patient", metavar="PATIENT", help="the patient's record number")
    check = _command(commands, "check", "may the actor see it? exit status 0: yes, 1: no, 2: no answer")
    check.add_argument("patient", metavar="PATIENT", help="the patient's record number")
    check.add_argument("actor", metavar="ENTITY:ID", help="patient, doctor or nurse, a colon, the record number")
    check.add_argument("record_type", metavar="RECORD_TYPE", nargs="?", default="all", help=f"{RECORD_TYPES} (default)")
    history = _command(commands, "history", "show what happened, newest first")
    history.add_argument("--patient", metavar="PATIENT", help="only about this record number")
    history.add_argument("--limit", metavar="N", type=count, help="at most so many events")
    _command(commands, "verify", "check the history against its hash chain; exit status 0: unbroken, 1: broken")
    _command(commands, "rebuild", "build the views anew from the events")
    _command(commands, "notices", "list notices that could not be recorded and wait for somebody to look")


def count(text: str) -> int:
    """A number of events: 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
