"""`accounts`: one-time codes with which people choose a PIN or a password, and what the desk sees of accounts."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from consent_desktop.application import account_desk
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent
from consent_desktop.cli.unlocking import typed

DONE = 0

NewCommand = Callable[[str, str], argparse.ArgumentParser]
NewAction = Callable[..., argparse.ArgumentParser]


def add_parsers(command: NewCommand, action_of: NewAction) -> None:
    """The sub-command; `command` and `action_of` add what all of them share."""
    accounts = command("accounts", "make one-time codes, and see who has chosen a PIN or a password")
    actions = accounts.add_subparsers(dest="action", required=True, metavar="ACTION")
    issue = action_of(actions, "issue-code", "make a code with which somebody chooses a PIN or a password, once")
    issue.add_argument("person", metavar="KIND:NUMBER", help="whose, for instance patient:20-4817")
    state = action_of(actions, "state", "has somebody chosen a secret, and when were they last here?")
    state.add_argument("people", metavar="KIND:NUMBER", nargs="+", help="whose, for instance nurse:71-0001")


def run(options: argparse.Namespace, output: Output) -> int:
    """Do the action."""
    with open_consent(options) as consent:
        clinic, acting = consent.clinic, consent.acting
        if options.action == "state":
            for name, one in account_desk.states(clinic, acting, options.people).items():
                values = {
                    "person": name,
                    "has_secret": one.has_secret,
                    "last_here": one.last_here and one.last_here.isoformat(),
                    "code_until": one.code_until and one.code_until.isoformat(),
                }
                here = f"last here {one.last_here:%Y-%m-%d %H:%M}" if one.last_here else "never here"
                code = f", a code is good until {one.code_until:%Y-%m-%d %H:%M}" if one.code_until else ""
                output.say(f"{name}  {'has' if one.has_secret else 'no'} secret, {here}{code}", values)
            return DONE
        acting = account_desk.proved(clinic, acting, options.acting, typed)
        issued = account_desk.issue_code(clinic, acting, options.person)
    output.say(
        f"{issued.code}\nGood once, until {issued.expires:%Y-%m-%d %H:%M} UTC. It is kept nowhere: give it to them now.",
        {"person": options.person, "code": issued.code, "expires": issued.expires.isoformat()},
    )
    return DONE
