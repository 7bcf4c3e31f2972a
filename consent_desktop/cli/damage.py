"""`repair` and `damage settle`: letting a checked copy take over from a damaged log, and settling what was lost."""

from __future__ import annotations

import argparse
from typing import Any

from consent_desktop.application.dispatch import Dispatch
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent
from consent_desktop.domain.commands import SettleDamage
from consent_desktop.domain.errors import PersonNotRegistered
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models import damage

DONE = 0


def add_parsers(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add both to the sub-commands; each parsed result carries its function as `run`."""
    one = commands.add_parser(
        "repair",
        parents=[common],
        help="let a checked copy take over from a damaged history; the old file stays as it is",
    )
    one.set_defaults(run=repair)
    about = commands.add_parser("damage", help="deal with what was lost to damage")
    kinds = about.add_subparsers(required=True, metavar="WHAT")
    settle_one = kinds.add_parser(
        "settle", parents=[common], help="say that the damage was dealt with, so that the patients may share anew"
    )
    settle_one.add_argument("--patient", metavar="NUMBER", help="only this patient's; without it everybody's")
    settle_one.add_argument("--reason", required=True, help="what was done about it, at most 500 characters")
    settle_one.set_defaults(run=settle)


def repair(options: argparse.Namespace, output: Output) -> int:
    """Examine the whole history and let a checked copy take over if anything is wrong with it."""
    with open_consent(options) as consent:
        clinic = consent.clinic
        before = clinic.log.segment
        repaired = clinic.repair() or before > 1
        clinic.catch_up()
        found = clinic.verify()
        people = clinic.ask(damage.unsettled).people
    values = {"repaired": repaired, "events": found.events, "lost": found.lost_count, "damaged_people": people}
    if found.first_broken is not None:
        output.fail(f"The history is still broken at event {found.first_broken}: {found.reason}.", "store_damaged")
        return 1
    if not found.lost and not people:
        output.say(f"The history is whole: {found.events} events. Nothing was changed.", values)
    else:
        output.say(
            f"The history is unbroken: {found.events} events, but for {found.lost_count} lost to damage. Histories that "
            f"wait to be settled: {people}; see consent-desktop damage settle.",
            values,
        )
    return DONE


def settle(options: argparse.Namespace, output: Output) -> int:
    """Settle the damage of one patient, or of everybody, with the reason."""
    with open_consent(options) as consent:
        clinic = consent.clinic
        clinic.catch_up()
        subjects = clinic.ask(damage.subjects)
        if options.patient is not None:
            person = clinic.find(PersonKind.PATIENT, options.patient)
            if person is None:
                raise PersonNotRegistered(f"Nothing was recorded: the clinic knows no patient {options.patient}.")
            subjects = [person.subject]
        for subject in subjects:
            clinic.dispatch(Dispatch(SettleDamage(subject=subject, reason=options.reason), consent.acting))
    output.say(f"Damage settled for {len(subjects)} people.", {"settled": len(subjects)})
    return DONE
