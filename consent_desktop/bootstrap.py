"""The only place where parts are joined."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import Clock, FixedClock, StandingDayClock, SystemClock
from consent_desktop.application.consent import ConsentCalls
from consent_desktop.application.server_clock import ServerClock
from consent_desktop.domain.errors import ClinicError, PersonNotRegistered, ValidationError
from consent_desktop.domain.vocabulary import THE_OPERATOR, Acting, PersonKind
from consent_desktop.event_store.copying import Hints
from consent_desktop.event_store.errors import StoreKeyMissing, StoreNotOurs
from consent_desktop.event_store.opening import FileKeys, OpenedStore, exists, open_store
from consent_desktop.event_store.postgres import Server, server_time
from consent_desktop.event_store.shared import open_shared
from consent_desktop.interchange.demonstration import Demonstration, Storyteller
from consent_desktop.read_models.opening import VIEWS_SCHEMA, hints_of, open_shared_views, views_file
from consent_desktop.read_models.rebuilding import Progress
from consent_desktop.read_models.tables import own_definition
from consent_desktop.read_models.views import Views
from consent_desktop.resource import resource_path

DEFAULT_ZONE = "UTC"


class NoDisplay(ClinicError):
    """There is no screen to open a window on."""

    code = "no_display"


def open_clinic(
    store: Path | str,
    *,
    plain: bool = False,
    key: bytes | None = None,
    facts: Mapping[str, str] | None = None,
    clock: Clock | None = None,
    progress: Progress | None = None,
    chores: bool = True,
) -> Clinic:
    """Open, or make, the store in the folder or at the server's address and join everything to it.

    `facts` go into a new store: `name`, `time_zone`, and for a demonstration `demonstration_day`. Without `clock` the
    store's own facts decide which clock it goes by. Without `chores` nothing is done but what commands say: no notices.
    """
    born = {"time_zone": local_zone(), **(facts or {})}
    server = Server.of(str(store)) if is_address(store) else None
    opened = _open_store(store, server, plain=plain, key=key, facts=born, clock=clock)
    views: Views | None = None
    try:
        zone = ZoneInfo(opened.log.facts.get("time_zone", DEFAULT_ZONE))
        if server:
            views = Views(open_shared_views(server), opened.log)
        else:
            file = views_file(opened)
            views = Views(file.open(), opened.log, file)
        clinic = Clinic(opened, views, clock or clock_of(opened, zone), zone, chores=chores)
        clinic.start(progress)
    except BaseException:
        if views is not None:
            views.close()
        opened.close()
        raise
    return clinic


def is_address(store: Path | str) -> bool:
    """Whether the store is named by a server's address and not by a folder."""
    return "://" in str(store)


def _open_store(
    store: Path | str,
    server: Server | None,
    *,
    plain: bool,
    key: bytes | None,
    facts: Mapping[str, str],
    clock: Clock | None,
) -> OpenedStore:
    if server is None:
        folder = Path(store)
        known = partial(_known_of, folder)
        return open_store(folder, plain=plain, key=key, facts=facts, hints=known, now=clock.now if clock else None)
    definition = own_definition("postgresql")
    return open_shared(server, _settings_of(server), VIEWS_SCHEMA, definition, plain=plain, key=key, facts=facts)


def _known_of(folder: Path, keys: FileKeys) -> Hints:
    """What the views remember of a log that does not tell any more."""
    return hints_of(folder, keys.views)


def _settings_of(server: Server) -> Path:
    """Where this workstation keeps its settings of a shared store."""
    name = "".join(c if c.isalnum() else "-" for c in server.name)
    return Path(platformdirs.user_data_dir("consent-desktop", appauthor=False)) / "shared" / name


