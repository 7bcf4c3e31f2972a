"""The facts that everybody records: as many as asked for, in streams without gaps, each pointing to what came before."""

from collections import Counter
from itertools import count

from benchmarks.workload import Chunk, clinic_history, long_stream

EVENTS = 3_000


class Claims:
    """A register of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.kinds: dict[str, str] = {}

    def __call__(self, kind: str, number: str) -> str:
        subject = f"{next(self._numbers):032x}"
        self.kinds[subject] = kind
        return subject


def test_a_history_has_about_twenty_events_a_patient() -> None:
    claims = Claims()
    chunks = list(clinic_history(EVENTS, claims))
    events = sum(len(chunk.facts) for chunk in chunks)
    patients = sum(kind == "patient" for kind in claims.kinds.values())
    assert EVENTS <= events < EVENTS + 50
    assert 18 <= events / patients <= 22


def test_streams_have_no_gaps_and_facts_point_back() -> None:
    seen: set[str] = set()
    versions: Counter[str] = Counter()
    for chunk in clinic_history(EVENTS, Claims()):
        assert chunk.version == versions[chunk.stream]
        versions[chunk.stream] += len(chunk.facts)
        for fact in chunk.facts:
            assert fact.id not in seen
            assert (fact.about in seen) == (fact.kind not in {"registered", "asked"})
            seen.add(fact.id)


def test_each_consent_event_is_told_of_once() -> None:
    facts = [fact for chunk in clinic_history(EVENTS, Claims()) for fact in chunk.facts]
    told = Counter(fact.about for fact in facts if fact.kind == "notice")
    assert told == Counter(fact.id for fact in facts if fact.kind not in {"registered", "notice"})


def test_a_long_stream_is_exactly_as_long_as_asked_for() -> None:
    chunks: list[Chunk] = list(long_stream(250, Claims(), ["d" * 32], "x", at_once=100))
    assert len(chunks) > 1
    assert sum(len(chunk.facts) for chunk in chunks) == 250
    assert [chunk.version for chunk in chunks] == [sum(len(c.facts) for c in chunks[:n]) for n in range(len(chunks))]


def test_the_same_seed_gives_the_same_history() -> None:
    assert list(clinic_history(500, Claims())) == list(clinic_history(500, Claims()))
