"""What is done beside a commit: both happen, the commit's failure comes first, and the thread ends with the database."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from consent_desktop.event_store.committer import Committer
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.recorded import Appended
from tests.support.stores import origin, some_event


@pytest.fixture
def committer() -> Iterator[Committer]:
    made = Committer("test")
    yield made
    made.close()


def test_both_run_at_the_same_time(committer: Committer) -> None:
    commit_begun, work_done = threading.Event(), threading.Event()

    def commit() -> None:
        commit_begun.set()
        assert work_done.wait(10)

    def work() -> None:
        assert commit_begun.wait(10)
        work_done.set()

    committer.beside(commit, work)
    assert work_done.is_set()


def failing(words: str) -> None:
    raise ValueError(words)


def test_a_failed_commit_is_what_is_told(committer: Committer) -> None:
    with pytest.raises(ValueError, match="commit"):
        committer.beside(lambda: failing("commit"), lambda: failing("work"))
    with pytest.raises(ValueError, match="work"):
        committer.beside(lambda: None, lambda: failing("work"))
    committer.beside(lambda: None, lambda: None)  # and it goes on


def test_what_is_beside_an_append_sees_the_events_before_anybody_else(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    seen: list[Appended] = []
    appended = store.log.append(ana, 0, [some_event(ana)], origin(), seen.append)
    assert seen == [appended]
    repeated = origin()
    store.log.append(ana, 1, [], repeated, seen.append)
    store.log.append(ana, 1, [], repeated, seen.append)
    assert seen == [appended]  # nothing recorded, nothing to do beside it
