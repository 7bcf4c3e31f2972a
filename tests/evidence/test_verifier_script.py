"""The script that stands alone: run as a stranger runs it, with the package `cryptography` at hand and without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from consent_desktop.evidence import signed_note
from consent_desktop.evidence.checkpoint import Checkpoint
from consent_desktop.resource import resource_path
from tests.evidence.signed_stores import a_signed

SCRIPT = resource_path("verifier", "verify_consent_log.py")
WITH_CRYPTOGRAPHY, ON_ITS_OWN = ("-I",), ("-I", "-S")
SIZES = (1, 2, 3, 8, 13)


def run(python: tuple[str, ...], *arguments: str | Path) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, *python, "-W", "error", str(SCRIPT), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


@pytest.fixture(params=[WITH_CRYPTOGRAPHY, ON_ITS_OWN], ids=["cryptography", "on its own"])
def python(request: pytest.FixtureRequest) -> tuple[str, ...]:
    chosen: tuple[str, ...] = request.param
    return chosen


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, checkpoints of several sizes, and proofs from each."""
    folder = tmp_path_factory.mktemp("evidence")
    with a_signed(tmp_path_factory.mktemp("store") / "store") as signed:
        for size in SIZES:
            signed.record(size - signed.log.head().position)
            kept = signed.evidence.write_leaves(folder / f"{size}.leaves")
            (folder / f"{size}.checkpoint").write_text(kept.note, encoding="utf-8", newline="\n")
        for size in SIZES:
            for name, proof in (
                ("tlog-proof", signed.evidence.prove(size)),
                ("growth", signed.evidence.prove_growth(folder / f"{size}.checkpoint")),
            ):
                (folder / f"{size}.{name}").write_text(proof.text(), encoding="utf-8", newline="\n")
        (folder / "key").write_text(f"{signed.evidence.vkey}\n", encoding="utf-8")
    return folder


def altered(evidence: Path, name: str, old: str, new: str) -> Path:
    path = evidence / "altered"
    text = (evidence / name).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return path


def test_it_stays_short_enough_to_be_read() -> None:
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) < 200


def test_without_the_package_it_does_without() -> None:
    tried = subprocess.run([sys.executable, *ON_ITS_OWN, "-c", "import cryptography"], capture_output=True, check=False)
    assert tried.returncode == 1
    subprocess.run([sys.executable, *WITH_CRYPTOGRAPHY, "-c", "import cryptography"], check=True)


def test_everything_that_the_program_wrote_holds(python: tuple[str, ...], evidence: Path) -> None:
    for size in SIZES:
        status, said = run(python, evidence / "key", "proof", evidence / f"{size}.tlog-proof")
        assert (status, f"event {size} of the 13 signed" in said, f'"position":{size}' in said) == (0, True, True)
        status, said = run(
            python, evidence / "key", "leaves", evidence / f"{size}.checkpoint", evidence / f"{size}.leaves"
        )
        assert (status, f"the {size} events" in said) == (0, True)
        status, said = run(
            python, evidence / "key", "grown", evidence / f"{size}.checkpoint", evidence / f"{size}.growth"
        )
        assert (status, f"grew from {size} to 13" in said) == (0, True)


def test_the_key_may_be_given_as_it_is(python: tuple[str, ...], evidence: Path) -> None:
    key = (evidence / "key").read_text(encoding="utf-8").strip()
    assert run(python, key, "proof", evidence / "3.tlog-proof")[0] == 0


