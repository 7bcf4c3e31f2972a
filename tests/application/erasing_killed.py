"""A process that erases a person and dies at a step of it, without any chance to tidy up."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from consent_desktop.application.bus import CommandBus
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.destroying import Destroying
from consent_desktop.event_store.erasures import Erasures

_WHERE: Final[tuple[tuple[type, str], ...]] = (
    (Destroying, "begin"),
    (CommandBus, "dispatch"),
    (Erasures, "add"),
    (Destroying, "destroy"),
    (Database, "settle"),
    (Destroying, "end"),
)
STEPS: Final = len(_WHERE) * 2 + 2
"""Before and after each of these; `settle` comes twice, for the vault and for the views."""


@contextmanager
def _counted(tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` before and after each of the steps."""
    before = [(owner, name, getattr(owner, name)) for owner, name in _WHERE]

    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def counted(*arguments: Any, **named: Any) -> Any:
            tell()
            answer = call(*arguments, **named)
            tell()
            return answer

        return counted

    for owner, name, call in before:
        setattr(owner, name, around(call))
    try:
        yield
    finally:
        for owner, name, call in before:
            setattr(owner, name, call)


def erase_until(step: int, person: str, second: str, folder: str, told: Connection) -> None:
    """Erase the person; die at that step of it, counted from 1."""
    clinic = open_clinic(Path(folder), chores=False)
    passed = 0

    def tell() -> None:
        nonlocal passed
        passed += 1
        if passed == step:
            told.send("dying")
            os.kill(os.getpid(), signal.SIGKILL)

    with _counted(tell):
        clinic.erasing.erase_for(THE_OPERATOR, second, person, "asked for it")
    told.send(f"alive after {passed}")
    clinic.close()
