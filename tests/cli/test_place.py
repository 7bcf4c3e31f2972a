"""Where the store is: a folder or an address, and how a server's certificate is checked."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from consent_desktop import bootstrap
from consent_desktop.cli.main import main
from consent_desktop.cli.place import settle, store_place, with_tls
from tests.support.command_line import CommandLine
from tests.support.servers import Postgres

ADDRESS = "postgresql+psycopg://desk:p%2Fw@server/clinic"


def options(store: str, **more: object) -> argparse.Namespace:
    return argparse.Namespace(**{"store": store_place(store), "tls": None, "demonstration": False, **more})


@pytest.mark.parametrize(
    ("address", "mode", "meant"),
    [
        (ADDRESS, None, ADDRESS),
        (ADDRESS, "verify-full", ADDRESS),
        (ADDRESS, "require", f"{ADDRESS}?sslmode=require"),
        (f"{ADDRESS}?sslmode=disable&connect_timeout=3", "verify-ca", f"{ADDRESS}?connect_timeout=3&sslmode=verify-ca"),
        (f"{ADDRESS}?sslmode=disable", "verify-full", ADDRESS),
        (f"{ADDRESS}?sslmode=disable", None, f"{ADDRESS}?sslmode=disable"),
        ("postgresql+psycopg:///clinic?host=%2Frun", "disable", "postgresql+psycopg:///clinic?host=%2Frun&sslmode=disable"),
    ],
)  # fmt: skip
def test_tls_is_said_in_the_address(address: str, mode: str | None, meant: str) -> None:
    given = options(address, tls=mode)
    settle(given)
    assert given.store == meant == with_tls(address, mode)


def test_a_folder_has_no_tls_and_a_server_no_demonstration(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--store", "somewhere", "--tls", "require", "verify"]) == 2
    assert "--tls goes with the address of a server" in capsys.readouterr().err
    assert main(["--store", ADDRESS, "--demonstration", "verify"]) == 2
    assert "lies in a folder" in capsys.readouterr().err


def test_grants_are_printed_and_nothing_is_connected_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["store", "init", "--print-grants"]) == 0
    assert "TO clinic_login;" in capsys.readouterr().out
    assert main(["--json", "--store", ADDRESS, "store", "init", "--print-grants", 'Desk "1"']) == 0
    words = json.loads(capsys.readouterr().out)["grants"]
    assert 'TO "Desk ""1""";' in words
    assert "UPDATE, DELETE ON ALL TABLES IN SCHEMA log" not in words
    assert main(["store", "init", "--print-grants", "desk\nDROP"]) == 2
    assert "no line breaks" in capsys.readouterr().err


def test_a_store_on_a_server_from_the_command_line(postgres: Postgres, capsys: pytest.CaptureFixture[str]) -> None:
    line = CommandLine(postgres.new_database(), capsys)
    status, _, err = line("consents", "p")
    assert status == 2
    assert "no store in this database" in err
    assert line("store", "init")[0] == 2
    assert line("store", "init", "--plain", "--name", "Shared")[1] == "A new store was made in this database.\n"
    assert "already" in line("store", "init", "--plain")[1]
    assert line("ask", "p", "doctor:d", "exams")[0] == 0
    assert line("grant", "p", "doctor:d", "exams")[0] == 0
    assert line("check", "p", "doctor:d", "exams")[0] == 0
    assert len(line("feed", "--subscription", "w")[1].splitlines()) >= 4
    assert line.said("subscriptions")[0]["behind"] == 0
    assert line.said("as-of", "p")[0]["could_see"][0]["record_types"] == ["exams"]
    granted = next(e["position"] for e in line.said("feed") if e["type"] == "consent-desktop.ConsentGranted.v2")
    assert line.said("trace", str(granted))[0]["type"] == "ConsentAsked"
    assert line("rebuild", "--check")[0] == 0
    assert line("rebuild", "--view", "people", "consents")[0] == 0
    assert line("history", "--patient", "p")[0] == 0
    assert line("verify")[0] == 0


def test_a_server_that_is_not_there_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    away = "postgresql+psycopg://desk@127.0.0.1:1/clinic"
    assert main(["--store", away, "--tls", "disable", "store", "init", "--plain"]) == 2
    assert "cannot be reached" in capsys.readouterr().err


def test_the_window_opens_on_an_address_too(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def run_windows(store: object, *, demonstration: bool, kiosk: bool) -> int:
        opened.append(store)
        return 0

    monkeypatch.setattr(bootstrap, "run_windows", run_windows)
    assert main(["--store", ADDRESS, "--tls", "require"]) == 0
    assert opened == [f"{ADDRESS}?sslmode=require"]
