"""The text of checkpoints: pinned, read back, refused where it is another text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from consent_desktop.evidence import signed_note
from consent_desktop.evidence.checkpoint import Checkpoint, origin_of
from consent_desktop.evidence.errors import NoteUnreadable, SignatureWrong
from consent_desktop.evidence.merkle import EMPTY_ROOT
from consent_desktop.evidence.signed_note import Ed25519Signer

ORIGIN = origin_of("0123456789abcdef0123456789abcdef")
SIGNER = Ed25519Signer(ORIGIN, bytes(range(32)))
MADE = datetime(2026, 3, 12, 18, 2, 7, 999_999, tzinfo=UTC)
ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

# Anchors in other people's hands have this form: it must never change.
FROZEN = """\
consent-desktop/0123456789abcdef0123456789abcdef
1900
47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
made 2026-03-12T18:02:07Z

— consent-desktop/0123456789abcdef0123456789abcdef YGU4gI0WV/v+dbYXR142XgMGShfjfYBjD7szBzcOi7tzMgKOiKJ95WG6vjfjusBQTCc+AARwYifpc+3qdL2c8kLwRwk=
"""


def test_the_frozen_vector() -> None:
    made = Checkpoint(ORIGIN, 1900, EMPTY_ROOT, MADE)
    assert made.signed([SIGNER]) == FROZEN
    read = Checkpoint.opened(FROZEN, [SIGNER.verifier])
    assert read == Checkpoint(ORIGIN, 1900, EMPTY_ROOT, MADE.replace(microsecond=0))
    assert read.text() == signed_note.text_of(FROZEN)


def test_another_zones_time_is_written_in_utc() -> None:
    local = MADE.astimezone(timezone(timedelta(hours=-3)))
    assert Checkpoint(ORIGIN, 1, EMPTY_ROOT, local).text() == Checkpoint(ORIGIN, 1, EMPTY_ROOT, MADE).text()


def test_the_specifications_form_without_a_time_and_with_lines_that_we_do_not_know() -> None:
    assert Checkpoint.parse(f"example.com/log\n0\n{ROOT}\n") == Checkpoint("example.com/log", 0, EMPTY_ROOT)
    text = f"example.com/log\n7\n{ROOT}\nmade sometime\nsecond line\n"
    read = Checkpoint.parse(text)
    assert (read.made_at, read.extensions) == (None, ("made sometime", "second line"))
    assert read.text() == text


def test_lines_after_the_time_are_all_kept() -> None:
    for lines in ((), ("lost 1 AAAA",), ("lost 1 AAAA", "second line")):
        made = Checkpoint(ORIGIN, 7, EMPTY_ROOT, MADE.replace(microsecond=0), lines)
        assert Checkpoint.parse(made.text()) == made


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "o\n1\n", f"o\n1\n{ROOT}", f"\n1\n{ROOT}\n", f"o\n01\n{ROOT}\n", f"o\n-1\n{ROOT}\n", f"o\n1 \n{ROOT}\n",
        f"o\n\u0661\n{ROOT}\n", "o\n1\nAAAA\n", "o\n1\n!!!!\n", f"o\n1\n{ROOT}\n\nx\n", f"o\n9999999999999999999\n{ROOT}\n",
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoteUnreadable, match="not a checkpoint"):
        Checkpoint.parse(text)


def test_a_checkpoint_counts_only_with_a_trusted_signature() -> None:
    stranger = Ed25519Signer(ORIGIN, bytes(32))
    with pytest.raises(SignatureWrong):
        Checkpoint.opened(FROZEN, [stranger.verifier])
    with pytest.raises(SignatureWrong):
        Checkpoint.opened(FROZEN.replace("1900", "1901"), [SIGNER.verifier])
