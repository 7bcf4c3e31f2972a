"""Clocks that stand until a test moves them."""

from __future__ import annotations

from dataclasses import dataclass

from consent_desktop.application.idle import Clocks


@dataclass
class HandClocks:
    """Three clocks in one hand."""

    monotonic: float = 0.0
    boot: float = 0.0
    wall: float = 1_000_000.0

    def pass_by(self, seconds: float) -> None:
        """All three go on."""
        self.monotonic += seconds
        self.boot += seconds
        self.wall += seconds

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: the first one stands still."""
        self.boot += seconds
        self.wall += seconds

    @property
    def clocks(self) -> Clocks:
        """As a window takes them."""
        return Clocks(lambda: self.monotonic, lambda: self.boot, lambda: self.wall)