def test_altered_evidence_does_not_hold(python: tuple[str, ...], evidence: Path) -> None:
    key = evidence / "key"
    for name, old, new in (
        ("3.tlog-proof", "index 2", "index 3"),
        ("3.tlog-proof", "index 2", "index 77"),
        ("3.tlog-proof", "\n13\n", "\n14\n"),
        ("3.tlog-proof", "\nmade 2026", "\nmade 2025"),
        ("3.tlog-proof", "extra eyJ", "extra eyK"),
    ):
        status, said = run(python, key, "proof", altered(evidence, name, old, new))
        assert (status, said.startswith("It does not hold: ")) == (1, True)
    hashes = (evidence / "3.growth").read_text(encoding="utf-8").splitlines()[1:3]
    for old, new in (
        (f"{hashes[0]}\n", ""),
        (hashes[0], hashes[1]),
        ("old 3", "old 2"),
        (f"{hashes[1]}\n", f"{hashes[1]}\n" * 2),
    ):
        assert run(python, key, "grown", evidence / "3.checkpoint", altered(evidence, "3.growth", old, new))[0] == 1
    for older in (1, 2, 8):
        assert run(python, key, "grown", evidence / f"{older}.checkpoint", evidence / "3.growth")[0] == 1
    leaves = (evidence / "8.leaves").read_text(encoding="utf-8").splitlines(keepends=True)
    for old, new in ((leaves[3], ""), (leaves[3], leaves[3] * 2), (leaves[3] + leaves[4], leaves[4] + leaves[3])):
        assert run(python, key, "leaves", evidence / "8.checkpoint", altered(evidence, "8.leaves", old, new))[0] == 1


def test_another_key_does_not_hold(python: tuple[str, ...], evidence: Path, tmp_path: Path) -> None:
    name = (evidence / "key").read_text(encoding="utf-8").partition("+")[0]
    thief = signed_note.Ed25519Signer(name, bytes(32))
    assert run(python, thief.verifier.vkey, "proof", evidence / "3.tlog-proof")[0] == 1
    other = signed_note.Ed25519Signer("another", bytes(32))
    note = Checkpoint(name, 1, bytes(32)).signed([other])
    (tmp_path / "foreign").write_text(note, encoding="utf-8", newline="\n")
    assert run(python, other.verifier.vkey, "leaves", tmp_path / "foreign", evidence / "1.leaves")[0] == 1


def test_what_is_no_evidence_could_not_be_checked(python: tuple[str, ...], evidence: Path, tmp_path: Path) -> None:
    key = evidence / "key"
    (tmp_path / "empty").touch()
    (tmp_path / "picture").write_bytes(bytes(range(256)))
    for arguments in (
        (key, "proof", tmp_path / "nowhere"),
        (key, "proof", tmp_path / "empty"),
        (key, "proof", tmp_path / "picture"),
        (key, "proof", evidence / "3.checkpoint"),
        (tmp_path / "empty", "proof", evidence / "3.tlog-proof"),
        ("name+00000000+AAAA", "proof", evidence / "3.tlog-proof"),
    ):
        status, said = run(python, *arguments)
        assert (status, said.startswith("It could not be checked: ")) == (2, True), arguments


# RFC 8032, 7.1, tests 1 to 3: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]  # fmt: skip


def test_its_own_arithmetic_is_the_rfcs() -> None:
    """Also where a signature, message, key or scalar is off by a bit, or the scalar is not reduced."""
    order = 2**252 + 27742317777372353535851937790883648493
    cases = []
    for public, message, signature in RFC_8032:
        raw = bytes.fromhex(signature)
        unreduced = (int.from_bytes(raw[32:], "little") + order).to_bytes(32, "little")
        cases += [
            (public, message, signature, True),
            (public, message + "00", signature, False),
            (public, message, (bytes([raw[0] ^ 1]) + raw[1:]).hex(), False),
            (public, message, (raw[:40] + bytes([raw[40] ^ 1]) + raw[41:]).hex(), False),
            (public, message, (raw[:32] + unreduced).hex(), False),
            (public, message, signature[:-2], False),
        ]
    asked = (
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); sys.dont_write_bytecode = True\n"
        "import verify_consent_log as script\n"
        "assert script.Ed25519PublicKey is None\n"
        f"for public, message, signature, holds in {cases!r}:\n"
        "    assert script.ed25519(*map(bytes.fromhex, (public, message, signature))) is holds, signature\n"
    )
    subprocess.run([sys.executable, *ON_ITS_OWN, "-c", asked], check=True, timeout=60)
