"""Signed notes: the specification's example, round trips, and everything that must be refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_desktop.evidence import signed_note
from consent_desktop.evidence.errors import NoteUnreadable, SignatureWrong
from consent_desktop.evidence.signed_note import Ed25519Signer, verifier_of

SIGNER = Ed25519Signer("consent-desktop/test", bytes(range(32)))
OTHER = Ed25519Signer("consent-desktop/test", bytes(32))
TRUSTED = [SIGNER.verifier]
TEXT = "one\n\nthree\n"

# What these very bytes sign must never change: notes in people's hands depend on it.
FROZEN_VKEY = "consent-desktop/test+fbfae7c2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
FROZEN_NOTE = (
    "one\n\nthree\n\n— consent-desktop/test "
    "+/rnwl1QL3RjoWxBpPHFLOm64YeeFMf1CyhgM0N3W3pgHek6oQpf5K/LqrOCnR042FzrPoP7gQWzXX7a/ks2Jbl58QE=\n"
)

# The example of Go's package golang.org/x/mod/sumdb/note, where the form comes from.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def test_the_frozen_vector() -> None:
    assert SIGNER.verifier.vkey == FROZEN_VKEY
    assert signed_note.sign(TEXT, [SIGNER]) == FROZEN_NOTE
    assert signed_note.opened(FROZEN_NOTE, [verifier_of(FROZEN_VKEY)]) == TEXT


def test_a_note_that_another_program_signed() -> None:
    assert signed_note.opened(GO_NOTE, [verifier_of(GO_VKEY)]) == GO_TEXT


@given(st.lists(printable, min_size=1, max_size=6).map(lambda lines: "\n".join(lines) + "\n"))
def test_what_was_signed_is_opened(text: str) -> None:
    if text == "\n":
        return
    assert signed_note.opened(signed_note.sign(text, [SIGNER]), TRUSTED) == text


def test_any_altered_character_is_noticed() -> None:
    note = signed_note.sign("consent-desktop/test\n42\nroot\n", [SIGNER])
    for at, character in enumerate(note):
        altered = note[:at] + ("x" if character != "x" else "y") + note[at + 1 :]
        with pytest.raises((SignatureWrong, NoteUnreadable)):
            signed_note.opened(altered, TRUSTED)


def test_another_key_of_the_same_name_is_passed_over_and_does_not_count() -> None:
    assert signed_note.opened(signed_note.sign(TEXT, [OTHER, SIGNER]), TRUSTED) == TEXT
    with pytest.raises(SignatureWrong, match="not signed with the key of consent-desktop/test"):
        signed_note.opened(signed_note.sign(TEXT, [OTHER]), TRUSTED)


def test_a_trusted_keys_wrong_signature_spoils_the_note_whoever_else_signed() -> None:
    theirs = signed_note.sign("another text\n", [SIGNER]).rpartition("\n\n")[2]
    note = signed_note.sign(TEXT, [OTHER]) + theirs
    with pytest.raises(SignatureWrong, match="altered"):
        signed_note.opened(note, [SIGNER.verifier, OTHER.verifier])


@pytest.mark.parametrize(
    "note",
    [
        "", "\n", "text\n", "text\n\n", "\n\n— a b\n", "text\n\n— name\n", "text\n\n— name !!!!\n", "text\n\n— name AAAA\n",
        "text\n\n- name AAAAAAAA\n", "text\n\n— na+me AAAAAAAA\n", "text\n\n— name AAAAAAAA", "te\txt\n\n— name AAAAAAAA\n",
        "text\r\n\r\n— name AAAAAAAA\r\n", "text\n\n" + "— name AAAAAAAA\n" * 65, "text\n\n—  AAAAAAAA\n",
    ],
)  # fmt: skip
def test_what_is_no_note_is_said_to_be_none(note: str) -> None:
    with pytest.raises(NoteUnreadable, match="not a signed note"):
        signed_note.text_of(note)


def test_the_limit_of_signatures_lets_sixteen_pass() -> None:
    assert signed_note.opened(signed_note.sign(TEXT, [SIGNER] * 16), TRUSTED) == TEXT


@pytest.mark.parametrize(
    "vkey",
    [
        "", "name", "name+00000000+AQID", "name+zz+", "+12345678+AA==",
        SIGNER.verifier.vkey.replace("consent", "content"), SIGNER.verifier.vkey[:-4] + "AAAA",
        "name+00000000+" + "/" * 44,
    ],
)  # fmt: skip
def test_what_is_no_key_is_said_to_be_none(vkey: str) -> None:
    with pytest.raises(NoteUnreadable, match="not a verifier key"):
        verifier_of(vkey)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\tb", "a\N{NO-BREAK SPACE}b"])
def test_a_key_has_a_name_that_a_line_can_hold(name: str) -> None:
    with pytest.raises(ValueError, match="name of a key"):
        Ed25519Signer(name, bytes(32))


def test_a_text_without_its_last_newline_is_not_signed() -> None:
    with pytest.raises(ValueError, match="newline"):
        signed_note.sign("text", [SIGNER])
