"""The guard over the log finds unannounced warnings and missing announced ones."""

import logging

from tests.support.logguard import LogGuard

LOG = logging.getLogger("tests.logguard")


def test_an_unannounced_warning_is_a_problem(log_guard: LogGuard) -> None:
    log_guard.expect("the disk is slow")
    with LogGuard() as guard:
        LOG.warning("the disk is slow")
        LOG.info("nothing to see")
    assert len(guard.problems()) == 1
    assert "the disk is slow" in guard.problems()[0]


def test_an_announced_warning_is_none() -> None:
    with LogGuard() as guard:
        guard.expect("nothing of the kind")
    assert guard.problems() == ["Expected a log record matching 'nothing of the kind', and none came."]
