"""`repair` and `damage settle`: letting a checked copy take over from a damaged log, and settling what was lost."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from consent_desktop.application import repairing
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent

WHOLE, BROKEN = 0, 1

NewCommand = Callable[[str, str], argparse.ArgumentParser]


def add_parsers(command: NewCommand) -> None:
    """Both sub-commands; `command` adds what all of them share."""
    command("repair", "let a checked copy take over from a damaged history; the old file stays as it is")
    about = command("damage", "deal with what was lost to damage")
    actions = about.add_subparsers(dest="action", required=True, metavar="ACTION")
    settle = actions.add_parser("settle", help="say that it was dealt with, so that the patients may share anew")
    settle.add_argument("--patient", metavar="NUMBER", help="only this patient's; without it everybody's")
    settle.add_argument("--reason", required=True, help="what was done about it, at most 500 characters")


def run_repair(options: argparse.Namespace, output: Output) -> int:
    """Examine the whole history and let a checked copy take over if anything is wrong with it. Exit status 1: it could not."""
    with open_consent(options) as consent:
        repaired = repairing.repair(consent.clinic)
        vault = repairing.vault_trouble(consent.clinic)
    found, people = repaired.found, repaired.damaged_people
    values = {
        "taken_over": repaired.taken_over,
        "events": found.events,
        "lost": found.lost_count,
        "damaged_people": people,
        "vault": vault,
    }
    if found.first_broken is not None:
        output.fail(f"The history is still broken at event {found.first_broken}: {found.reason}.", "store_damaged")
        return BROKEN
    words = f"The history is unbroken: {found.events} events"
    if found.lost_count:
        words += f", but for {found.lost_count} lost to damage"
    words += ". A checked copy took over." if repaired.taken_over else "."
    if people:
        words += f" Histories that wait to be settled: {people}. See consent-desktop damage settle."
    output.say(words if vault is None else f"{words}\n{vault}", values)
    return WHOLE if vault is None else BROKEN


def run_damage(options: argparse.Namespace, output: Output) -> int:
    """Settle the damage of one patient, or of everybody, with the reason."""
    with open_consent(options) as consent:
        count = repairing.settle(consent.clinic, consent.acting, options.reason, options.patient)
    output.say(f"Damage to histories settled: {count}.", {"settled": count})
    return WHOLE
