"""The layer that makes disk calls fail, built from shim.c and spoken to from inside the process that it is loaded into."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

from tests.faults.tally import OUT


class Call(IntEnum):
    """The kinds of disk call that can be made to fail."""

    OPEN = 0
    READ = 1
    WRITE = 2
    SYNC = 3
    TRUNCATE = 4
    UNLINK = 5


class Manner(IntEnum):
    """How a struck call goes wrong."""

    FAIL = 0
    TORN = 1
    """A write leaves its first half and then fails."""
    DROP = 2
    """A write or a sync says that it was done and does nothing: only for controls."""


EVERY: Final = frozenset(Call)


@dataclass(frozen=True, slots=True)
class Fault:
    """Which call fails, how, and whether every later one does too."""

    number: int
    code: int
    """errno."""
    for_ever: bool = False
    manner: Manner = Manner.FAIL
    calls: frozenset[Call] = EVERY


def build_library(name: str) -> Path | str:
    """Compile NAME.c of this folder into a library to be loaded before all others; gives the reason where it cannot be."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return "this machine has no C compiler"
    source, built = Path(__file__).with_name(f"{name}.c"), OUT / f"{name}.so"
    OUT.mkdir(parents=True, exist_ok=True)
    command = [compiler, "-O1", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", str(built), str(source), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return built if done.returncode == 0 else f"the C compiler refuses {name}.c: {done.stderr.strip()[:300]}"


class Shim:
    """The layer in this process; it must have been started with LD_PRELOAD naming what `build_library("shim")` gave."""

    def __init__(self, folder: Path) -> None:
        self._library = ctypes.CDLL(None)
        self._library.shim_site.restype = ctypes.c_uint64
        self._library.shim_first.restype = ctypes.c_char_p
        for name in ("shim_calls", "shim_fired"):
            getattr(self._library, name).restype = ctypes.c_long
        self._library.shim_watch(str(folder).encode())

    def arm(self, fault: Fault) -> None:
        """Count the calls on the watched files from now on, and fail as told."""
        mask = sum(1 << call for call in fault.calls)
        number = ctypes.c_long(fault.number)
        self._library.shim_arm(ctypes.c_uint(mask), number, int(fault.for_ever), fault.code, int(fault.manner))

    def disarm(self) -> None:
        """Let everything pass again."""
        self._library.shim_disarm()

    @property
    def calls(self) -> int:
        """Calls counted since it was armed."""
        return int(self._library.shim_calls())

    @property
    def fired(self) -> int:
        """Calls that were made to fail."""
        return int(self._library.shim_fired())

    @property
    def site(self) -> str:
        """Which call on which file failed first, and the way through the engine that led to it."""
        return f"{self._library.shim_first().decode()} {self._library.shim_site():x}"
