"""The only place where parts are joined."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import Clock, FixedClock, StandingDayClock, SystemClock
from consent_desktop.application.consent import ConsentCalls
from consent_desktop.application.founding import Founded, NewStaff, found, take_away
from consent_desktop.application.nightly import nightly
from consent_desktop.application.server_clock import ServerClock
from consent_desktop.domain.errors import ClinicError, PersonNotRegistered, ValidationError
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, PersonKind
from consent_desktop.event_store.copying import Hints
from consent_desktop.event_store.errors import StoreKeyMissing, StoreNotOurs
from consent_desktop.event_store.key_care import new_key
from consent_desktop.event_store.key_file import FILE_NAME as KEYS_NAME
from consent_desktop.event_store.key_ring import KeyRing
from consent_desktop.event_store.opening import FileKeys, OpenedStore, exists
from consent_desktop.event_store.protected import open_folder
from consent_desktop.event_store.raw_key import raw_key_at, read_raw_key
from consent_desktop.event_store.recovery_kit import RecoveryKit
from consent_desktop.event_store.unlocking import Unlocking
from consent_desktop.interchange.demonstration import Demonstration, Storyteller
from consent_desktop.read_models.opening import VIEWS_SCHEMA, hints_of, open_shared_views, views_file
from consent_desktop.read_models.rebuilding import Progress
from consent_desktop.read_models.tables import own_definition
from consent_desktop.read_models.views import Views
from consent_desktop.resource import resource_path

if TYPE_CHECKING:
    from consent_desktop.event_store.postgres import Server

DEFAULT_ZONE = "UTC"


class NoDisplay(ClinicError):
    """There is no screen to open a window on."""

    code = "no_display"


def open_clinic(
    store: Path | str,
    *,
    plain: bool = False,
    key: bytes | None = None,
    key_file: Path | None = None,
    recovery: str | None = None,
    passphrase: str | None = None,
    ring: KeyRing | None = None,
    facts: Mapping[str, str] | None = None,
    clock: Clock | None = None,
    progress: Progress | None = None,
    chores: bool = True,
) -> Clinic:
    """Open, or make, the store in the folder or at the server's address and join everything to it.

    A protected store opens with its `key`, with a `key_file` that holds it, with the words of its `recovery` kit or with its
    `passphrase`; with none of them this computer's key ring is asked, and where that does not hold the key, it stays closed.
    `facts` go into a new store: `name`, `time_zone`, and for a demonstration `demonstration_day`. Without `clock` the
    store's own facts decide which clock it goes by. Without `chores` nothing is done but what commands say: no notices.
    """
    born = {"time_zone": local_zone(), **(facts or {})}
    server = _server_of(str(store)) if is_address(store) else None
    given = key if key_file is None else read_raw_key(key_file)
    unlocking = Unlocking(given, recovery, passphrase, ring or KeyRing())
    opened = _open_store(store, server, unlocking, plain=plain, facts=born, clock=clock)
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
        clinic.when_quiet(partial(nightly, clinic))
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
    unlocking: Unlocking,
    *,
    plain: bool,
    facts: Mapping[str, str],
    clock: Clock | None,
) -> OpenedStore:
    if server is None:
        folder = Path(store)
        known, now = partial(_known_of, folder), clock.now if clock else None
        return open_folder(folder, unlocking, plain=plain, facts=facts, hints=known, now=now)
    definition = own_definition("postgresql")
    settings = _settings_of(server)
    from consent_desktop.event_store.shared import open_shared

    return open_shared(server, settings, VIEWS_SCHEMA, definition, plain=plain, key=unlocking.key, facts=facts)


def _known_of(folder: Path, keys: FileKeys) -> Hints:
    """What the views remember of a log that does not tell any more."""
    return hints_of(folder, keys.views)


def _server_of(address: str) -> Server:
    """A clinic in a folder never loads PostgreSQL's client and the libraries that come with it."""
    from consent_desktop.event_store.postgres import Server

    return Server.of(address)


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
    clinic.demonstration_secrets.furnish()
    return clinic


def make_protected(
    folder: Path,
    *,
    facts: Mapping[str, str] | None = None,
    ring: KeyRing | None = None,
    passphrase: str | None = None,
    key_file: Path | None = None,
    clock: Clock | None = None,
) -> RecoveryKit:
    """Make a new protected store, whole or not at all; gives the kit, which is nowhere else.

    This computer's key ring opens it if it is given. `key_file` holds the key for unattended use; it is made if it is not
    there. Raises what `new_key`, `raw_key_at` and `open_clinic` raise.
    """
    kept = None if key_file is None else raw_key_at(key_file)
    making = folder.with_name(f"{folder.name}.making-{os.getpid()}")
    try:
        made = new_key(making, (clock or SystemClock()).now(), ring=ring, passphrase=passphrase, key=kept)
        open_clinic(making, key=made.key, facts=facts, clock=clock, chores=False).close()
        _move_into_place(making, folder)
    finally:
        take_away(making, ring)
    return made.kit


