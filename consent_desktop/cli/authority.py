"""`authority`: who may act for a patient."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from consent_desktop.application import speaking_for
from consent_desktop.application.clock import end_of_day
from consent_desktop.application.errors import ValidationError
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent

DONE = 0

NewCommand = Callable[[str, str], argparse.ArgumentParser]
NewAction = Callable[..., argparse.ArgumentParser]


def add_parsers(command: NewCommand, action_of: NewAction) -> None:
    """The sub-command; `command` and `action_of` add what all of them share."""
    authority = command(
        "authority", "say who may act for a patient; they then grant and revoke with --as patient:NUMBER"
    )
    actions = authority.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, text in (("give", "let somebody act for a patient"), ("end", "let them act for the patient no longer")):
        parser = action_of(actions, name, text)
        parser.add_argument("patient", metavar="PATIENT", help="the patient's record number")
        parser.add_argument("representative", metavar="REPRESENTATIVE", help="the record number of who acts for them")
        parser.add_argument("--paper", metavar="WHERE", help="where the signed paper lies, if the desk enters this")
        if name == "give":
            parser.add_argument("--until", metavar="DAY", help="last day, as 2027-06-30")


def run(options: argparse.Namespace, output: Output) -> int:
    """Do the action."""
    with open_consent(options) as consent:
        clinic, acting = consent.clinic, consent.acting
        if options.action == "end":
            recorded = speaking_for.end(clinic, acting, options.patient, options.representative, options.paper)
        else:
            until = None
            if options.until is not None:
                try:
                    until = end_of_day(date.fromisoformat(options.until), clinic.zone)
                except ValueError:
                    words = f"{options.until} is not a day; write it as 2027-06-30."
                    raise ValidationError({"until": words}) from None
            recorded = speaking_for.give(clinic, acting, options.patient, options.representative, until, options.paper)
    output.say(f"Recorded as event {recorded.first}.", {"positions": list(recorded.positions)})
    return DONE
