"""How far each view has followed the log: the marks in the table `state`, and entering events between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import bindparam, select, update

from consent_desktop.event_store.recorded import Head, RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models.generations import VIEWS, Generations, generation_of
from consent_desktop.read_models.tables import Projector, View, overwriting, state

_MARKS: Final = Prepared(select(state), [])
_SET: Final = Prepared(
    lambda make: overwriting(make(state), ["view"], ["generation", "form", "store_id", "position", "chain"]),
    ["view", "generation", "form", "store_id", "position", "chain"],
)
_MOVE: Final = Prepared(
    update(state).values(position=bindparam("new_position"), chain=bindparam("new_chain")),
    ["new_position", "new_chain"],
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a view has followed which log, in tables of which generation and form."""

    generation: int
    form: int
    store_id: str
    position: int
    chain: bytes

    @property
    def place(self) -> tuple[int, bytes]:
        """The place in the log: the position and the chain hash there, which no other history has."""
        return self.position, self.chain

    def stands(self, view: View, head: Head) -> bool:
        """Whether the view, in its present form, has followed the log to that head."""
        return self.form == view.form and self.place == (head.position, head.chain)


Marks = Mapping[str, Mark]
"""The mark of each view, by its name."""


def marks_of(link: Link) -> dict[str, Mark]:
    """The marks as they are written."""
    return {view: Mark(*rest) for view, *rest in rows_of(link)}


def rows_of(link: Link) -> list[tuple[Any, ...]]:
    """The marks as rows, for comparing them with what they were."""
    return link.all(_MARKS)


def set_mark(link: Link, view: str, mark: Mark) -> None:
    """Write one view's mark."""
    link.run(_SET, view, mark.generation, mark.form, mark.store_id, mark.position, mark.chain)


def generations_in(marks: Marks) -> Generations:
    """The generation of each view, 0 where it has none."""
    return tuple(marks[view.name].generation if view.name in marks else 0 for view in VIEWS)


class Follower:
    """Projectors of some views that stand at one place in the log, and go on from there together."""

    def __init__(self, views: Sequence[View], marks: Marks, *, alone: bool = False) -> None:
        first = marks[views[0].name]
        self.position, self.chain = first.position, first.chain
        self._marks = {view.name: marks[view.name] for view in views}
        self._projectors: dict[str, Projector] = {}
        for view in views:
            statements = generation_of(view, marks[view.name].generation).statements
            self._projectors[view.name] = view.projector(statements, alone)

    @property
    def marks(self) -> dict[str, Mark]:
        """The views' marks where they stand now."""
        return {name: replace(mark, position=self.position, chain=self.chain) for name, mark in self._marks.items()}

    def stands_in(self, rows: list[tuple[Any, ...]]) -> bool:
        """Whether the marks, read as rows, are those of these views where they stand: nobody else has moved them."""
        if len(rows) != len(self._marks):
            return False
        for view, generation, _, _, position, chain in rows:
            mark = self._marks.get(view)
            if mark is None or mark.generation != generation or self.position != position or self.chain != chain:
                return False
        return True

    def enter(self, link: Link, events: Iterable[RecordedEvent], *, marked: bool = True) -> None:
        """Enter the events inside the transaction, and write the marks unless these views are not in use yet.

        On any failure what was remembered is forgotten.
        """
        projectors = list(self._projectors.values())
        last: RecordedEvent | None = None
        try:
            for projector in projectors:
                projector.begin(link)
            for last in events:
                for projector in projectors:
                    projector.apply(last)
            for projector in projectors:
                projector.flush()
            if last is not None:
                self._move(link, last, marked=marked)
        except BaseException:
            self.forget()
            raise

    def _move(self, link: Link, last: RecordedEvent, *, marked: bool) -> None:
        self.position, self.chain = last.position, last.chain
        if marked and len(self._marks) == len(VIEWS):
            link.run(_MOVE, last.position, last.chain)
        elif marked:
            for name, mark in self.marks.items():
                set_mark(link, name, mark)

    def forget(self) -> None:
        """What is remembered of the tables holds no longer."""
        for projector in self._projectors.values():
            projector.forget()