def found_clinic(
    folder: Path,
    *,
    name: str,
    officer: NewStaff,
    administrator: NewStaff,
    keyring: bool,
    passphrase: str | None = None,
    clock: Clock | None = None,
    ring: KeyRing | None = None,
) -> Founded:
    """Make a protected clinic with its first two people; see `application.founding.found`."""
    return found(
        folder,
        name=name,
        officer=officer,
        administrator=administrator,
        keyring=keyring,
        passphrase=passphrase,
        clock=clock,
        ring=ring,
        opener=_open_founded,
    )


def _open_founded(folder: Path, *, key: bytes, name: str, clock: Clock | None, chores: bool) -> Clinic:
    return open_clinic(folder, key=key, facts={"name": name}, clock=clock, chores=chores)


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
    if database.dialect != "postgresql":
        return SystemClock()
    from consent_desktop.event_store.postgres import server_time

    return ServerClock(partial(server_time, database))


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
        cls,
        store: str | Path,
        *,
        plain: bool = False,
        key: bytes | None = None,
        key_file: str | Path | None = None,
        recovery: str | None = None,
        passphrase: str | None = None,
        acting: str | None = None,
    ) -> Self:
        """Open the store in the folder `store`, or make it if it is not there.

        A new store needs `plain=True` or a 32-byte `key`. A protected one opens with its `key`, or a `key_file` that holds
        it (for unattended use: whoever can read that file can read the clinic), with the words of its `recovery` kit, its
        `passphrase`, or this computer's key ring. It is born with the administrator who opens it first
        (`administrator:NUMBER`), who registers the others. `acting` says who acts, as `kind:record number`, for instance
        `doctor:70-0001`; without it only plain stores open, and what is done is recorded as the operator's. Raises a
        `ClinicError` with a sentence and leaves the files as they were where the store cannot be opened.
        """
        given = key if key_file is None else read_raw_key(Path(key_file))
        protected = any(way is not None for way in (given, recovery, passphrase)) or _has_keys(store)
        if acting is None and protected:
            raise StoreKeyMissing(
                "In a protected clinic, say who acts, for instance doctor:70-0001. Nothing was opened and nothing was made."
            )
        kind, _, number = (acting or "").partition(":")
        first = kind == PersonKind.ADMINISTRATOR.value
        if protected and not first and not is_address(store) and not exists(Path(store)):
            raise _knows_nobody()
        clinic = open_clinic(store, plain=plain, key=given, recovery=recovery, passphrase=passphrase)
        try:
            if protected and not is_address(store) and clinic.log.head().position == 0:
                if not first:
                    raise _knows_nobody()
                clinic.register(PersonKind.ADMINISTRATOR, number, THE_OPERATOR)
            return cls(clinic, acting_from(clinic, acting), registers=not protected and acting is None)
        except BaseException:
            clinic.close()
            raise


def _has_keys(store: str | Path) -> bool:
    return not is_address(store) and (Path(store) / KEYS_NAME).exists()


def _knows_nobody() -> PersonNotRegistered:
    return PersonNotRegistered(
        "A new protected store knows nobody yet. Nothing was made: let its first administrator open it, as administrator:1."
    )


def acting_from(clinic: Clinic, acting: str | None) -> Acting:
    """Who acts, from `kind:record number`; None: the operator."""
    if acting is None:
        return THE_OPERATOR
    kind, _, number = acting.partition(":")
    try:
        person = clinic.find(THE_SYSTEM, PersonKind(kind), number)
    except ValueError:
        raise ValidationError(
            {"acting": "Who acts is named as kind:record number, for instance doctor:70-0001."}
        ) from None
    if person is None:
        raise PersonNotRegistered(f"Nothing was opened: the clinic knows no {kind} {number}.")
    return clinic.acting_as(person)


def run_windows(folder: Path, *, demonstration: bool, kiosk: bool = False, **given: Any) -> int:
    """Open the window on the store, or the first run where there is none; gives the program's exit status.

    `given`: what opens the store, as `open_clinic` takes it. Raises `NoDisplay` where there is no screen.
    """
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise NoDisplay(
            "No display found, so no window can be opened. Start it on a desktop, or use a command; see --help."
        )
    from consent_desktop.desktop.shell.run import run

    if demonstration:
        return run(partial(open_demonstration, folder), kiosk=kiosk)
    new = not is_address(folder) and not exists(folder)
    return run(
        partial(open_clinic, folder, **given), kiosk=kiosk, founder=partial(found_clinic, folder) if new else None
    )


def run_tour(out: Path) -> list[str]:
    """Play the article's story through the windows; gives what did not agree."""
    from consent_desktop.desktop.tour.play import play

    return play(out)


def self_check() -> list[str]:
    """Try every part in a temporary folder; gives what did not work."""
    from consent_desktop.desktop.tour.self_check import check

    return check()
