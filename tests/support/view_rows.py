"""Every row of every view, for saying that two ways to the same views lead to the same rows."""

from __future__ import annotations

import dataclasses
from typing import Any

from sqlalchemy import Connection, select

from consent_desktop.read_models.tables import Tables


def view_rows(connection: Connection, tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the tables in use, in an order of their own; a query for `Clinic.ask`."""
    return {
        field.name: sorted((tuple(row) for row in connection.execute(select(getattr(tables, field.name)))), key=repr)
        for field in dataclasses.fields(tables)
    }
