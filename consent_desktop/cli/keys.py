"""`keys`: the ways there are to open a protected clinic, and a new key for it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from consent_desktop import bootstrap
from consent_desktop.application.keys import Keys, rotate_key, this_computers_ring
from consent_desktop.application.two_people import both
from consent_desktop.cli import unlocking
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent

DONE = 0

NewCommand = Callable[[str, str], argparse.ArgumentParser]
NewAction = Callable[..., argparse.ArgumentParser]


def add_parsers(command: NewCommand, action_of: NewAction) -> None:
    """The sub-command with its actions; `command` and `action_of` add what all of them share."""
    keys = command("keys", "look after what opens a protected clinic")
    actions = keys.add_subparsers(dest="action", required=True, metavar="ACTION")
    action_of(actions, "list", "list every way there is to open the clinic")
    action_of(actions, "add-passphrase", "let one more passphrase open it; it is asked for")
    action_of(actions, "add-key-ring", "let this computer's account open it by itself")
    remove = action_of(actions, "remove", "take one way away; the last that outlives this computer stays")
    remove.add_argument("slot", metavar="SLOT", help="its name, as keys list says it")
    action_of(actions, "new-recovery-kit", "make a new recovery kit; those from before open nothing any more")
    rotate = action_of(
        actions,
        "rotate",
        "give the clinic a new key and a new recovery kit, with a second person; close its windows first",
    )
    rotate.add_argument("--approved-by", metavar="NUMBER", required=True, help="the second person's number")
    rotate.add_argument("--keep", metavar="FILE", type=Path, help="write the new key there, for unattended use")


def run(options: argparse.Namespace, output: Output) -> int:
    """Do what the action says."""
    if options.action == "rotate":
        return _rotate(options, output)
    with open_consent(options) as consent:
        keys = Keys(consent.clinic, consent.acting)
        match options.action:
            case "add-passphrase":
                slot = keys.add_passphrase(unlocking.typed_twice("New passphrase: "))
                output.say("The passphrase opens the clinic from now on.", {"slot": slot.id})
            case "add-key-ring":
                slot = keys.add_key_ring()
                output.say("This computer's account opens the clinic by itself from now on.", {"slot": slot.id})
            case "remove":
                keys.remove(options.slot)
                output.say("That way does not open the clinic any more.", {"removed": options.slot})
            case "new-recovery-kit":
                keys.new_recovery_kit(lambda kit: unlocking.say_kit(output, kit.words, _INSTEAD, {}))
            case _:
                for slot in keys.slots():
                    made = slot.made.astimezone(consent.clinic.zone)
                    values = {"slot": slot.id, "kind": slot.kind, "made": slot.made.isoformat()}
                    output.say(f"{slot.id}  {_NAMES[slot.kind]}, made {made:%Y-%m-%d %H:%M}", values)
    return DONE


_INSTEAD = "A new recovery kit. Those from before open nothing from now on."
_NAMES = {"keyring": "the key ring of an account", "recovery": "the recovery kit", "passphrase": "a passphrase"}


def _rotate(options: argparse.Namespace, output: Output) -> int:
    def show(kit: Any) -> None:
        sentence = "This recovery kit opens the clinic once it has its new key, which it gets now."
        unlocking.say_kit(output, kit.words, sentence, {})

    with open_consent(options) as consent:
        acting, approved_by = both(consent.clinic, consent.acting, options.acting, options.approved_by, unlocking.typed)
        clinic, _ = rotate_key(
            consent.clinic,
            acting,
            approved_by,
            reopen=lambda folder, key: bootstrap.open_clinic(folder, key=key),
            show=show,
            ring=this_computers_ring(),
            keep=options.keep,
        )
        clinic.close()
    output.say(
        "The clinic has its new key. Recovery kits, passphrases and key files from before open nothing any more.",
        {"rotated": True},
    )
    return DONE
