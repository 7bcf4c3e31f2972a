"""`repair` and `damage settle` on the command line, through their own parser."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from consent_desktop.application.errors import PersonNotRegistered
from consent_desktop.cli import damage
from consent_desktop.cli.output import Output
from tests.application.test_damage import damage_one
from tests.support.stores import a_consent


def parsed(folder: Path, *arguments: str) -> argparse.Namespace:
    """The options as the program would have them."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command")
    damage.add_parsers(lambda name, text: commands.add_parser(name, help=text))
    options = parser.parse_args(arguments)
    options.store, options.acting, options.demonstration, options.json, options.tls = folder, None, False, False, None
    return options


def test_a_damaged_history_is_repaired_and_settled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage_one(tmp_path)
    output = Output(as_json=False)
    assert damage.run_repair(parsed(tmp_path, "repair"), output) == damage.WHOLE
    said = capsys.readouterr().out
    assert "but for 1 lost to damage. A checked copy took over" in said
    assert "wait to be settled: 1." in said
    assert damage.run_repair(parsed(tmp_path, "repair"), output) == damage.WHOLE
    assert "took over" not in capsys.readouterr().out
    with pytest.raises(PersonNotRegistered):
        damage.run_damage(parsed(tmp_path, "damage", "settle", "--patient", "nobody", "--reason", "Spoke."), output)
    assert (
        damage.run_damage(parsed(tmp_path, "damage", "settle", "--reason", "Spoke with her."), output) == damage.WHOLE
    )
    assert capsys.readouterr().out == "Damage to histories settled: 1.\n"
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "exams")
        assert consent.has_consent("p", "doctor", "d", "exams")
