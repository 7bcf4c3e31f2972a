"""The tree hash and its proofs: against the RFC word for word, its known roots, pymerkle, and forgeries."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree  # type: ignore[import-untyped]

from consent_desktop.event_store.envelope import leaf_hash
from consent_desktop.evidence import merkle
from consent_desktop.evidence.merkle import EMPTY_ROOT, Frontier, Range, range_roots, root_of
from tests.evidence import by_definition

LARGEST = 128
LEAVES = [leaf_hash(b"", str(n).encode()) for n in range(LARGEST)]

# Inputs and roots of the reference implementation of Certificate Transparency (its tree hasher's tests).
CT_INPUTS = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def roots_of(ranges: list[Range]) -> list[bytes]:
    return range_roots(LEAVES, ranges)


def flipped(one: bytes) -> bytes:
    return bytes([one[0] ^ 1]) + one[1:]


def test_the_reference_roots_of_certificate_transparency() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    frontier = Frontier()
    assert frontier.root() == EMPTY_ROOT
    for data, root in zip(CT_INPUTS, CT_ROOTS, strict=True):
        frontier.append(leaf_hash(b"", bytes.fromhex(data)))
        assert frontier.root().hex() == root


def test_every_root_is_the_rfcs() -> None:
    for size in range(LARGEST + 1):
        assert root_of(LEAVES[:size]) == by_definition.tree_hash(LEAVES[:size])


def test_every_inclusion_proof_is_the_rfcs_and_every_forgery_is_refused() -> None:
    accepted = refused = 0
    for size in range(1, LARGEST + 1):
        root = root_of(LEAVES[:size])
        for index in range(size):
            proof = roots_of(merkle.inclusion_ranges(index, size))
            if size in {1, 2, 3, 7, 64, 100, LARGEST}:
                assert proof == by_definition.audit_path(index, LEAVES[:size])
            assert merkle.verify_inclusion(LEAVES[index], index, size, proof, root)
            accepted += 1
            forgeries: list[tuple[bytes, int, int, list[bytes], bytes]] = [
                (flipped(LEAVES[index]), index, size, proof, root),
                (LEAVES[index], index, size, proof, flipped(root)),
                (LEAVES[index], index, size, [*proof, root], root),
                (LEAVES[index], index, index, proof, root),
                (LEAVES[index], -1, size, proof, root),
            ]
            if size > 1:
                forgeries += [
                    (LEAVES[index], index ^ 1 if index ^ 1 < size else index - 1, size, proof, root),
                    (LEAVES[index], index, size, proof[:-1], root),
                    (LEAVES[index], index, size, [flipped(proof[0]), *proof[1:]], root),
                    (LEAVES[index], index, size, [*proof[:-1], flipped(proof[-1])], root),
                ]
            assert not any(merkle.verify_inclusion(*forgery) for forgery in forgeries)
            refused += len(forgeries)
    assert accepted == LARGEST * (LARGEST + 1) // 2
    assert refused > accepted


def test_every_consistency_proof_is_the_rfcs_and_every_forgery_is_refused() -> None:
    roots = [root_of(LEAVES[:size]) for size in range(LARGEST + 1)]
    accepted = refused = 0
    for second in range(1, LARGEST + 1):
        for first in range(1, second + 1):
            proof = roots_of(merkle.consistency_ranges(first, second))
            if second in {1, 2, 3, 7, 64, 100, LARGEST} and first < second:
                assert proof == by_definition.consistency_proof(first, LEAVES[:second])
            old, new = roots[first], roots[second]
            assert merkle.verify_consistency(first, second, old, new, proof)
            accepted += 1
            forgeries: list[tuple[int, int, bytes, bytes, list[bytes]]] = [
                (first, second, flipped(old), new, proof),
                (first, second, old, flipped(new), proof),
                (first, second, old, new, [*proof, new]),
                (second + 1, second, old, new, proof),
            ]
            if proof:
                forgeries += [
                    (first, second, old, new, proof[:-1]),
                    (first, second, old, new, [flipped(proof[0]), *proof[1:]]),
                    (first, second, old, new, [*proof[:-1], flipped(proof[-1])]),
                    (first, second, old, new, []),
                ]
            assert not any(merkle.verify_consistency(*forgery) for forgery in forgeries)
            refused += len(forgeries)
    assert accepted == LARGEST * (LARGEST + 1) // 2
    assert refused > accepted


def test_from_nothing_every_log_grows_and_only_the_empty_root_is_nothing() -> None:
    root = root_of(LEAVES[:5])
    assert merkle.consistency_ranges(0, 5) == []
    assert merkle.verify_consistency(0, 5, EMPTY_ROOT, root, [])
    assert not merkle.verify_consistency(0, 5, root, root, [])
    assert not merkle.verify_consistency(0, 5, EMPTY_ROOT, root, [root])


def test_pymerkle_agrees() -> None:
    """Another implementation, by other people, of the same RFC; its indexes count from 1."""
    oracle = InmemoryTree(algorithm="sha256")
    for n in range(LARGEST):
        oracle.append_entry(str(n).encode())
        size = n + 1
        assert oracle.get_root(size) == root_of(LEAVES[:size])
    for size in (1, 2, 3, 31, 32, 33, 100, LARGEST):
        for index in range(size):
            theirs = oracle.prove_inclusion(index + 1, size).path[1:]
            assert theirs == roots_of(merkle.inclusion_ranges(index, size))


@given(st.lists(st.binary(max_size=40), max_size=200), st.lists(st.integers(0, 200), max_size=5))
def test_a_frontier_taken_up_again_anywhere_gives_the_same_tree(bodies: list[bytes], cuts: list[int]) -> None:
    leaves = [hashlib.sha256(body).digest() for body in bodies]
    bounds = sorted({0, len(leaves), *(min(cut, len(leaves)) for cut in cuts)})
    stored, size = b"", 0
    for start, end in pairwise(bounds):
        frontier = Frontier.from_bytes(size, stored)
        for leaf in leaves[start:end]:
            frontier.append(leaf)
        stored, size = frontier.to_bytes(), frontier.size
    assert Frontier.from_bytes(size, stored).root() == root_of(leaves)
    assert len(stored) <= merkle.HASH_LENGTH * max(size.bit_length(), 0)


@given(st.integers(1, LARGEST), st.data())
def test_one_changed_leaf_changes_the_root_and_every_proof(size: int, data: st.DataObject) -> None:
    at, index = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    changed = [flipped(leaf) if n == at else leaf for n, leaf in enumerate(LEAVES[:size])]
    root = root_of(LEAVES[:size])
    assert root_of(changed) != root
    proof = range_roots(changed, merkle.inclusion_ranges(index, size))
    assert not merkle.verify_inclusion(changed[index], index, size, proof, root)


def test_what_cannot_be_a_frontier_or_a_proof_is_refused() -> None:
    for size, content in ((1, b""), (3, bytes(32)), (2, bytes(31)), (0, bytes(32))):
        with pytest.raises(ValueError, match="not the subtrees"):
            Frontier.from_bytes(size, content)
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_ranges(5, 5)
    with pytest.raises(ValueError, match="prefix"):
        merkle.consistency_ranges(6, 5)
    with pytest.raises(ValueError, match="fewer leaves"):
        range_roots(LEAVES[:3], merkle.inclusion_ranges(0, 5))
