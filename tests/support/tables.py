"""The views as plain rows, for comparing one building of them with another."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, select

from consent_desktop.read_models.tables import Tables


def dump(connection: Connection, tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every view, by the view's name without its generation."""
    return {
        table.name.rsplit("_", 1)[0]: sorted(map(tuple, connection.execute(select(table))), key=repr)
        for table in (getattr(tables, field.name) for field in fields(tables))
    }
