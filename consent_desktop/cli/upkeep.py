"""`store init` and `rebuild`: making a store, and making its views anew."""

from __future__ import annotations

import argparse

from consent_desktop import bootstrap
from consent_desktop.application import upkeep
from consent_desktop.application.errors import ClinicError, ValidationError
from consent_desktop.application.keys import this_computers_ring
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent
from consent_desktop.cli.stopping import stopping
from consent_desktop.cli.unlocking import given, say_kit

DONE, DIFFERENT, STOPPED = 0, 1, 2


def init(options: argparse.Namespace, output: Output) -> int:
    """Make a store, or say what a server's administrator has to grant first."""
    if options.print_grants is not None:
        from consent_desktop.application.server_grants import server_grants  # PostgreSQL's client comes with it

        words = server_grants(options.print_grants)
        output.say(words, {"grants": words})
        return DONE
    values = {"store": str(options.store)}
    where = "in this database" if bootstrap.is_address(options.store) else f"in {options.store}"
    if _there(options):
        output.say(f"There was a store {where} already; nothing was changed.", values)
        return DONE
    facts = {"name": options.name} if options.name else {}
    way = given(options)
    if options.plain or bootstrap.is_address(options.store):
        bootstrap.open_clinic(options.store, plain=options.plain, facts=facts, **way).close()
        output.say(f"A new store was made {where}.", values)
        return DONE
    if "recovery" in way:
        raise ValidationError({"recovery": "A new store gets a recovery kit of its own. Nothing was made."})
    ring = None if options.no_key_ring else this_computers_ring()
    kit = bootstrap.make_protected(options.store, facts=facts, ring=ring, **way)
    opens = "This computer's account opens it by itself." if ring is not None else "No key ring opens it by itself."
    sentence = (
        f"A new protected store was made {where}. {opens} Its first administrator begins with --as administrator:1."
    )
    say_kit(output, kit.words, sentence, {**values, "key_ring": ring is not None})
    return DONE


def _there(options: argparse.Namespace) -> bool:
    if not bootstrap.is_address(options.store):
        return bootstrap.store_exists(options.store)
    try:
        bootstrap.open_clinic(options.store, chores=False).close()
    except ClinicError as error:
        if error.code == "store_key_missing":  # what is said where there is none and none was to be made
            return False
        raise
    return True


def rebuild(options: argparse.Namespace, output: Output) -> int:
    """Build views anew, or with --check only compare them. Exit status 1: some differ, 2: stopped."""
    if options.check and options.view:
        raise ValidationError({"view": "--check compares every view; leave --view out."}, "Nothing was done.")
    with open_consent(options) as consent, stopping() as asked:
        clinic = consent.clinic
        if options.check:
            found = upkeep.differences(clinic, output.progress, asked.is_set)
        else:
            found = [] if upkeep.rebuild(clinic, options.view, output.progress, asked.is_set) else None
        position = clinic.views.position()
    if found is None:
        output.fail("Stopped. The views are as they were, and nothing was recorded.", "interrupted")
        return STOPPED
    for one in found:
        output.say(
            f"{one['table']} differs: {one['missing']} rows are missing, {one['extra']} should not be there. "
            "Build the views anew with consent-desktop rebuild.",
            one,
        )
    if found:
        return DIFFERENT
    what = "agree with what is built anew from" if options.check else "were built anew from"
    output.say(f"The views {what} {position} events.", {"events": position})
    return DONE
