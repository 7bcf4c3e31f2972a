"""Which rows of a damaged log are whole, and whose streams the lost ones were in, or may have been."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag

from consent_desktop.event_store.envelope import GENESIS, chain_hash, leaf_hash
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.rows import Row, canonical
from consent_desktop.event_store.sealing import Seal

UNREADABLE: Final = "the page of the file that held it cannot be read"
ALTERED: Final = "the event or its hash was altered"

SealOf = Callable[[str], Seal | None]


@dataclass(frozen=True, slots=True)
class Lost:
    """One event that is not whole."""

    position: int
    reason: str
    named: int | None = None
    """The number of the stream that what is left of the row names."""


def whole_rows(
    rows: Iterable[tuple[int, Row | None]], numbering: Numbering, seal_of: SealOf, mended: list[Row]
) -> Iterator[Row | Lost]:
    """Each position in order: its row where that is whole, with the right chain hash, or what was lost.

    A row is whole where it links to the row before it; where that one is lost, where its seal opens. Where only the
    stored hash is wrong, which the row after it shows, the right one is put in its place; `mended` takes up these rows.
    """
    chain: bytes | None = GENESIS
    doubtful: tuple[Row, bytes] | None = None
    for position, row in rows:
        leaf = None if row is None else _leaf(row, position, numbering)
        if doubtful is not None:
            before, expected = doubtful
            doubtful = None
            if row is not None and leaf is not None and chain_hash(expected, leaf) == row[12]:
                mended.append((*before[:12], expected, *before[13:]))
                yield mended[-1]
                chain = expected
            else:
                yield Lost(before[0], ALTERED, before[3])
                chain = None
        if row is None or leaf is None:
            yield Lost(position, UNREADABLE if row is None else ALTERED, None if row is None else row[3])
            chain = None
        elif chain is not None and chain_hash(chain, leaf) == row[12]:
            yield row
            chain = row[12]
        elif chain is not None and opens(row, numbering, seal_of):
            doubtful = row, chain_hash(chain, leaf)
        elif chain is None and opens(row, numbering, seal_of):
            yield row
            chain = row[12]
        else:
            yield Lost(position, ALTERED, row[3])
            chain = None
    if doubtful is not None:
        yield Lost(doubtful[0][0], ALTERED, doubtful[0][3])


def _leaf(row: Row, position: int, numbering: Numbering) -> bytes | None:
    """The row's leaf hash; None where it is no row that we wrote."""
    try:
        if row[0] != position or len(row[12]) != len(GENESIS):
            return None
        return leaf_hash(canonical(row, numbering), row[11])
    except (KeyError, AttributeError, TypeError, ValueError):
        return None


def opens(row: Row, numbering: Numbering, seal_of: SealOf) -> bool:
    """Whether the row's own subject sealed it, envelope and body."""
    try:
        seal = seal_of(numbering.subjects[row[3]])
        if seal is None:
            return False
        seal.open(row[11], canonical(row, numbering))
    except (KeyError, AttributeError, TypeError, ValueError, InvalidTag):
        return False
    return True


class Streams:
    """What the whole rows show of the streams; they are taken in by their positions, in order."""

    def __init__(self) -> None:
        self.of_position = array("i", [0])
        """The stream's number at each position, 0 where the event is not whole."""
        self._last: dict[int, tuple[int, int]] = {}
        """Version and position of each stream's last whole event."""
        self._gaps: list[tuple[int, int, int]] = []
        """A stream, and the positions of two of its whole events between which a version is missing."""
        self.missing = 0
        """How many versions are missing before others."""

    def add(self, found: Row | Lost) -> None:
        """Take in the next position."""
        if isinstance(found, Lost):
            self.of_position.append(0)
            return
        position, stream, version = found[0], found[3], found[4]
        self.of_position.append(stream)
        last, at = self._last.get(stream, (0, 0))
        if version != last + 1:
            self._gaps.append((stream, at, position))
            self.missing += version - last - 1
        self._last[stream] = version, position

    def spanning(self, positions: Sequence[int]) -> dict[int, list[int]]:
        """Streams that miss a version where some of the positions, which are in order, lie: these positions."""
        found: dict[int, list[int]] = {}
        for stream, low, high in self._gaps:
            between = positions[bisect(positions, low) : bisect(positions, high)]
            if between:
                found.setdefault(stream, []).extend(between)
        return found

    def beyond_last(self, stream: int | None, positions: Sequence[int]) -> Sequence[int]:
        """Those of the positions, which are in order, that come after the stream's last whole event."""
        return positions[bisect(positions, self._last.get(stream or 0, (0, 0))[1]) :]


def places_of(index: list[tuple[int, int, int]] | None, streams: Streams) -> dict[int, int]:
    """The stream of each position that is not whole, by the index of versions; empty where that cannot be relied on.

    The index is relied on only where it is in order, without gaps in any stream, names no position twice, and says of
    every whole row what the row says: one altered entry breaks one of these.
    """
    versions: Counter[int] = Counter()
    known = streams.of_position
    found: dict[int, int] = {}
    agreeing, before = 0, (0, 0)
    for stream, version, position in index or ():
        versions[stream] += 1
        if (stream, version) <= before or version != versions[stream] or not 0 < position < len(known):
            return {}
        before = stream, version
        if known[position] == stream:
            agreeing += 1
        elif known[position] or position in found:
            return {}
        else:
            found[position] = stream
    return found if agreeing == len(known) - known.count(0) else {}


def runs(positions: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The positions, which are in order, as first and last of each run without a gap."""
    found: list[tuple[int, int]] = []
    for position in positions:
        if found and position == found[-1][1] + 1:
            found[-1] = found[-1][0], position
        else:
            found.append((position, position))
    return tuple(found)
