"""The manual page and the shells' completions, made from the parser so that they never tell of another program."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from consent_desktop.cli import parser


def _subcommands(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in of._actions:  # argparse offers no other way to ask
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _options(of: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    yield from (action for action in of._actions if action.option_strings)


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("%%", "%")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.splitlines())


def manual_page(version: str, time: int) -> str:
    """Section 1, in roff."""
    built = parser.build()
    day = datetime.fromtimestamp(time, UTC).date().isoformat()
    lines = [
        f'.TH CONSENT\\-DESKTOP 1 "{day}" "Consent Desktop {version}" "User Commands"',
        ".SH NAME",
        "consent\\-desktop \\- manage consent to view health records",
        ".SH SYNOPSIS",
        ".B consent\\-desktop",
        "[\\fIOPTION\\fR]... [\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...]",
        ".SH DESCRIPTION",
        _roff(built.description or ""),
        ".SH OPTIONS",
        *_option_lines(built),
        ".SH COMMANDS",
    ]
    for name, command in sorted(_subcommands(built).items()):
        lines += _command_lines(name, command)
    lines += [".SH EXAMPLES", ".nf", _roff((built.epilog or "").removeprefix("examples:\n")), ".fi"]
    lines += [
        ".SH EXIT STATUS",
        "0: done, or yes; 1: no; 2: there is no answer, and a sentence on standard error says why.",
        ".SH FILES",
        ".TP",
        "\\fI~/.local/share/consent\\-desktop\\fR",
        "clinics made without \\-\\-store, and the demonstration clinic. Removing the package leaves it where it is.",
    ]
    return "\n".join(lines) + "\n"


def _command_lines(name: str, command: argparse.ArgumentParser, depth: int = 0) -> Iterator[str]:
    usage = " ".join(command.format_usage().removeprefix("usage: ").split()).removeprefix("consent-desktop ")
    yield ".SS " + _roff(name) if depth == 0 else ".PP"
    yield f"\\fB{_roff(usage)}\\fR"
    yield ".PP"
    yield _roff(command.description or "")
    for sub_name, below in sorted(_subcommands(command).items()):
        yield from _command_lines(sub_name, below, depth + 1)


def _option_lines(of: argparse.ArgumentParser) -> Iterator[str]:
    for action in _options(of):
        shown = ", ".join(f"\\fB{_roff(name)}\\fR" for name in action.option_strings)
        value = action.metavar if isinstance(action.metavar, str) else ""
        if not value and action.choices:
            value = "{" + ",".join(map(str, action.choices)) + "}"
        yield ".TP"
        yield f"{shown} \\fI{_roff(value)}\\fR" if value else shown
        yield _roff(action.help or "")


def bash_completion() -> str:
    """For bash: the commands, each one's options, and files where a value is expected."""
    built = parser.build()
    commands = _subcommands(built)
    cases = "\n".join(f"        {name}) words='{_words(command)}' ;;" for name, command in sorted(commands.items()))
    return f"""# Completion of consent-desktop for bash; made from the program's own parser.
_consent_desktop() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} command='' words='' index
    for ((index = 1; index < COMP_CWORD; index++)); do
        case ${{COMP_WORDS[index]}} in
        {"|".join(sorted(commands))}) command=${{COMP_WORDS[index]}}; break ;;
        esac
    done
    case $command in
        '') words='{_words(built)}' ;;
{cases}
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o default -F _consent_desktop consent-desktop
"""


def zsh_completion() -> str:
    """For zsh: the commands with what they do, then each one's options."""
    commands = sorted(_subcommands(parser.build()).items())
    told = "\n".join(f"        '{name}:{_quoted(command.description or '')}'" for name, command in commands)
    cases = "\n".join(f"        {name}) compadd -- {_words(command)}; _files ;;" for name, command in commands)
    return f"""#compdef consent-desktop
# Completion of consent-desktop for zsh; made from the program's own parser.
_consent_desktop() {{
    local -a commands
    commands=(
{told}
    )
    local word
    for word in ${{words[2,CURRENT-1]}}; do
        case $word in
{cases}
        *) continue ;;
        esac
        return
    done
    _describe command commands
    compadd -- {" ".join(name for action in _options(parser.build()) for name in action.option_strings)}
}}
_consent_desktop "$@"
"""


def _words(of: argparse.ArgumentParser) -> str:
    names = [name for action in _options(of) for name in action.option_strings]
    return " ".join([*sorted(_subcommands(of)), *names])


def _quoted(text: str) -> str:
    return text.replace("'", "").replace(":", "\\:")
