"""Statements of SQLAlchemy Core, turned into the text of a back end once and run straight on its driver ever after.

Core builds and quotes them for SQLite and PostgreSQL alike; what it costs to walk through a statement each time would be
more than SQLite needs to answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ClauseElement
from sqlalchemy.dialects import postgresql, sqlite

Insert = Callable[..., Any]
"""`insert` of a dialect: both know `on_conflict_do_update` and `on_conflict_do_nothing`, each its own way."""

_sqlite: Callable[..., Any] = sqlite.dialect
_psycopg: Callable[..., Any] = postgresql.psycopg.PGDialect_psycopg
DIALECTS: Final[dict[str, Any]] = {"sqlite": _sqlite(paramstyle="qmark"), "postgresql": _psycopg(paramstyle="format")}
_INSERTS: Final[dict[str, Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Text:
    """What one back end is told: the text, and for each of its places the name or the constant that goes there."""

    words: str
    places: tuple[tuple[str, object], ...]
    plain: bool
    """Whether the values go in as they are given: no constants, none twice."""

    def values(self, given: Sequence[object], names: Sequence[str]) -> Sequence[object]:
        """The values in the order of their places."""
        if self.plain:
            return given
        by_name = dict(zip(names, given, strict=True))
        return tuple(by_name.get(name, constant) for name, constant in self.places)


class Prepared:
    """A statement with places for values, which are given in the order of `names`.

    `build` is the statement itself, or for an upsert a function of the dialect's `insert`.
    """

    def __init__(self, build: ClauseElement | Callable[[Insert], Any], names: Iterable[str]) -> None:
        self._build = build
        self._texts: dict[str, Text] = {}
        self.names = tuple(names)

    def on(self, dialect: str) -> Text:
        """The text for that dialect."""
        text = self._texts.get(dialect)
        if text is None:
            text = self._texts[dialect] = self._compiled(dialect)
        return text

    def _compiled(self, dialect: str) -> Text:
        statement = self._build if isinstance(self._build, ClauseElement) else self._build(_INSERTS[dialect])
        compiled: Any = statement.compile(dialect=DIALECTS[dialect])
        order: list[str] = list(compiled.positiontup or ())
        places = tuple((name, compiled.params.get(name)) for name in order)
        missing = [name for name in self.names if name not in order]
        if missing:
            raise ValueError(f"The statement has no place for {missing}: {compiled}")
        return Text(str(compiled), places, plain=tuple(order) == self.names)


class Link:
    """One connection of a driver, inside or outside a transaction, on which prepared statements are run."""

    __slots__ = ("_cursor", "dialect", "raw")

    def __init__(self, raw: Any, dialect: str) -> None:
        self.raw = raw
        self.dialect = dialect
        self._cursor = raw.cursor()

    def run(self, prepared: Prepared, *values: object) -> int:
        """Run it for its effect; gives how many rows it touched."""
        text = prepared.on(self.dialect)
        self._cursor.execute(text.words, text.values(values, prepared.names))
        return int(self._cursor.rowcount)

    def many(self, prepared: Prepared, rows: Sequence[Sequence[object]]) -> None:
        """Run it once for each of the rows."""
        text = prepared.on(self.dialect)
        given = rows if text.plain else [text.values(row, prepared.names) for row in rows]
        self._cursor.executemany(text.words, given)

    def all(self, prepared: Prepared, *values: object) -> list[Any]:
        """Every row of the answer."""
        text = prepared.on(self.dialect)
        self._cursor.execute(text.words, text.values(values, prepared.names))
        rows: list[Any] = self._cursor.fetchall()
        return rows

    def first(self, prepared: Prepared, *values: object) -> Any:
        """The first row of the answer, None if there is none."""
        text = prepared.on(self.dialect)
        self._cursor.execute(text.words, text.values(values, prepared.names))
        return self._cursor.fetchone()

    def scalar(self, prepared: Prepared, *values: object) -> Any:
        """The first value of the first row, None if there is none."""
        row = self.first(prepared, *values)
        return None if row is None else row[0]

    def say(self, words: str) -> Any:
        """Run one statement given as text: beginnings and ends of transactions, tables, triggers. Gives the cursor."""
        return self._cursor.execute(words)
