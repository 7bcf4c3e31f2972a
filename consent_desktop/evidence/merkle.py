"""The tree hash of RFC 6962 over the stored leaves, and its proofs. All in O(log n) memory, from leaves read in order.

Indexes count from 0, as the RFC's do: the event at position p is leaf p - 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Self

HASH_LENGTH: Final = 32
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
"""The tree hash of no leaves (RFC 6962, 2.1)."""

Range = tuple[int, int]
"""Leaves from the first index up to, without, the second."""


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The tree over the leaves so far, as the roots of its full subtrees from left to right; grows a leaf at a time."""

    __slots__ = ("_nodes", "size")

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.size = size
        self._nodes = list(nodes)
        if len(self._nodes) != size.bit_count() or any(len(node) != HASH_LENGTH for node in self._nodes):
            raise ValueError(f"these are not the subtrees of {size} leaves")

    @classmethod
    def from_bytes(cls, size: int, content: bytes) -> Self:
        """What `to_bytes` gave; raises ValueError where it cannot be the frontier of so many leaves."""
        return cls(size, (content[at : at + HASH_LENGTH] for at in range(0, len(content), HASH_LENGTH)))

    def to_bytes(self) -> bytes:
        """The subtree roots in a row, the largest first."""
        return b"".join(self._nodes)

    def append(self, leaf: bytes) -> None:
        """Add the next leaf's hash."""
        nodes, full = self._nodes, self.size
        while full & 1:
            leaf = hashlib.sha256(b"\x01" + nodes.pop() + leaf).digest()
            full >>= 1
        nodes.append(leaf)
        self.size += 1

    def subtrees(self) -> Iterator[tuple[Range, bytes]]:
        """The full subtrees from left to right, each with its root."""
        start = 0
        for node in self._nodes:
            end = start + (1 << ((self.size - start).bit_length() - 1))
            yield (start, end), node
            start = end

    def root(self) -> bytes:
        """The tree hash of everything appended."""
        if not self._nodes:
            return EMPTY_ROOT
        root = self._nodes[-1]
        for node in reversed(self._nodes[:-1]):
            root = node_hash(node, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The tree hash of these leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def _split(size: int) -> int:
    """The largest power of two smaller than size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The subtrees whose roots are the audit path of a leaf, its sibling first: PATH of RFC 6962, 2.1.1."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """The subtrees whose roots show that a tree of `first` leaves is a prefix of one of `second`: PROOF, 2.1.2."""
    if not 0 <= first <= second:
        raise ValueError(f"{first} leaves cannot be a prefix of {second}")
    if first in {0, second}:
        return []
    proof: list[Range] = []
    start, end = 0, second
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            proof.append((middle, end))
            end = middle
        else:
            proof.append((start, middle))
            start = middle
    if start:  # otherwise the subtree is the old tree itself, which the verifier holds
        proof.append((start, end))
    return proof[::-1]


def range_roots(leaves: Iterable[bytes], ranges: Sequence[Range]) -> list[bytes]:
    """The tree hashes of the ranges, which do not overlap, in one pass over the leaves from the first on.

    Raises ValueError where the leaves end before the ranges do.
    """
    roots: dict[Range, bytes] = {}
    coming = iter(sorted(ranges))
    current = next(coming, None)
    frontier = Frontier()
    for index, leaf in enumerate(leaves):
        if current is None:
            break
        if index >= current[0]:
            frontier.append(leaf)
        if index + 1 == current[1]:
            roots[current] = frontier.root()
            frontier, current = Frontier(), next(coming, None)
    if current is not None:
        raise ValueError("there are fewer leaves than the proof needs")
    return [roots[one] for one in ranges]


def _steps(index: int, last: int, proof: Iterable[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Whether each hash of the proof stands left of the path, from the bottom up; raises ValueError if they do not fit."""
    for hashed in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        left = bool(index & 1) or index == last
        yield left, hashed
        if left:
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows that the leaf is at that index of the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    try:
        for left, hashed in _steps(index, size - 1, proof):
            leaf = node_hash(hashed, leaf) if left else node_hash(leaf, hashed)
    except ValueError:
        return False
    return leaf == root


def verify_consistency(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the first tree is a prefix of the second (RFC 9162, 2.1.4.2)."""
    if not 0 <= first <= second:
        return False
    if first in {0, second}:
        expected = EMPTY_ROOT if first == 0 else second_root
        return not proof and first_root == expected
    path = [first_root, *proof] if first.bit_count() == 1 else list(proof)
    if not path:
        return False
    index, last = first - 1, second - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    old = new = path[0]
    try:
        for left, hashed in _steps(index, last, path[1:]):
            if left:
                old = node_hash(hashed, old)
                new = node_hash(hashed, new)
            else:
                new = node_hash(new, hashed)
    except ValueError:
        return False
    return old == first_root and new == second_root