def open_demonstration(folder: Path, progress: Progress | None = None) -> Clinic:
    """Open the demonstration clinic in the folder; the first time it is made there, whole or not at all."""
    if not exists(folder):
        making = folder.with_name(f"{folder.name}.making-{os.getpid()}")
        try:
            _make_demonstration(making)
            _move_into_place(making, folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    clinic = open_clinic(folder, progress=progress)
    if not clinic.demonstration:
        clinic.close()
        raise StoreNotOurs(f"{folder} is a clinic of its own, not the demonstration. It was left untouched.")
    return clinic


def store_exists(folder: Path) -> bool:
    """Whether there is a store in the folder."""
    return exists(folder)


def _make_demonstration(folder: Path) -> None:
    demonstration = Demonstration.load(resource_path("demonstration", "clinic.json"))
    clock = FixedClock(datetime.combine(demonstration.day, time(), ZoneInfo(demonstration.time_zone)))
    clinic = open_clinic(folder, plain=True, facts=demonstration.facts, clock=clock)
    try:
        Storyteller(clinic, clock, demonstration).tell()
    finally:
        clinic.close()


def _move_into_place(making: Path, folder: Path) -> None:
    """Rename the finished folder; where another program was quicker, theirs stays and ours goes."""
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        making.rename(folder)
    except OSError:
        if not exists(folder):
            raise StoreNotOurs(
                f"{folder} is in use for something else. It was left untouched; choose another."
            ) from None


def clock_of(store: OpenedStore, zone: ZoneInfo) -> Clock:
    """The clock that a store goes by: the demonstration's day, the server's clock where there is a server, else our own."""
    day = store.log.facts.get("demonstration_day")
    if day is not None:
        return StandingDayClock(date.fromisoformat(day), zone)
    database = store.log.database
    return ServerClock(partial(server_time, database)) if database.dialect == "postgresql" else SystemClock()


def local_zone() -> str:
    """The name of this computer's time zone, UTC where it has none that is known."""
    try:
        name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        return ZoneInfo(name).key if name else DEFAULT_ZONE
    except (OSError, ZoneInfoNotFoundError, ValueError):
        return DEFAULT_ZONE


class Consent(ConsentCalls):
    """A store opened by its folder, with the article's calls."""

    @classmethod
    def open(
        cls, store: str | Path, *, plain: bool = False, key: bytes | None = None, acting: str | None = None
    ) -> Self:
        """Open the store in the folder `store`, or make it if it is not there.

        A new store needs `plain=True` or a 32-byte `key`; a protected one is born with the administrator who opens it
        first (`administrator:NUMBER`), who registers the others. `acting` says who acts, as `kind:record number`, for instance
        `doctor:70-0001`; without it only plain stores open, and what is done is recorded as the operator's. Raises a
        `ClinicError` with a sentence and leaves the files as they were where the store cannot be opened.
        """
        if acting is None and key is not None:
            raise StoreKeyMissing(
                "With a key, say who acts, for instance doctor:70-0001. Nothing was opened and nothing was made."
            )
        new = key is not None and not is_address(store) and not exists(Path(store))
        kind, _, number = (acting or "").partition(":")
        if new and kind != PersonKind.ADMINISTRATOR.value:
            raise PersonNotRegistered(
                "A new protected store knows nobody yet. Nothing was made: let its first administrator open it, as administrator:1."
            )
        clinic = open_clinic(store, plain=plain, key=key)
        try:
            if new:
                clinic.register(PersonKind.ADMINISTRATOR, number, THE_OPERATOR)
            return cls(clinic, acting_from(clinic, acting), registers=key is None and acting is None)
        except BaseException:
            clinic.close()
            raise


def acting_from(clinic: Clinic, acting: str | None) -> Acting:
    """Who acts, from `kind:record number`; None: the operator."""
    if acting is None:
        return THE_OPERATOR
    kind, _, number = acting.partition(":")
    try:
        person = clinic.find(PersonKind(kind), number)
    except ValueError:
        raise ValidationError(
            {"acting": "Who acts is named as kind:record number, for instance doctor:70-0001."}
        ) from None
    if person is None:
        raise PersonNotRegistered(f"Nothing was opened: the clinic knows no {kind} {number}.")
    return clinic.acting_as(person)


def run_windows(folder: Path, *, demonstration: bool) -> int:
    """Open the window on the store; gives the program's exit status. Raises `NoDisplay` where there is no screen."""
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise NoDisplay(
            "No display found, so no window can be opened. Start it on a desktop, or use a command; see --help."
        )
    from consent_desktop.desktop.shell.run import run

    return run(partial(open_demonstration if demonstration else open_clinic, folder))


def run_tour(out: Path) -> list[str]:
    """Play the article's story through the windows; gives what did not agree."""
    from consent_desktop.desktop.tour.play import play

    return play(out)


def self_check() -> list[str]:
    """Try every part in a temporary folder; gives what did not work."""
    from consent_desktop.desktop.tour.self_check import check

    return check()
