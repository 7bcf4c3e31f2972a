"""`backup` and `restore`: copies of the clinic that were opened and checked, and a new clinic out of one of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from consent_desktop import bootstrap
from consent_desktop.application import backups, restoring, safety
from consent_desktop.application.backup_settings import BackupSettings, KnownBackup, Schedule
from consent_desktop.application.clock import SystemClock
from consent_desktop.application.errors import ValidationError
from consent_desktop.application.keys import let_this_computer_open, unlocking_for
from consent_desktop.application.restoring import Report, Surroundings
from consent_desktop.application.two_people import both
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent
from consent_desktop.cli.unlocking import given, typed

DONE, NOT_WHOLE = 0, 1

NewCommand = Callable[[str, str], argparse.ArgumentParser]
NewAction = Callable[..., argparse.ArgumentParser]


def add_parsers(command: NewCommand, action_of: NewAction) -> None:
    """Both sub-commands; `command` and `action_of` add what all of them share."""
    backup = command("backup", "make backups of the clinic, list and check them")
    actions = backup.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = action_of(actions, "make", "write a backup into a folder, open it and check it")
    make.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="a stick, or a folder on another disk")
    listing = action_of(actions, "list", "list backups of this clinic and the nights without one")
    listing.add_argument("--in", dest="place", metavar="FOLDER", type=Path, help="only what lies there")
    verify = action_of(
        actions, "verify", "open a backup and check its whole history; exit status 0: whole, 1: not whole"
    )
    verify.add_argument("file", metavar="FILE", type=Path)
    schedule = action_of(actions, "schedule", "make one by itself each day while the program is open, or no longer")
    schedule.add_argument("--to", metavar="FOLDER", type=Path, help="where to")
    schedule.add_argument(
        "--hour", metavar="HOUR", type=int, default=12, help="from that hour on, 0 to 23; 12 unless given"
    )
    schedule.add_argument("--off", action="store_true", help="no longer; what was made stays")
    restore = command("restore", "make a new clinic of a backup; says what would come of it unless --apply")
    restore.add_argument("--from", dest="file", metavar="FILE", type=Path, required=True, help="the backup")
    restore.add_argument("--to", metavar="NEW-FOLDER", type=Path, required=True, help="a folder that is not there yet")
    restore.add_argument("--apply", action="store_true", help="do it, with a second person")
    restore.add_argument("--approved-by", metavar="NUMBER", help="the second person's number; goes with --apply")
    restore.add_argument(
        "--against",
        metavar="CHECKPOINT-FILE",
        type=Path,
        nargs="+",
        default=[],
        help="anchors that were kept elsewhere",
    )


def run_backup(options: argparse.Namespace, output: Output) -> int:
    """Do what the action says."""
    match options.action:
        case "make":
            return _make(options, output)
        case "verify":
            return _verify(options, output)
        case "schedule":
            return _schedule(options, output)
        case _:
            return _list(options, output)


def _make(options: argparse.Namespace, output: Output) -> int:
    with open_consent(options) as consent:
        made = backups.make(consent.clinic, options.to, consent.acting)
        near = consent.clinic.evidence.on_the_same_disk(options.to)
    words = f"The backup {made.path} holds {made.head} events; it was opened and checked."
    if not made.protected:
        words += " This clinic is unprotected: whoever has the file can read it."
    if near:
        words += " It is on the clinic's own disk: keep one on another."
    output.say(words, _values(made))
    return DONE


def _values(backup: KnownBackup) -> dict[str, Any]:
    return backup.model_dump(mode="json")


def _list(options: argparse.Namespace, output: Output) -> int:
    with open_consent(options) as consent:
        clinic = consent.clinic
        found = (
            backups.known_backups(clinic)
            if options.place is None
            else backups.backups_in(options.place, clinic.log.store_id)
        )
        now = clinic.now().astimezone(clinic.zone)
        missed = safety.missed_nights(BackupSettings(clinic.store.folder), now)
    for one in found:
        made = f"{one.made.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
        open_to_all = "" if one.protected else ", unprotected"
        output.say(f"{made}  event {one.head}, {one.size:,} bytes{open_to_all}  {one.path}", _values(one))
    if not found:
        output.say("There are no backups of this clinic here.", {"backups": 0})
    for night in missed:
        why = night.reason or "the computer was off, or the program was not open."
        output.say(f"{night.day}  not backed up: {why}", {"missed": f"{night.day}", "reason": night.reason})
    return DONE


def _verify(options: argparse.Namespace, output: Output) -> int:
    around = _around(options)
    checked = backups.check(options.file, _unlocking(options), around.clock, around.zone)
    said = checked.file.manifest
    words = (
        f"{checked.verdict.sentence} The backup was made {said.made:%Y-%m-%d %H:%M} UTC and holds {said.head} events."
    )
    output.say(words, {"whole": checked.whole, "head": said.head, "message": checked.verdict.sentence})
    return DONE if checked.whole else NOT_WHOLE


def _schedule(options: argparse.Namespace, output: Output) -> int:
    if options.off == (options.to is not None):
        raise ValidationError({"to": "Say where backups go with --to, or --off. Nothing was changed."})
    if not 0 <= options.hour <= 23:
        raise ValidationError({"hour": "An hour is 0 to 23. Nothing was changed."})
    with open_consent(options) as consent:
        clinic = consent.clinic
        now = clinic.now().astimezone(clinic.zone)
        safety.may_look(consent.acting)
        settings = BackupSettings(clinic.store.folder)
        if options.off:
            settings.set_schedule(None)
            output.say("No backup is made by itself any more.", {"schedule": None})
            return DONE
        since = now.date() if now.hour < options.hour else now.date() + timedelta(days=1)
        schedule = Schedule(folder=options.to.absolute(), hour=options.hour, since=since)
        settings.set_schedule(schedule)
    output.say(
        f"A backup goes to {schedule.folder} each day from {schedule.hour}:00 on, as soon as the program is open and quiet.",
        {"schedule": schedule.model_dump(mode="json")},
    )
    return DONE


def run_restore(options: argparse.Namespace, output: Output) -> int:
    """Say what would come of it, or do it. Exit status 1: it cannot be restored."""
    if options.apply and options.approved_by is None:
        raise ValidationError({"approved_by": "A restore takes a second person: name them with --approved-by."})
    unlocking, around = _unlocking(options), _around(options)
    if not options.apply:
        report = restoring.plan(options.file, options.to, unlocking, around)
        _say(report, output, "Nothing was written. To restore it, add --apply.")
        return DONE if report.refused is None else NOT_WHOLE
    report = restoring.restore(
        options.file,
        options.to,
        unlocking,
        around,
        lambda folder, key: bootstrap.open_clinic(folder, key=key, chores=False),
        lambda clinic: both(
            clinic, bootstrap.acting_from(clinic, options.acting), options.acting, options.approved_by, typed
        ),
        let_this_computer_open,
    )
    _say(report, output, f"The clinic was restored to {options.to}. Make a backup of it now.")
    return DONE


def _say(report: Report, output: Output, last: str) -> None:
    lines = [
        f"The backup was made {report.made:%Y-%m-%d %H:%M} UTC and holds {report.head} events.",
        report.verdict.sentence,
    ]
    if report.missing:
        lines.append(f"At least {report.missing} events that were recorded later are not in it.")
    elif report.anchored is None:
        lines.append(
            "No anchor was found, so it is not known whether later events are missing; name one with --against."
        )
    if report.erased:
        lines.append(f"People who were erased since and are erased again: {len(report.erased)}.")
    if report.refused is not None:
        last = "It cannot be restored; use another backup."
    values = {
        "made": report.made.isoformat(),
        "head": report.head,
        "anchored": report.anchored,
        "missing": report.missing,
        "erased": len(report.erased),
        "protected": report.protected,
        "refused": report.refused,
        "message": report.verdict.sentence,
    }
    output.say("\n".join([*lines, last]), values)


def _unlocking(options: argparse.Namespace) -> Any:
    store = None if bootstrap.is_address(options.store) else options.store
    return unlocking_for(store, **given(options))


def _around(options: argparse.Namespace) -> Surroundings:
    beside = () if bootstrap.is_address(options.store) or not options.store.is_dir() else (options.store,)
    against = getattr(options, "against", ())
    return Surroundings(SystemClock(), ZoneInfo(bootstrap.local_zone()), beside, against)
