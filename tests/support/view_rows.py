"""Every row of every view, for saying that two ways to the same views lead to the same rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from consent_desktop.read_models.tables import Tables


def view_rows(connection: Connection, tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the generation's tables, in an order of their own; a query for `Clinic.ask`."""
    return {
        table.name.rsplit("_", 1)[0]: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in tables.metadata.sorted_tables
    }
