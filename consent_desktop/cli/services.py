"""`feed` and `subscriptions`: the events for other services, how far each has come, and what was set aside."""

from __future__ import annotations

import argparse
import os
import sys

from consent_desktop.application import services
from consent_desktop.cli.output import Output
from consent_desktop.cli.place import open_consent
from consent_desktop.cli.stopping import stopping
from consent_desktop.interchange.feed import Feed

DONE, FAILED = 0, 1


def send(line: str) -> None:
    """One event, on its way before the next is read."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def feed(options: argparse.Namespace, output: Output) -> int:
    """Write the events as CloudEvents, one a line. That its reader has read enough, or Ctrl+C, is a good end."""
    start = options.start or 0
    with open_consent(options) as consent, stopping() as asked:
        sending = Feed(consent.clinic, consent.acting, send, asked)
        try:
            if options.subscription is None:
                sending.since(start, follow=options.follow)
            else:
                sending.named(options.subscription, start, follow=options.follow)
        except BrokenPipeError:
            _nobody_reads()
    return DONE


def _nobody_reads() -> None:
    """What is left in the buffer would be written once more when the program ends, and fail again."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # a device, not a path of ours
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def subscriptions(options: argparse.Namespace, output: Output) -> int:
    """List them, or look after what one of them set aside."""
    with open_consent(options) as consent:
        match options.action:
            case "parked":
                return _parked(services.parked(consent.clinic, consent.acting, options.name), output)
            case "skip":
                services.skip(consent.clinic, consent.acting, options.name, options.position, options.reason)
                output.say(
                    f"Event {options.position} will not be handled for {options.name}. It is kept with the reason.",
                    {"name": options.name, "position": options.position, "skipped": options.reason},
                )
                return DONE
            case "replay":
                sent = Feed(consent.clinic, consent.acting, send).replay(options.name, options.position)
                if not sent:
                    output.fail(
                        f"Event {options.position} could not be sent this time either. It is kept; see consent-desktop "
                        f"subscriptions parked {options.name}.",
                        "event_not_handled",
                    )
                return DONE if sent else FAILED
            case _:
                return _listed(services.places(consent.clinic, consent.acting), output)


def _listed(places: list[services.Values], output: Output) -> int:
    for one in places:
        aside = f", {one['parked']} events set aside" if one["parked"] else ""
        aside += f", {one['skipped']} skipped" if one["skipped"] else ""
        output.say(f"{one['name']}  at event {one['position']}, {one['behind']} behind{aside}", one)
    if not places and not output.as_json:
        output.say("There are no subscriptions.", {})
    return DONE


def _parked(found: list[services.Values], output: Output) -> int:
    for one in found:
        skipped = "" if one["skipped"] is None else f"; skipped: {one['skipped']}"
        output.say(
            f"event {one['position']}  since {one['since']}, tried {one['tries']} times: {one['reason']}{skipped}", one
        )
    if not found and not output.as_json:
        output.say("Nothing was set aside.", {})
    return DONE
