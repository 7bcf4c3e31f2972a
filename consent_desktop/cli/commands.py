"""The sub-commands. Each opens the store, does one thing, says how it went and gives the exit status."""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from consent_desktop import bootstrap
from consent_desktop.application import account, speaking_for
from consent_desktop.application.clock import end_of_day
from consent_desktop.application.dispatch import Recorded
from consent_desktop.application.errors import PersonNotRegistered, ValidationError
from consent_desktop.cli import accounts, authority, backups, damage, evidence, keys, lookback, people, services, upkeep
from consent_desktop.cli.moments import end_said
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent
from consent_desktop.cli.unlocking import given

YES, NO = 0, 1

Command = Callable[[argparse.Namespace, Output], int]


def window(options: argparse.Namespace) -> int:
    """Open the window, which asks who you are."""
    if options.acting is not None:
        raise ValidationError({"acting": "--as goes with a command; the window asks who you are itself."})
    ways = {} if options.demonstration else given(options)
    return bootstrap.run_windows(options.store, demonstration=options.demonstration, kiosk=options.kiosk, **ways)


def change(options: argparse.Namespace, output: Output) -> int:
    """Ask, grant, revoke, decline or withdraw."""
    entity, number = _actor(options.actor)
    with open_consent(options) as consent:
        calls: dict[str, Callable[..., Recorded]] = {
            "ask": consent.ask_consent,
            "grant": consent.grant_consent,
            "revoke": consent.revoke_consent,
            "decline": consent.decline_request,
            "withdraw": consent.withdraw_request,
        }
        more = _limits(options, consent)
        principal = speaking_for.spoken_for(consent.clinic, consent.acting, options.patient)
        if principal is not None and options.command in ("grant", "revoke", "decline"):
            more["on_authority_of"] = principal
        recorded = calls[options.command](options.patient, entity, number, options.record_types, **more)
    late = " The views follow later." if recorded.views_behind else ""
    output.say(
        f"Recorded as event {recorded.first}.{late}",
        {"positions": list(recorded.positions), "views_behind": recorded.views_behind},
    )
    return YES


def _limits(options: argparse.Namespace, consent: bootstrap.Consent) -> dict[str, Any]:
    more: dict[str, Any] = {"note": options.note} if options.note is not None else {}
    if getattr(options, "until", None) is not None:
        try:
            day = date.fromisoformat(options.until)
        except ValueError:
            raise ValidationError({"until": f"{options.until} is not a day; write it as 2027-06-30."}) from None
        more |= {"until": end_of_day(day, consent.clinic.zone), "until_zone": consent.clinic.zone.key}
    if getattr(options, "purpose", None) is not None:
        code, _, words = options.purpose.partition(":")
        more["purpose"] = {"code": code, "words": words or code}
    return more


def consents(options: argparse.Namespace, output: Output) -> int:
    """List who may see what."""
    with open_consent(options) as consent:
        if consent.person(options.patient) is None:
            raise PersonNotRegistered(f"The clinic knows no patient {options.patient}.")
        for row in consent.consents(options.patient):
            values = account.consent(row)
            output.say(f"{row.entity_name}:{row.entity_id}  {' '.join(values['permissions'])}", values)
    return YES


def check(options: argparse.Namespace, output: Output) -> int:
    """May the actor see it?"""
    entity, number = _actor(options.actor)
    with open_consent(options) as consent:
        decision = consent.check(options.patient, entity, number, options.record_type)
        zone = consent.clinic.zone
        if decision is None:
            known = consent.person(options.patient) is not None
            who = f"{entity} {number}" if known else f"patient {options.patient}"
            output.say(f"No: the clinic knows no {who}.", {"outcome": "deny", "lines": []})
            return NO
    values = account.decision(decision)
    lines = [
        f"  {line['record_type']}: {'yes' if line['permitted'] else 'no'}"
        + (f", event {line['event']}" if line["event"] else ", never asked, never shared")
        + (f", until {end_said(line['until'], zone)}" if line["until"] else "")
        for line in values["lines"]
    ]
    answer = {"permit": "Yes.", "partly": "Partly.", "deny": "No."}[values["outcome"]]
    output.say("\n".join([f"{answer} As of event {decision.position}:", *lines]), values)
    return YES if values["outcome"] == "permit" else NO


def history(options: argparse.Namespace, output: Output) -> int:
    """Show what happened."""
    with open_consent(options) as consent:
        for event in account.events(consent.clinic, consent.acting, options.patient, options.limit):
            at = datetime.fromisoformat(event["recorded_at"]).astimezone(consent.clinic.zone)
            about = " ".join(filter(None, (event["actor"], *event["record_types"])))
            output.say(
                f"{event['position']:>8}  {at:%Y-%m-%d %H:%M:%S}  {event['type']:<17} {event['subject'] or '-'}  {about}".rstrip(),
                event,
            )
    return YES


def parked(options: argparse.Namespace, output: Output) -> int:
    """List the notices that could not be recorded."""
    with open_consent(options) as consent:
        rows = consent.clinic.parked_notices(consent.acting)
    for row in rows:
        event = account.event(row.event)
        values = {"notice_id": row.notice_id, "reason": row.reason, "event": event}
        output.say(f"{row.notice_id}  {row.reason}  about event {event['position']}", values)
    if not rows:
        output.say("No notice was set aside.", {"parked": 0})
    return YES


def version(output: Output) -> int:
    """Print versions."""
    values = {"consent-desktop": importlib.metadata.version("consent-desktop"), "python": platform.python_version()}
    values |= {name: importlib.metadata.version(name) for name in ("PySide6_Essentials", "SQLAlchemy", "sqlcipher3")}
    output.say("\n".join(f"{name} {number}" for name, number in values.items()), values)
    return YES


def self_check(output: Output) -> int:
    """Try every part."""
    problems = bootstrap.self_check()
    for problem in problems:
        output.fail(problem, "self_check_failed")
    if problems:
        return 2
    version(output)
    output.say("Everything works.", {"self_check": "ok"})
    return YES


def tour(options: argparse.Namespace, output: Output) -> int:
    """Play the story through the windows."""
    if options.out.exists() and not options.out.is_dir():
        raise ValidationError({"out": f"{options.out} is not a folder; the pictures need one."})
    problems = bootstrap.run_tour(options.out)
    for problem in problems:
        output.fail(problem, "tour_disagreed")
    if not problems:
        output.say(f"The tour's pictures and manifest.json are in {options.out}.", {"out": str(options.out)})
    return NO if problems else YES


def _actor(text: str) -> tuple[str, str]:
    entity, colon, number = text.partition(":")
    if not colon:
        raise ValidationError({"actor": f"{text} does not name an actor; write it as doctor:70-0001."})
    return entity, number


COMMANDS: Final[Mapping[str, Command]] = {
    "store": upkeep.init,
    "ask": change,
    "grant": change,
    "revoke": change,
    "decline": change,
    "withdraw": change,
    "consents": consents,
    "check": check,
    "history": history,
    "as-of": lookback.as_of,
    "trace": lookback.trace,
    "verify": evidence.run_verify,
    "checkpoint": evidence.run_checkpoint,
    "prove": evidence.run_prove,
    "backup": backups.run_backup,
    "restore": backups.run_restore,
    "keys": keys.run,
    "accounts": accounts.run,
    "authority": authority.run,
    "repair": damage.run_repair,
    "damage": damage.run_damage,
    "rebuild": upkeep.rebuild,
    "feed": services.feed,
    "subscriptions": services.subscriptions,
    "notices": parked,
    "import-people": people.run,
    "tour": tour,
}
