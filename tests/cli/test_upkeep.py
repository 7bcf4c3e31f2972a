"""`rebuild` on the command line: all views or some, compared only, and stopped by Ctrl+C."""

from __future__ import annotations

import signal
import threading
from contextlib import closing
from pathlib import Path

import pytest

from consent_desktop.bootstrap import open_clinic
from consent_desktop.cli.output import Output
from consent_desktop.cli.stopping import stopping
from consent_desktop.event_store.engine import connect
from tests.support.command_line import CommandLine
from tests.support.tables import dump


def test_views_are_built_anew_all_or_some(line: CommandLine) -> None:
    for arguments in ((), ("--view", "people"), ("--view", "consents", "history", "--view", "notices")):
        [values] = line.said("rebuild", *arguments)
        assert values["events"] > 0
    status, _, err = line("rebuild", "--view", "everything")
    assert status == 2
    assert "There is no view everything; there are people, consents, history, notices." in err
    assert "leave --view out" in line("rebuild", "--check", "--view", "people")[2]


def test_tables_that_differ_are_named(line: CommandLine) -> None:
    assert line("rebuild", "--check")[1].startswith("The views agree with what is built anew from ")
    views = f"{line.store}/clinic.views.db"
    with closing(connect(Path(views), None, synchronous="NORMAL")) as connection:
        [people] = connection.execute(
            "SELECT name FROM sqlite_schema WHERE name LIKE 'people\\__' ESCAPE '\\'"
        ).fetchone()
        connection.execute(f"UPDATE {people} SET name = 'somebody else' WHERE record_number = 'p'")
    status, out, _ = line("rebuild", "--check")
    assert status == 1
    assert out.startswith("people differs: 1 rows are missing, 1 should not be there.")
    assert line("rebuild")[0] == 0
    assert line("rebuild", "--check")[0] == 0


@pytest.mark.parametrize("check", [(), ("--check",)])
def test_ctrl_c_leaves_everything_as_it_was(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, check: tuple[str, ...]
) -> None:
    with closing(open_clinic(line.store, chores=False)) as clinic:
        before, marks = clinic.views.read(dump), clinic.views.marks()
    with monkeypatch.context() as patch:
        patch.setattr(Output, "progress", lambda *_: signal.raise_signal(signal.SIGINT))
        status, out, err = line("rebuild", *check)
    assert (status, out) == (2, "")
    assert err == "Stopped. The views are as they were, and nothing was recorded.\n"
    with closing(open_clinic(line.store, chores=False)) as clinic:
        assert (clinic.views.read(dump), clinic.views.marks()) == (before, marks)
    assert line("rebuild", "--check")[0] == 0


def test_a_second_ctrl_c_stops_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopping() as asked:
        signal.raise_signal(signal.SIGINT)
        assert asked.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) == before


def test_another_thread_hears_of_no_signal() -> None:
    seen: list[bool] = []

    def inside() -> None:
        with stopping() as asked:
            seen.append(asked.is_set())

    other = threading.Thread(target=inside)
    other.start()
    other.join()
    assert seen == [False]
