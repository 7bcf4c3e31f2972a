"""A checkpoint: how many events there were, their tree hash and when, in the text of C2SP tlog-checkpoint."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

from consent_desktop.evidence import signed_note
from consent_desktop.evidence.errors import NoteUnreadable
from consent_desktop.evidence.merkle import HASH_LENGTH
from consent_desktop.evidence.signed_note import Signer, Verifier

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_LOST: Final = re.compile(r"lost ([1-9][0-9]{0,17}) \S+", re.ASCII)
_MADE_FORM: Final = "made %Y-%m-%dT%H:%M:%SZ"


def telling_lost(count: int, stored: bytes) -> str:
    """The extension line of a checkpoint that counts lost events: how many, and the tree hash of what was stored then.

    In that tree `envelope.lost_leaf` stands in the place of each lost event, so it says which they are, and it vouches for
    all the others.
    """
    return f"lost {count} {base64.b64encode(stored).decode()}"


def origin_of(store_id: str) -> str:
    """How a store names itself in what it signs."""
    return f"consent-desktop/{store_id}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The tree over the first `size` events of a log."""

    origin: str
    size: int
    root: bytes
    made_at: datetime | None = None
    """When it was made, to the second, as the machine's clock said."""
    extensions: tuple[str, ...] = ()
    """Further lines: `telling_lost`, and what we do not know, kept as it is."""

    def text(self) -> str:
        """The text that is signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode()]
        if self.made_at is not None:
            lines.append(self.made_at.astimezone(UTC).strftime(_MADE_FORM))
        return "".join(f"{line}\n" for line in (*lines, *self.extensions))

    @property
    def told_lost(self) -> int:
        """How many of its events it tells to be lost."""
        found = (_LOST.fullmatch(line) for line in self.extensions)
        return next((int(one[1]) for one in found if one is not None), 0)

    def signed(self, signers: Sequence[Signer]) -> str:
        """The signed note."""
        return signed_note.sign(self.text(), signers)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The checkpoint in the text of a note; raises `NoteUnreadable`."""
        unreadable = NoteUnreadable("This is not a checkpoint. Nothing was checked; give the file as it was written.")
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines) or not _SIZE.fullmatch(lines[1]):
            raise unreadable
        origin, size, encoded, *more = lines
        try:
            root = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError) as error:
            raise unreadable from error
        if len(root) != HASH_LENGTH:
            raise unreadable
        made_at = _moment(more[0]) if more else None
        return cls(origin, int(size), root, made_at, tuple(more[1:] if made_at is not None else more))

    @classmethod
    def opened(cls, note: str, trusted: Sequence[Verifier]) -> Self:
        """The checkpoint in a note that a trusted key signed; raises `NoteUnreadable` or `SignatureWrong`."""
        return cls.parse(signed_note.opened(note, trusted))


def _moment(line: str) -> datetime | None:
    try:
        moment = datetime.strptime(line, _MADE_FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment.strftime(_MADE_FORM) == line else None
