"""The consent-desktop command: opens the window, or does one thing and says how it went."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from consent_desktop.application.errors import ConsentDesktopError
from consent_desktop.cli import commands, parser, place
from consent_desktop.cli.logging import logging_json, telling_of_damage
from consent_desktop.cli.output import NotTold, Output

ERROR = 2
"""Exit status where there is no answer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; gives the exit status."""
    options = parser.build().parse_args(arguments)
    output = Output(as_json=options.json)
    try:
        place.settle(options)
        with logging_json(sys.stderr) if options.log_json else telling_of_damage(output):
            return _run(options, output)
    except ConsentDesktopError as error:
        if isinstance(error, NotTold) and sys.stdout is not None:
            with suppress(OSError):
                sys.stdout.close()  # else what is left in it fails once more when the program ends
        output.fail(str(error), error.code)
        return ERROR
    except BrokenPipeError:  # whoever read our lines has read enough
        sys.stderr.close()
        return ERROR
    except KeyboardInterrupt:
        output.fail("Stopped. What was recorded until now is kept.", "interrupted")
        return ERROR


def _run(options: argparse.Namespace, output: Output) -> int:
    if options.version:
        return commands.version(output)
    if options.self_check:
        return commands.self_check(output)
    if options.command is None:
        return commands.window(options)
    return commands.COMMANDS[options.command](options, output)


if __name__ == "__main__":
    sys.exit(main())
