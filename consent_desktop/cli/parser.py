"""What the command line understands."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from consent_desktop.cli import accounts, authority, backups, damage, evidence, keys, unlocking
from consent_desktop.cli.place import TLS, store_place

EXAMPLES: Final = """examples:
  consent-desktop --demonstration
      open the window on an invented clinic
  consent-desktop --store clinic store init
      make a protected store in the folder clinic, and show its recovery kit
  consent-desktop --store clinic store init --plain
      make an unprotected one, for trying things out
  consent-desktop --store clinic ask 20-4817 doctor:70-0001 exams consultations
      the doctor asks the patient
  consent-desktop --store clinic grant 20-4817 doctor:70-0001 all --until 2027-06-30
      the patient permits everything, to the end of that day
  consent-desktop --store clinic check 20-4817 doctor:70-0001 exams
      exit status 0: permitted, 1: not, 2: no answer
  consent-desktop --store clinic --json history --patient 20-4817
      every event about the patient, one JSON object a line
  consent-desktop --store clinic as-of 20-4817 --at 2026-03-12T09:47
      who could see what of the patient then
  consent-desktop --store postgresql+psycopg://desk@server/clinic feed --subscription warehouse --follow
      every event for another service, from where it stopped the last time
"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

RECORD_TYPES: Final = "exams, consultations, conditions, er_visits, or all"


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
    parser.add_argument("--kiosk", action="store_true", help="the window for patients alone, as large as the screen")
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
    _looking_back(commands)
    evidence.add_parsers(partial(_command, commands))
    damage.add_parsers(partial(_command, commands))
    backups.add_parsers(partial(_command, commands), _command)
    keys.add_parsers(partial(_command, commands), _command)
    accounts.add_parsers(partial(_command, commands), _command)
    authority.add_parsers(partial(_command, commands), _command)
    _rebuild(commands)
    _services(commands)
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
    parser.add_argument(
        "--store",
        metavar="PLACE",
        type=store_place,
        default=unless_given,
        help="the clinic's folder, or its server's address",
    )
    parser.add_argument(
        "--tls", choices=TLS, default=unless_given, help=f"how a server's certificate is checked; {TLS[0]} unless given"
    )
    parser.add_argument(
        "--as", dest="acting", metavar="KIND:NUMBER", default=unless_given, help="who acts, for instance doctor:70-0001"
    )
    unlocking.add_options(parser, unless_given)
    for flag, text in (
        ("--json", "answer with one JSON object a line"),
        ("--log-json", "log what is done and how long it took to standard error, one JSON object a line"),
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
    init.add_argument("--no-key-ring", action="store_true", help="this computer's key ring does not open it by itself")
    init.add_argument("--name", default="", help="what the clinic calls itself")
    init.add_argument(
        "--print-grants",
        metavar="LOGIN",
        nargs="?",
        const="clinic_login",
        help="make nothing; print what a server's administrator runs for the clinic's login",
    )


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
    _command(commands, "notices", "list notices that could not be recorded and wait for somebody to look")


def _looking_back(commands: Commands) -> None:
    as_of = _command(commands, "as-of", "who could see what of a patient at an earlier moment")
    as_of.add_argument("patient", metavar="PATIENT", help="the patient's record number")
    moment = "as 2026-03-12T09:47, or a day, which means its end; now unless given"
    as_of.add_argument("--known", metavar="MOMENT", help=f"what the store had learnt by then, {moment}")
    as_of.add_argument("--at", metavar="MOMENT", help=f"what was in effect then, {moment}")
    as_of.add_argument(
        "--version", dest="version_of", metavar="N", type=count, help="the patient's first N events only"
    )
    trace = _command(commands, "trace", "what led to an event, and what it led to")
    trace.add_argument("position", metavar="POSITION", type=count, help="the event's number in the history")


def _rebuild(commands: Commands) -> None:
    rebuild = _command(
        commands, "rebuild", "build the views anew beside those in use, then switch; Ctrl+C leaves all as it was"
    )
    rebuild.add_argument("--check", action="store_true", help="only compare; exit status 0: they agree, 1: some differ")
    rebuild.add_argument("--view", metavar="NAME", nargs="+", action="extend", default=[], help="only these views")


def _services(commands: Commands) -> None:
    feed = _command(commands, "feed", "write every event for another service, as CloudEvents, one a line")
    feed.add_argument(
        "--from",
        dest="start",
        metavar="POSITION",
        type=_position,
        help="only what comes after that event; 0 unless given",
    )
    feed.add_argument("--follow", action="store_true", help="go on with what is recorded from now on, until Ctrl+C")
    feed.add_argument(
        "--subscription", metavar="NAME", help="go on where the last feed of that name stopped; --from is for the first"
    )
    text = "list who follows the history, and look after events that were set aside"
    subscriptions = _command(commands, "subscriptions", text)
    actions = subscriptions.add_subparsers(dest="action", metavar="ACTION")
    for action, text in (
        ("parked", "list what was set aside"),
        ("replay", "write an event that was set aside once more, as the feed does"),
        ("skip", "say that an event that was set aside will not be handled, and why"),
    ):
        parser = _command(actions, action, text)
        parser.add_argument("name", metavar="NAME", help="the subscription's name")
        if action != "parked":
            parser.add_argument("position", metavar="POSITION", type=count, help="the event's number in the history")
        if action == "skip":
            parser.add_argument("--reason", required=True, help="why, in at most 500 characters and without names")


def count(text: str) -> int:
    """A number of events: 1 or more."""
    return _number(text, 1)


def _position(text: str) -> int:
    """A place in the history; 0: before its first event."""
    return _number(text, 0)


def _number(text: str, least: int) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a number") from None
    if number < least:
        raise argparse.ArgumentTypeError(f"must be {least} or more")
    return number
