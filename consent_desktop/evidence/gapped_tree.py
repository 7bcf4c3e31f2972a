"""The tree over a history that lost events: signed subtrees stand for what is lost, and it is counted what they vouch for.

A checkpoint keeps the roots of its full subtrees. Such a root stands for a lost event in it, but then it says nothing of
the events beside that one: these can be held against a signed tree only where a smaller signed subtree closes the gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from consent_desktop.evidence.checkpoint import origin_of
from consent_desktop.evidence.comparison import Claim
from consent_desktop.evidence.history import History
from consent_desktop.evidence.merkle import EMPTY_ROOT, Frontier, Range, node_hash
from consent_desktop.evidence.signed_note import Verifier
from consent_desktop.evidence.standing import Standing


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of the tree with one hash, the events of it that are held, and the first that is not known."""

    start: int
    end: int
    hash: bytes
    held: int
    unknown: int | None


class GappedTree:
    """Grows a leaf at a time, as `Frontier` does, over a log of which some events are lost."""

    def __init__(self, lost: Collection[int], signed: Mapping[Range, bytes]) -> None:
        """`lost`: positions; `signed`: roots of subtrees with lost events in them that a checkpoint beside the log signs."""
        self._lost = lost
        self._signed = signed
        self._nodes: list[_Node] = []
        self._stored = Frontier()
        self.size = 0

    def append(self, leaf: bytes) -> None:
        """Add the next leaf's hash; for a lost event what stands in its place."""
        self._stored.append(leaf)
        full, position = self.size, self.size + 1
        lost = position in self._lost
        node = self._settled(_Node(full, position, leaf, 0 if lost else 1, position if lost else None))
        while full & 1:
            left = self._nodes.pop()
            hashed = node_hash(left.hash, node.hash)
            node = self._settled(
                _Node(left.start, node.end, hashed, left.held + node.held, left.unknown or node.unknown)
            )
            full >>= 1
        self._nodes.append(node)
        self.size += 1

    def _settled(self, node: _Node) -> _Node:
        """The node as a checkpoint signed it, where it did."""
        signed = self._signed.get((node.start, node.end))
        if signed is None:
            return node
        if signed == node.hash:
            return replace(node, unknown=None)
        if node.unknown is None:
            return node  # nothing unknown is in it, and still it differs: something was altered
        return _Node(node.start, node.end, signed, 0, None)

    def root(self) -> bytes:
        """The tree hash of everything appended."""
        if not self._nodes:
            return EMPTY_ROOT
        root = self._nodes[-1].hash
        for node in reversed(self._nodes[:-1]):
            root = node_hash(node.hash, root)
        return root

    def standing(self) -> Standing:
        """What the tree says of everything appended."""
        unknown = next((node.unknown for node in self._nodes if node.unknown is not None), None)
        return Standing(self.root(), sum(node.held for node in self._nodes), unknown, self._stored.root())


Tree = Frontier | GappedTree


def standing_of(tree: Tree) -> Standing:
    """What the tree says of everything appended."""
    return Standing(tree.root(), tree.size) if isinstance(tree, Frontier) else tree.standing()


def tree_of(history: History, lost: Collection[int], key: Verifier) -> Tree:
    """An empty tree for the history's leaves, of which those at the positions `lost` are lost."""
    return GappedTree(lost, _signed_over(history, sorted(lost), key)) if lost else Frontier()


def _signed_over(history: History, lost: list[int], key: Verifier) -> Mapping[Range, bytes]:
    """The roots of subtrees with lost events in them, by the checkpoints beside the history that are signed."""
    signed: dict[Range, bytes] = {}
    origin = origin_of(history.store_id)
    for kept in history.checkpoints():
        try:
            frontier = Frontier.from_bytes(kept.size, kept.frontier)
        except ValueError:
            continue
        new = {place: root for place, root in frontier.subtrees() if place not in signed and _any(lost, place)}
        if new:
            stated = Claim(kept.note, origin, key, kept).checkpoint
            if stated is not None and stated.root == frontier.root():
                signed |= new
    return signed


def _any(lost: list[int], place: Range) -> bool:
    """Whether one of the positions, which are in order, is in the subtree."""
    at = bisect_left(lost, place[0] + 1)
    return at < len(lost) and lost[at] <= place[1]
