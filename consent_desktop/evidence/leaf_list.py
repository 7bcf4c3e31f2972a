"""A log's leaf hashes as a text file: what shows that a checkpoint counts exactly these events, without the events."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write_leaves(leaves: Iterable[bytes], path: Path) -> None:
    """One hash a line, in hex, in the log's order; raises OSError."""
    with path.open("w", encoding="ascii", newline="\n") as file:
        file.writelines(f"{leaf.hex()}\n" for leaf in leaves)
