"""What goes through the bus and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal
from uuid import UUID, uuid4

import msgspec

from consent_desktop.domain.commands import Command
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store.recorded import Appended
from consent_desktop.read_models.views import Following

LATER: Final = frozenset({"paper", "approved_by"})
"""Fields that commands were given later. Where they say nothing they are left out, so that a command that is given again
after an update is still the same."""

Consistency = Literal["strong", "eventual"] | tuple[str, ...]
"""Whether a dispatch waits for the views: for all of them, for none, or for those named."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A command on its way: who gives it, under which id, and whether the views must have followed on return."""

    command: Command
    acting: Acting
    command_id: UUID = field(default_factory=uuid4)
    consistency: Consistency = "strong"
    within: float | None = None
    """Seconds that may pass until the views have followed; after that the answer is `views_behind`."""

    def canonical(self) -> bytes:
        """The command's content and author as bytes that are the same in every process."""
        content = {
            name: sorted(v) if isinstance(v, frozenset) else v
            for name, v in vars(self.command).items()
            if v is not None or name not in LATER
        }
        said = {"type": type(self.command).__name__, "acting": [self.acting.id, self.acting.role], "command": content}
        return msgspec.json.encode(said, order="sorted")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a command led to."""

    command_id: UUID
    first: int
    """Position of its first event; 0 where it led to none."""
    last: int
    repeated: bool = False
    """Whether the same command had been recorded before, and nothing was now."""
    views_behind: bool = False
    """Whether the events are durable but the views could not follow yet; a success all the same."""
    appended: Appended | None = field(default=None, repr=False, compare=False)
    """What the store said of it, with the events that were recorded now."""
    following: Following | None = field(default=None, repr=False, compare=False)
    """The views' transaction with those events, begun while the disk was at work."""

    @property
    def positions(self) -> range:
        """Positions of the command's events."""
        return range(self.first, self.last + 1) if self.first else range(0)
