"""What opens a protected clinic on the command line. Secrets are asked for, or come from files; never from the command."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from consent_desktop.application.errors import ValidationError
from consent_desktop.cli.output import Output

LARGEST = 4096


def add_options(parser: argparse.ArgumentParser, unless_given: Any) -> None:
    """The options that every command has."""
    parser.add_argument(
        "--key-file",
        metavar="FILE",
        type=Path,
        default=unless_given,
        help="the clinic's key itself, for unattended use: whoever can read that file can read the clinic",
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        default=unless_given,
        help="a file whose first line is the passphrase",
    )
    off = False if unless_given is None else unless_given
    parser.add_argument("--passphrase", action="store_true", default=off, help="ask for the passphrase")
    parser.add_argument("--recovery", action="store_true", default=off, help="ask for the recovery kit")


def given(options: argparse.Namespace) -> dict[str, Any]:
    """What was given, as `open_clinic` takes it; asks for what is to be typed. Empty: the key ring is asked.

    Raises `ValidationError` where two ways were given at once.
    """
    said = {name: vars(options).get(name) for name in ("key_file", "passphrase_file", "passphrase", "recovery")}
    ways = [name for name, value in said.items() if value]
    if len(ways) > 1:
        raise ValidationError({"key_file": "Give one way to open the clinic, not several. Nothing was opened."})
    match ways:
        case ["key_file"]:
            return {"key_file": said["key_file"]}
        case ["passphrase_file"]:
            return {"passphrase": first_line(options.passphrase_file)}
        case ["passphrase"]:
            return {"passphrase": typed("Passphrase: ")}
        case ["recovery"]:
            return {"recovery": typed("Recovery kit: ")}
        case _:
            return {}


def typed(prompt: str) -> str:
    """What somebody types without its being shown; from a pipe, its next line."""
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n")


def typed_twice(prompt: str) -> str:
    """The same for a new secret: typed once more where somebody sits there. Raises `ValidationError` if they differ."""
    one = typed(prompt)
    if sys.stdin.isatty() and typed("Once more: ") != one:
        raise ValidationError({"passphrase": "The two were not the same. Nothing was changed."})
    return one


def first_line(path: Path) -> str:
    """The first line of the file with a passphrase. Raises `ValidationError`."""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline(LARGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise ValidationError(
            {"passphrase_file": f"{path} cannot be read as text. Nothing was opened; name another file."}
        ) from None


def say_kit(output: Output, words: str, sentence: str, values: dict[str, Any]) -> None:
    """Show a recovery kit, this once."""
    output.say(
        f"{sentence}\n\n    {words}\n\nThis is the recovery kit, shown this once: it opens the clinic where nothing else does. Write it "
        "down twice and keep both where nobody else comes.",
        {**values, "recovery_kit": words},
    )
