"""`as-of` and `trace`: who could see what then, and which event led to which."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from consent_desktop.application import lookback
from consent_desktop.cli.moments import end_said
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent

DONE = 0


def as_of(options: argparse.Namespace, output: Output) -> int:
    """Who could see what of a patient."""
    with open_consent(options) as consent:
        zone = consent.clinic.zone
        known, true = (
            None if text is None else lookback.moment_from(name, text, zone)
            for name, text in (("known", options.known), ("at", options.at))
        )
        values = lookback.patient_as_of(
            consent.clinic, consent.acting, options.patient, known=known, true=true, version=options.version_of
        )
    lines = [_heading(values, zone), *(_seeing(one, zone) for one in values["could_see"])]
    if not values["could_see"]:
        lines.append("  Nobody could see anything.")
    output.say("\n".join(lines), values)
    return DONE


def _heading(values: dict[str, Any], zone: ZoneInfo) -> str:
    known = "" if values["known"] is None else f", as known at {_said(values['known'], zone)}"
    return (
        f"Patient {values['patient']} at {_said(values['at'], zone)}{known} "
        f"(history up to event {values['position']}, {values['version']} of them this patient's):"
        f"{_missing(values['lost'])}"
    )


def _missing(lost: list[list[int]]) -> str:
    """That the answer rests on a part of the history only."""
    if not lost:
        return ""
    runs = ", ".join(f"{first}" if first == last else f"{first} to {last}" for first, last in lost)
    return (
        f"\n  Part of this patient's history is lost to damage: events among {runs}. What they said is not in this answer; it "
        "may name too much or too little."
    )


def _seeing(one: dict[str, Any], zone: ZoneInfo) -> str:
    ends = [grant["until"] for grant in one["grants"]]
    limit = f", until {end_said(max(ends), zone)} at the longest" if ends and None not in ends else ""
    asked = f"; had asked for {' '.join(one['asked'])}" if one["asked"] else ""
    return f"  {one['actor']}  {' '.join(one['record_types']) or 'nothing'}{limit}{asked}"


def _said(moment: str, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(zone):%Y-%m-%d %H:%M}"


def trace(options: argparse.Namespace, output: Output) -> int:
    """What led to an event, and what it led to, as a tree; the event itself is marked."""
    with open_consent(options) as consent:
        zone = consent.clinic.zone
        for one in lookback.causes_and_effects(consent.clinic, consent.acting, options.position):
            mark = "*" if one["relation"] == "itself" else " "
            about = " ".join(filter(None, (one["subject"], one["actor"], *one["record_types"])))
            output.say(
                f"{mark} {'  ' * one['depth']}{one['position']}  {_said(one['recorded_at'], zone)}  {one['type']} {about}",
                one,
            )
    return DONE
