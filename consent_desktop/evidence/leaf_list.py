"""A log's leaf hashes as a text file: what shows that a checkpoint counts exactly these events, without the events."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from consent_desktop.evidence.merkle import Frontier


def write_leaves(leaves: Iterable[bytes], path: Path) -> bytes:
    """One hash a line, in hex, in the log's order; gives the tree hash of what was written. Raises OSError."""
    frontier = Frontier()
    with path.open("w", encoding="ascii", newline="\n") as file:
        for leaf in leaves:
            frontier.append(leaf)
            file.write(f"{leaf.hex()}\n")
    return frontier.root()
