"""The feed and the subscriptions on the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from consent_desktop.cli import services
from consent_desktop.cli.main import main
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.interchange import cloud_events
from tests.support.command_line import CommandLine

FEED = [sys.executable, "-m", "consent_desktop.cli.main", "--store"]


def positions(out: str) -> list[int]:
    return [json.loads(line)["position"] for line in out.splitlines()]


def test_the_feed_is_resumed_by_position(line: CommandLine) -> None:
    status, out, err = line("feed")
    assert (status, err) == (0, "")
    every = positions(out)
    assert every == list(range(1, len(every) + 1))
    assert positions(line("feed", "--from", "2")[1]) == every[2:]
    assert line("feed", "--from", str(every[-1]))[:2] == (0, "")
    status, out, err = line("feed", "--from", "99")
    assert (status, out) == (2, "")
    assert "was to go on after event 99" in err


def test_the_feed_keeps_its_place_under_a_name(line: CommandLine) -> None:
    every = positions(line("feed")[1])
    assert positions(line("feed", "--subscription", "warehouse")[1]) == every
    assert line("feed", "--subscription", "warehouse")[1] == ""
    line("revoke", "p", "doctor:d", "exams")
    [place] = line.said("subscriptions")
    assert place["name"] == "warehouse"
    assert place["behind"] > 0
    late = positions(line("feed", "--subscription", "warehouse")[1])
    assert late[0] == every[-1] + 1
    assert positions(line("feed", "--subscription", "other", "--from", "2")[1])[0] == 3
    assert f"warehouse  at event {late[-1]}, 0 behind\n" in line("subscriptions")[1]


def test_only_those_entitled_get_it(line: CommandLine) -> None:
    for arguments in (("feed",), ("subscriptions",), ("as-of", "p"), ("trace", "1"), ("subscriptions", "parked", "x")):
        status, out, err = line("--json", "--as", "doctor:d", *arguments)
        assert (status, out) == (2, "")
        assert json.loads(err)["error"] == "not_allowed"
    assert line("--as", "patient:p", "as-of", "p")[0] == 0


def test_nothing_to_see_is_said(line: CommandLine) -> None:
    assert line("subscriptions")[1] == "There are no subscriptions.\n"
    assert line("--json", "subscriptions")[1] == ""
    status, _, err = line("subscriptions", "parked", "nobody")
    assert status == 2
    assert "There is no subscription nobody" in err
    line("feed", "--subscription", "warehouse")
    assert line("subscriptions", "parked", "warehouse")[1] == "Nothing was set aside.\n"
    assert line("--json", "subscriptions", "parked", "warehouse")[1] == ""


def test_what_could_not_be_sent_is_set_aside_replayed_and_skipped(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = cloud_events.cloud_event

    def unsayable(recorded: RecordedEvent, source: str) -> dict[str, object]:
        if recorded.position in (2, 3):
            raise ValueError("p is Helena")
        return real(recorded, source)

    with monkeypatch.context() as patch:
        patch.setattr(cloud_events, "cloud_event", unsayable)
        assert 2 not in positions(line("feed", "--subscription", "w")[1])
        status, out, err = line("subscriptions", "replay", "w", "2")
        assert (status, out) == (1, "")
        assert "could not be sent this time either" in err
    [place] = line.said("subscriptions")
    assert (place["parked"], place["skipped"]) == (2, 0)
    status, _, err = line("subscriptions", "skip", "w", "3", "--reason", " ")
    assert status == 2
    assert "A reason has 1 to 500 characters" in err
    assert line("subscriptions", "skip", "w", "3", "--reason", "told by hand")[0] == 0
    assert "1 events set aside, 1 skipped" in line("subscriptions")[1]
    two, three = line.said("subscriptions", "parked", "w")
    assert (two["position"], two["tries"], two["skipped"]) == (2, 2, None)
    assert two["reason"].startswith("ValueError at ")
    assert three["skipped"] == "told by hand"
    assert "skipped: told by hand" in line("subscriptions", "parked", "w")[1]
    assert positions(line("subscriptions", "replay", "w", "2")[1]) == [2]
    assert len(line.said("subscriptions", "parked", "w")) == 1
    assert line("subscriptions", "replay", "w", "2")[0] == 2


def test_a_reader_that_has_read_enough_ends_a_feed_well(line: CommandLine) -> None:
    """More lines than a pipe holds would be needed to end it in the midst of one; following, the next line ends it."""
    program = [*FEED, str(line.store), "feed", "--follow", "--subscription", "w"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as feed:
        assert feed.stdout is not None
        assert feed.stderr is not None
        assert json.loads(feed.stdout.readline())["position"] == 1
        feed.stdout.close()
        assert line("revoke", "p", "doctor:d", "exams")[0] == 0
        assert feed.wait(60) == 0
        assert feed.stderr.read() == ""


@pytest.mark.parametrize("named", [(), ("--subscription", "w")])
def test_a_reader_that_was_never_there_is_no_failure(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, named: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", nobody)
        assert main(["--store", str(line.store), "feed", *named]) == 0
    if named:
        assert positions(line("feed", *named)[1])[0] == 1


@pytest.mark.parametrize("named", [(), ("--subscription", "w")])
def test_ctrl_c_ends_a_feed_well_and_nothing_is_sent_twice(line: CommandLine, named: tuple[str, ...]) -> None:
    every = positions(line("feed")[1])
    program = [*FEED, str(line.store), "feed", "--follow", *named]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as feed:
        assert feed.stdout is not None
        assert feed.stderr is not None
        assert [json.loads(feed.stdout.readline())["position"] for _ in every] == every
        assert line("revoke", "p", "doctor:d", "exams")[0] == 0
        late = json.loads(feed.stdout.readline())
        assert late["position"] == every[-1] + 1
        feed.send_signal(signal.SIGINT)
        rest = positions(feed.stdout.read())
        assert feed.wait(60) == 0
        assert feed.stderr.read() == ""
    if named:
        again = positions(line("feed", *named)[1])
        assert not {*every, late["position"], *rest} & set(again)


def test_the_line_is_on_its_way_before_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "out").open("w+") as out:
        monkeypatch.setattr(sys, "stdout", out)
        services.send("{}")
        assert (tmp_path / "out").read_text() == "{}\n"
