"""`repair` and `damage settle`: letting a checked copy take over from a damaged log, and settling what was lost."""

from __future__ import annotations

import argparse

from consent_desktop.application import mending
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent

DONE, BROKEN = 0, 1


def repair(options: argparse.Namespace, output: Output) -> int:
    """Examine the whole history and let a checked copy take over if anything is wrong with it. Exit status 1: it could not."""
    with open_consent(options) as consent:
        mended = mending.mend(consent.clinic)
    found, people = mended.found, mended.people
    values = {"repaired": mended.repaired, "events": found.events, "lost": found.lost_count, "damaged_people": people}
    if found.first_broken is not None:
        output.fail(f"The history is still broken at event {found.first_broken}: {found.reason}.", "store_damaged")
        return BROKEN
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
        count = mending.settle(consent.clinic, consent.acting, options.reason, options.patient)
    output.say(f"Damage settled for {count} people.", {"settled": count})
    return DONE
