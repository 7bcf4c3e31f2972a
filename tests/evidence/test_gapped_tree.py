"""The tree over a history with gaps: signed subtrees stand for what is lost, and exactly what they bind counts as held."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from consent_desktop.evidence.gapped_tree import GappedTree, standing_of
from consent_desktop.evidence.merkle import Frontier, Range

LARGEST = 70


def leaves_of(size: int) -> list[bytes]:
    """So many different leaves."""
    return [hashlib.sha256(bytes([number])).digest() for number in range(size)]


def signed_at(leaves: list[bytes], sizes: set[int]) -> dict[Range, bytes]:
    """The subtrees that checkpoints of these sizes keep."""
    signed: dict[Range, bytes] = {}
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
        if frontier.size in sizes:
            signed |= dict(frontier.subtrees())
    return signed


def grown(leaves: list[bytes], lost: set[int], signed: dict[Range, bytes]) -> GappedTree:
    """The tree of what is left, something else in the place of what is lost."""
    tree = GappedTree(lost, signed)
    for position, leaf in enumerate(leaves, 1):
        tree.append(bytes(32) if position in lost else leaf)
    return tree


@settings(max_examples=150)
@given(data=st.data())
def test_its_root_is_the_whole_trees_and_each_event_counted_as_held_is_bound(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, LARGEST))
    positions = st.integers(1, size)
    lost = data.draw(st.sets(positions, min_size=1, max_size=4))
    leaves = leaves_of(size)
    signed = signed_at(leaves, data.draw(st.sets(positions, max_size=4)) | {size})
    whole = standing_of(grown(leaves, lost, signed))
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    assert whole.root == frontier.root() == grown(leaves, lost, signed).root()
    assert whole.unknown is None
    bound = 0
    for position in range(1, size + 1):
        if position not in lost:
            other = [*leaves[: position - 1], b"\x01" * 32, *leaves[position:]]
            changed = standing_of(grown(other, lost, signed))
            bound += changed.root != whole.root
            assert changed.stored != whole.stored, "the tree of what is stored binds every event that is left"
    assert bound >= whole.held >= 0


@given(size=st.integers(1, LARGEST), data=st.data())
def test_where_nothing_signed_stands_for_a_lost_event_this_is_said(size: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(1, size))
    found = standing_of(grown(leaves_of(size), {lost}, {}))
    assert (found.unknown, found.held) == (lost, size - 1)
    assert found.root == found.stored


def test_a_smaller_signed_subtree_closes_the_gap() -> None:
    leaves = leaves_of(64)
    for sizes, held in (
        ({64}, 0),
        ({64, 32}, 32),
        ({64, 34}, 32),
        ({64, 32, 8}, 56),
        ({64, 32, 8, 6}, 62),
        ({64, 32, 8, 5}, 63),
    ):
        assert standing_of(grown(leaves, {5}, signed_at(leaves, sizes))).held == held
