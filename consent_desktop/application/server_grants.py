"""What a server's administrator has to grant before workstations may share a store, as SQL to look at and run."""

from __future__ import annotations

from consent_desktop.domain.errors import ValidationError
from consent_desktop.event_store.postgres_schema import grants
from consent_desktop.read_models.opening import VIEWS_SCHEMA


def server_grants(login: str) -> str:
    """The statements for that login; nothing is connected to. A name that is no plain word is quoted.

    Raises `ValidationError` for one that no server has.
    """
    if not login or not login.isprintable():
        raise ValidationError({"login": "A login's name has at least one character, and no line breaks."})
    plain = login.isascii() and login.isidentifier() and login == login.lower()
    quoted = login.replace('"', '""')
    return grants(VIEWS_SCHEMA, login if plain else f'"{quoted}"')
