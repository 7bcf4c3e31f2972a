"""Numbers that stand for what recurs in the log: subjects, and kinds of events. Given once, in order, never changed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, func, insert, select

from consent_desktop.event_store.recorded import Kind
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.tables import kinds, subjects

_SUBJECTS_AFTER: Final = Prepared(
    select(subjects.c.number, subjects.c.subject)
    .where(subjects.c.number > bindparam("known"))
    .order_by(subjects.c.number),
    ["known"],
)
_KINDS_AFTER: Final = Prepared(
    select(kinds.c.kind, kinds.c.type, kinds.c.schema_version, kinds.c.vocabulary)
    .where(kinds.c.kind > bindparam("known"))
    .order_by(kinds.c.kind),
    ["known"],
)
_LAST_SUBJECT: Final = Prepared(select(func.coalesce(func.max(subjects.c.number), 0)), [])
_LAST_KIND: Final = Prepared(select(func.coalesce(func.max(kinds.c.kind), 0)), [])
_ADD_SUBJECT: Final = Prepared(insert(subjects), ["number", "subject"])
_ADD_KIND: Final = Prepared(insert(kinds), ["kind", "type", "schema_version", "vocabulary"])


class Numbering:
    """What this program knows of the numbers. Only what has been committed is remembered."""

    def __init__(self) -> None:
        self.subjects: dict[int, str] = {}
        self.kinds: dict[int, Kind] = {}
        self._subject_numbers: dict[str, int] = {}
        self._kind_numbers: dict[Kind, int] = {}

    def learn(self, link: Link) -> None:
        """Take up what has been given out since; call it outside a writing transaction, or before that one writes."""
        for number, subject in link.all(_SUBJECTS_AFTER, len(self.subjects)):
            self.give_subject(number, subject.hex())
        for number, name, schema_version, vocabulary in link.all(_KINDS_AFTER, len(self.kinds)):
            self.give_kind(number, Kind(name, schema_version, vocabulary))

    def give_subject(self, number: int, subject: str) -> None:
        """Take up what a number stands for, read elsewhere."""
        self.subjects[number] = subject
        self._subject_numbers[subject] = number

    def give_kind(self, number: int, kind: Kind) -> None:
        """Take up which kind a number stands for, read elsewhere."""
        self.kinds[number] = kind
        self._kind_numbers[kind] = number

    def of_subject(self, subject: str) -> int | None:
        """The subject's number, None where this program knows of none."""
        return self._subject_numbers.get(subject)

    def of_kind(self, kind: Kind) -> int | None:
        """The kind's number, None where this program knows of none."""
        return self._kind_numbers.get(kind)


class NewNumbers:
    """Numbers for one writing transaction: known ones, and new ones that count only once it is committed."""

    def __init__(self, numbering: Numbering, link: Link) -> None:
        self._numbering = numbering
        self._link = link
        self._learnt = False
        self._subjects: dict[str, int] = {}
        self._kinds: dict[Kind, int] = {}

    def subject(self, subject: str) -> int:
        """The subject's number, given now if it has none."""
        number = self._numbering.of_subject(subject) or self._subjects.get(subject)
        if number is None and self._learn():
            number = self._numbering.of_subject(subject)
        if number is None:
            number = self._link.scalar(_LAST_SUBJECT) + 1
            self._link.run(_ADD_SUBJECT, number, bytes.fromhex(subject))
            self._subjects[subject] = number
        return number

    def kind(self, kind: Kind) -> int:
        """The kind's number, given now if it has none."""
        number = self._numbering.of_kind(kind) or self._kinds.get(kind)
        if number is None and self._learn():
            number = self._numbering.of_kind(kind)
        if number is None:
            number = self._link.scalar(_LAST_KIND) + 1
            self._link.run(_ADD_KIND, number, kind.type, kind.schema_version, kind.vocabulary)
            self._kinds[kind] = number
        return number

    def _learn(self) -> bool:
        """Once, and before anything is written here, so that only what is committed is remembered."""
        if self._learnt or self._subjects or self._kinds:
            return False
        self._learnt = True
        self._numbering.learn(self._link)
        return True
