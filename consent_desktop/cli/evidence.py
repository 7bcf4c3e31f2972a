"""`verify`, `checkpoint` and `prove`: evidence of the history for people who were not there."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from consent_desktop import bootstrap
from consent_desktop.application import anchoring, repairing
from consent_desktop.application.errors import ClinicError, ValidationError
from consent_desktop.application.evidence import Evidence
from consent_desktop.application.two_people import both
from consent_desktop.cli import unlocking
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent

WHOLE, BROKEN = 0, 1

NewCommand = Callable[[str, str], argparse.ArgumentParser]
"""Makes the parser of one sub-command from its name and text."""


def add_parsers(command: NewCommand) -> None:
    """The three sub-commands; `command` adds what all of them share."""
    verify = command("verify", "check the whole history; exit status 0: unbroken, 1: broken")
    verify.add_argument("--against", metavar="CHECKPOINT-FILE", type=Path, help="an anchor that was kept elsewhere")
    checkpoint = command("checkpoint", "sign the history as it stands now, and anchor it elsewhere")
    checkpoint.add_argument(
        "--to", metavar="FOLDER", type=Path, help="put it there, on a stick for instance, now and from now on"
    )
    checkpoint.add_argument("--once", action="store_true", help="with --to: only this time")
    checkpoint.add_argument("--forget", metavar="FOLDER", type=Path, help="anchor there no longer; what is there stays")
    checkpoint.add_argument("--approved-by", metavar="NUMBER", help="with --forget: the second person's number")
    checkpoint.add_argument(
        "--leaves", metavar="FILE", type=Path, help="write the hash of every event signed, one a line"
    )
    prove = command("prove", "prove that an event is in the history, or that the history only grew; see --since")
    prove.add_argument("position", metavar="POSITION", nargs="?", type=int, help="the event's number in the history")
    prove.add_argument(
        "--since", metavar="CHECKPOINT-FILE", type=Path, help="prove that nothing changed up to this older checkpoint"
    )
    prove.add_argument("--out", metavar="FILE", type=Path, help="write the proof there; without it, to the screen")


def run_verify(options: argparse.Namespace, output: Output) -> int:
    """Check the history. Exit status 1 where it is broken, altered or rolled back."""
    with open_consent(options) as consent:
        evidence = consent.clinic.evidence
        found = evidence.verify(options.against, lambda done, total: output.progress(done, total, "Checked"))
        taken_over, done = _repaired(consent, broken=found.first_broken is not None)
        vault = repairing.vault_trouble(consent.clinic)
        anchored, last = _last_anchored(evidence, consent.clinic.zone)
    values: dict[str, Any] = {
        "unbroken": found.unbroken,
        "events": found.events,
        "lost": found.lost,
        "first_broken": found.first_broken,
        "reason": found.reason,
        "checkpoints_agreeing": found.kept,
        "checkpoint_at_fault": None if found.kept_at_fault is None else found.kept_at_fault.judgement.value,
        "against": [
            {"judgement": one.judgement.value, "size": one.size, "lost": one.lost, "held": one.held}
            for one in found.against
        ],
        "message": found.sentence,
        "taken_over": taken_over,
        "vault": vault,
        "last_anchored": last,
    }
    output.say("\n".join(filter(None, (found.sentence, done, vault, anchored))), values)
    return WHOLE if found.unbroken and vault is None else BROKEN


def _repaired(consent: bootstrap.Consent, *, broken: bool) -> tuple[bool, str]:
    """Damage that was found is not left to stand: a checked copy takes over, and nothing that it may concern is permitted."""
    if not broken:
        return False, ""
    try:
        repaired = repairing.repair(consent.clinic)
    except ClinicError as error:
        return False, f"It could not be repaired: {error}"
    if not repaired.taken_over:
        return False, ""
    return True, (
        f"A checked copy took over; the damaged file is kept. Events lost: {repaired.found.lost_count}. People whose histories wait "
        f"to be settled, and of whom nothing is shared until then: {repaired.damaged_people}. See consent-desktop damage settle --help."
    )


def _last_anchored(evidence: Evidence, zone: ZoneInfo) -> tuple[str, dict[str, Any] | None]:
    """What is remembered of anchors, for people and for programs; it never stands in the way of the finding."""
    try:
        last = evidence.last_anchored()
    except ClinicError as error:
        return str(error), None
    if last is None:
        return "Never anchored elsewhere: see checkpoint --to.", None
    values = {
        "position": last.position,
        "at": last.at.isoformat(),
        "folder": str(last.folder),
        "events_since": last.events_since,
        "lost": last.lost,
    }
    lost = f" Anchored events lost to damage: {last.lost}." if last.lost else ""
    at = f"{last.at.astimezone(zone):%Y-%m-%d %H:%M}"
    return (
        f"Last anchored at event {last.position}, {at}, in {last.folder}; {last.events_since} events since.{lost}",
        values,
    )


def run_checkpoint(options: argparse.Namespace, output: Output) -> int:
    """Sign the history, and put the checkpoint where it is out of reach."""
    if options.once and options.to is None:
        raise ValidationError({"once": "--once goes with --to FOLDER."}, "Nothing was done.")
    with open_consent(options) as consent:
        evidence = consent.clinic.evidence
        if options.forget is not None:
            return _forget(options, output, consent)
        leaves = ""
        if options.leaves is not None:
            evidence.write_leaves(options.leaves)
            leaves = f" The leaves are in {options.leaves}."
        if options.to is None:
            kept = evidence.checkpoint()
            sentence = "It is beside the history; name a stick or folder elsewhere with --to, or it proves little."
        else:
            kept = evidence.anchor(options.to, remember=not options.once)
            same = evidence.on_the_same_disk(options.to)
            near = " That is on the history's own disk: keep a copy out of reach of whoever can change the history."
            sentence = f"It is in {options.to}.{near if same else ''}"
        values: dict[str, Any] = {
            "size": kept.size,
            "to": None if options.to is None else str(options.to),
            "key": evidence.vkey,
        }
    values["checkpoint"] = kept.note
    output.say(f"{kept.size} events are signed. {sentence}{leaves}\nThe key to check it with: {values['key']}", values)
    return WHOLE


def _forget(options: argparse.Namespace, output: Output, consent: bootstrap.Consent) -> int:
    folder = options.forget.absolute()
    if not anchoring.is_served(consent.clinic, folder):
        output.say("That folder was not served.", {"forgotten": False})
        return WHOLE
    if options.approved_by is None:
        raise ValidationError(
            {"approved_by": "That takes two people: name the second with --approved-by NUMBER."}, "Nothing was done."
        )
    acting, second = both(consent.clinic, consent.acting, options.acting, options.approved_by, unlocking.typed)
    anchoring.stop(consent.clinic, acting, second, folder)
    output.say(f"Checkpoints no longer go to {options.forget}. What is there stays.", {"forgotten": True})
    return WHOLE


def run_prove(options: argparse.Namespace, output: Output) -> int:
    """Write a proof that stands alone."""
    if (options.position is None) == (options.since is None):
        raise ValidationError(
            {"position": "Name one event by its number, or an older checkpoint with --since."}, "Nothing was done."
        )
    with open_consent(options) as consent:
        evidence = consent.clinic.evidence
        if options.since is None:
            text = evidence.prove(options.position).text()
            what = f"The proof of event {options.position}"
        else:
            text = evidence.prove_growth(options.since).text()
            what = "The proof that the history only grew"
        key = evidence.vkey
    if options.out is None:
        output.say(text.rstrip("\n"), {"proof": text, "key": key})
        return WHOLE
    try:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ProofNotWritten(f"{options.out} cannot be written ({error.strerror}). Name another file.") from error
    output.say(f"{what} is in {options.out}. The key to check it with: {key}", {"out": str(options.out), "key": key})
    return WHOLE


class ProofNotWritten(ClinicError):
    """The file for a proof cannot be written."""

    code = "proof_not_written"
