"""Where answers and refusals go when there is nowhere to put them."""

from __future__ import annotations

import errno
import io
import sys

import pytest

from consent_desktop.cli.output import NotTold, Output


class Refusing(io.StringIO):
    """Standard output that takes nothing."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _text: str) -> int:
        """Refuse."""
        raise self._error


def test_an_answer_that_nobody_gets_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    for stdout, words in ((Refusing(OSError(errno.ENOSPC, "No room")), "No room"), (None, "Bad file descriptor")):
        monkeypatch.setattr(sys, "stdout", stdout)
        with pytest.raises(NotTold, match=words):
            Output(as_json=False).say("Yes.", {})


def test_a_reader_that_has_read_enough_is_no_trouble_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Refusing(BrokenPipeError(errno.EPIPE, "closed")))
    with pytest.raises(BrokenPipeError):
        Output(as_json=True).say("Yes.", {})


def test_without_standard_error_a_refusal_is_the_exit_status_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    Output(as_json=False).fail("no", "code")
    Output(as_json=True).note("by the way")
