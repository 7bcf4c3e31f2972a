"""Which store is meant: a folder or a server's address, with the TLS that was asked for, and who acts on it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import platformdirs

from consent_desktop import bootstrap
from consent_desktop.application.errors import ValidationError
from consent_desktop.cli.unlocking import given

TLS: Final = ("verify-full", "verify-ca", "require", "disable")
"""How much of a server's certificate is checked, the safest and usual first. Not `prefer`: it falls back to none."""


def store_place(text: str) -> Path | str:
    """What `--store` names."""
    return text if bootstrap.is_address(text) else Path(text)


def default_store() -> Path:
    """Where the clinic lies if nobody says otherwise."""
    return Path(platformdirs.user_data_dir("consent-desktop", appauthor=False)) / "clinic"


def settle(options: argparse.Namespace) -> None:
    """Make `options.store` the place itself. Raises `ValidationError` where the options do not go together."""
    if options.store is None:
        options.store = default_store()
        if options.demonstration:
            options.store = options.store.with_name("demonstration")
    if not bootstrap.is_address(options.store):
        if options.tls is not None:
            raise ValidationError({"tls": "--tls goes with the address of a server, not with a folder."})
        return
    if options.demonstration:
        raise ValidationError({"demonstration": "The demonstration clinic lies in a folder, not on a server."})
    options.store = with_tls(options.store, options.tls)


def with_tls(address: str, mode: str | None) -> str:
    """The address with that `sslmode`. `verify-full` is what an address without one means; None leaves it as it is."""
    if mode is None:
        return address
    base, _, query = address.partition("?")
    kept = [part for part in query.split("&") if part and part.partition("=")[0] != "sslmode"]
    if mode != TLS[0]:
        kept.append(f"sslmode={mode}")
    return "?".join(filter(None, [base, "&".join(kept)]))


def open_consent(options: argparse.Namespace) -> bootstrap.Consent:
    """The store that the options name, for whoever they say acts."""
    if options.demonstration:
        bootstrap.open_demonstration(options.store).close()
    return bootstrap.Consent.open(options.store, acting=options.acting, **given(options))
