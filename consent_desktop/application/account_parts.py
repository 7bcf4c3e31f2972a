"""Joining what accounts are made of: the vault's rows, the delays, the hashing, and the clinic that notes what happens."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from consent_desktop.application.account_lookup import AccountLookup
from consent_desktop.application.accounts import Accounts
from consent_desktop.application.approvals import Approvals
from consent_desktop.application.delays import Delays
from consent_desktop.application.erasing import Erasing
from consent_desktop.application.proving import Door, Proving
from consent_desktop.application.secret_hashing import SecretHashing
from consent_desktop.application.states import States
from consent_desktop.event_store.credentials import Credentials
from consent_desktop.event_store.destroying import clear
from consent_desktop.event_store.erasures import Erasures
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.tries import KeptTries
from consent_desktop.read_models.views import Views


def accounts_of(
    store: OpenedStore,
    views: Views,
    door: Door,
    now: Callable[[], datetime],
    approvals: Approvals,
    states: States,
    *,
    workstation: str,
    hashing: SecretHashing,
    steady: Callable[[], float] = time.monotonic,
) -> Accounts:
    """The accounts of an open store, as that workstation sees them."""
    proving = Proving(
        door=door,
        vault=store.vault,
        lookup=AccountLookup(store.vault, views, states, door.repair),
        credentials=Credentials(store.vault.database),
        delays=Delays(KeptTries(store.vault.database), now, steady),
        hashing=hashing,
        now=now,
        workstation=workstation,
    )
    return Accounts(proving, approvals)


def erasing_of(
    store: OpenedStore,
    views: Views,
    door: Door,
    now: Callable[[], datetime],
    states: States,
    zone: ZoneInfo,
) -> Erasing:
    """What erases people of an open store."""
    listed = Erasures(store.folder, store.vault.keys.erasures)
    account_of = AccountLookup(store.vault, views, states, door.repair).owner_of

    def clear_views() -> None:
        views.catch_up()
        clear(views.database)

    return Erasing(door.dispatch, store.log, store.vault, listed, states, account_of, clear_views, now, zone)
