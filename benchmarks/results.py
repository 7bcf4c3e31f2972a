"""What a figure gives: our value beside the peer's and the limit's, and whether the target is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Target:
    """A number of the issue's table, and on which side of it the ratio has to be."""

    sense: Literal["at least", "at most"]
    value: float

    def met_by(self, ratio: float) -> bool:
        """Whether a measured ratio reaches the target."""
        return ratio >= self.value if self.sense == "at least" else ratio <= self.value


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table."""

    name: str
    unit: str
    """What `ours`, `peer` and `limit` are counted in."""
    ours: float
    ratio: float
    """What the target speaks of; `ratio_of` says between what."""
    ratio_of: str
    peer: float | None = None
    limit: float | None = None
    target: Target | None = None
    more: Mapping[str, float | int | str] = field(default_factory=dict)
    """Further measured values and remarks of this figure."""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        return None if self.target is None else self.target.met_by(self.ratio)

    def as_json(self) -> dict[str, object]:
        """The figure as it stands in build/bench.json."""
        return {
            "ours": self.ours,
            "peer": self.peer,
            "limit": self.limit,
            "ratio": self.ratio,
            "ratio_of": self.ratio_of,
            "unit": self.unit,
            "target": None if self.target is None else self.target.value,
            "target_sense": None if self.target is None else self.target.sense,
            "met": self.met,
            **self.more,
        }


_OWN = {"ours", "peer", "limit", "ratio", "ratio_of", "unit", "target", "target_sense", "met"}


def from_json(name: str, said: Mapping[str, Any]) -> Result:
    """The figure as an earlier run left it in a file."""
    target = None if said["target"] is None else Target(said["target_sense"], said["target"])
    return Result(
        name=name,
        unit=said["unit"],
        ours=said["ours"],
        ratio=said["ratio"],
        ratio_of=said["ratio_of"],
        peer=said["peer"],
        limit=said["limit"],
        target=target,
        more={key: value for key, value in said.items() if key not in _OWN},
    )


def at_least(value: float) -> Target:
    """A target that a larger ratio meets."""
    return Target("at least", value)


def at_most(value: float) -> Target:
    """A target that a smaller ratio meets."""
    return Target("at most", value)
