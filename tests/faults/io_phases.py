"""What the store is doing when its disk fails: one function a phase, and the folders that the phases begin from."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, TypeVar
from uuid import UUID, uuid4

from consent_desktop.application.clinic import Clinic
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.errors import ClinicError, DomainError
from consent_desktop.domain.vocabulary import THE_OPERATOR
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.opening import FileKeys, OpenedStore
from consent_desktop.event_store.verification import verify
from tests.faults.judge import LOG, Ack, sentence_fault, stored
from tests.support.stores import a_store, origin, some_event

PATIENT: Final = "20-4817"
STORED: Final = Path(__file__).resolve().parents[1] / "event_store" / "stored"
"""Stores of released schemas, plain."""

T = TypeVar("T")


class Armed(Protocol):
    """Arms the layer for as long as the context lasts."""

    def __call__(self) -> AbstractContextManager[None]:
        """The context."""
        ...


@dataclass
class Case:
    """One run of a phase on a folder of its own, and what its callers were told."""

    folder: Path
    key: bytes | None
    armed: Armed
    acks: list[Ack] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """Codes of the errors that reached the caller."""
    wrong: list[str] = field(default_factory=list)
    """What reached the caller and may not."""
    unknown: list[UUID] = field(default_factory=list)
    """Commands whose append failed: they may be there or not."""

    _open: ExitStack = field(default_factory=ExitStack)

    def during(self, context: AbstractContextManager[T]) -> T:
        """Enter the context until `clean_up`."""
        return self._open.enter_context(context)

    def clean_up(self) -> None:
        """Leave every context that was entered."""
        self._open.close()

    def attempt(self, do: Callable[[], object]) -> bool:
        """Do it; whatever is raised must be one of our errors, told as a sentence."""
        try:
            do()
        except ClinicError as error:
            self.told.append(error.code)
            fault = sentence_fault(error)
            if fault:
                self.wrong.append(fault)
        except Exception as error:  # noqa: BLE001 - the point is that nothing else may come
            self.wrong.append(f"{type(error).__name__} reached the caller: {str(error)[:160]}")
        else:
            return True
        return False

    def append(self, store: OpenedStore, count: int = 1) -> None:
        """Append to the patient's stream, and remember what was promised."""
        command_id = uuid4()

        def do() -> None:
            stream = store.vault.find("patient", PATIENT)
            if stream is None:
                raise LookupError("the patient is gone")
            version = sum(1 for _ in store.log.read_stream(stream))
            self.unknown.append(command_id)
            done = store.log.append(stream, version, [some_event(stream, n) for n in range(count)], origin(command_id))
            self.unknown.remove(command_id)
            self.acks += [(position, command_id.hex) for position in range(done.first, done.last + 1)]

        self.attempt(do)

    def clinic(self) -> Clinic:
        """The whole clinic on the case's folder; its chores are done when the phase says so, so that cases repeat."""
        return open_clinic(self.folder, plain=self.key is None, key=self.key, chores=False)


@contextmanager
def _open_clinic(case: Case) -> Iterator[Consent]:
    with Consent(case.clinic(), THE_OPERATOR, registers=True) as consent:
        yield consent


def make(case: Case) -> None:
    """A new store."""
    with case.armed():
        case.attempt(lambda: case.clinic().close())


def start(case: Case) -> None:
    """Opening after a crash: the log's WAL is recovered and the views are built."""
    with case.armed():
        case.attempt(lambda: case.clinic().close())


def migrate(case: Case) -> None:
    """Opening a store of the first released schema: it is brought up whole, or is still the old one."""
    with case.armed():
        case.attempt(lambda: case.clinic().close())


def append(case: Case) -> None:
    """Appends of one and of many events; when the disk is well again the same open store is tried once more."""
    with a_store(case.folder, case.key) as store:
        with case.armed():
            for count in (1, 20, 1):
                case.append(store, count)
        case.append(store)


def command(case: Case) -> None:
    """Commands through the bus, with views and notices."""
    with _open_clinic(case) as consent:

        def grant(number: int) -> None:
            recorded = consent.grant_consent(PATIENT, "doctor", f"70-{number}", "exams")
            case.acks += [(position, recorded.command_id.hex) for position in recorded.positions]

        with case.armed():
            for number in range(2):
                case.attempt(lambda n=number: grant(n))  # type: ignore[misc]
            case.attempt(consent.clinic._do_chores)
        # an unknown outcome may turn out to have been recorded: then the rule's refusal is the right answer
        for number in range(2):
            case.attempt(lambda n=number: _unless_done(grant, n))  # type: ignore[misc]


def _unless_done(grant: Callable[[int], None], number: int) -> None:
    try:
        grant(number)
    except DomainError:
        return


def claim(case: Case) -> None:
    """New people in the vault; who claimed once is the same afterwards."""
    with a_store(case.folder, case.key) as store:
        given: dict[str, str] = {}

        def take(number: str) -> None:
            given[number] = store.vault.claim("patient", number)

        with case.armed():
            for number in ("a", "b"):
                case.attempt(lambda n=number: take(n))  # type: ignore[misc]
    with a_store(case.folder, case.key) as store:
        for number, subject in given.items():
            if store.vault.find("patient", number) != subject or store.vault.seal_of(subject) is None:
                case.wrong.append(f"the key of somebody who was claimed is gone: {number}")


def read(case: Case) -> None:
    """Every way of reading: an answer is whole or an error, never a shorter history or a wrong Yes or No."""
    expected = sorted(stored(case.folder, case.key).items())

    def whole_log() -> None:
        if [(r.position, r.envelope.command_id) for r in consent.clinic._store.log.read()] != expected:
            case.wrong.append("a reading gave another history than there is")

    def verified() -> None:
        result = verify(consent.clinic._store.log)
        if result.unbroken and result.events != len(expected):
            case.wrong.append("a verification passed over fewer events than there are")

    def checked() -> None:
        if not consent.has_consent(PATIENT, "doctor", "70-9", "exams"):
            case.wrong.append("a check said No where the answer is Yes")

    with _open_clinic(case) as consent, case.armed():
        for do in (whole_log, verified, checked, lambda: consent.consents(PATIENT)):
            case.attempt(do)


def rebuild(case: Case) -> None:
    """Rebuilding the views; they are a cache, so a second try on a disk that is well again must do."""
    with _open_clinic(case) as consent:
        with case.armed():
            case.attempt(consent.clinic.views.rebuild)
        case.attempt(consent.clinic.catch_up)


def checkpoint(case: Case) -> None:
    """Folding a long WAL into the main file, on the way of an append and on closing."""
    with a_store(case.folder, case.key) as store, case.armed():
        case.append(store)
        store.close()


Phase = Callable[[Case], None]
PHASES: Final[dict[str, tuple[Phase, str]]] = {
    "make": (make, "nothing"),
    "start": (start, "crashed"),
    "migrate": (migrate, "schema-1"),
    "append": (append, "small"),
    "command": (command, "small"),
    "claim": (claim, "small"),
    "read": (read, "small"),
    "rebuild": (rebuild, "small"),
    "checkpoint": (checkpoint, "long"),
}
"""Each phase with the folder that it begins from."""


def templates(root: Path, key: bytes | None) -> dict[str, Path]:
    """Folders to begin from: a small closed store, one as a crash leaves it, and one whose WAL is due to be folded."""
    small = root / "small"
    with Consent(open_clinic(small, plain=key is None, key=key, chores=False), THE_OPERATOR, registers=True) as consent:
        consent.grant_consent(PATIENT, "doctor", "70-9", "exams")
        for number in range(2):
            consent.ask_consent(PATIENT, "doctor", f"70-{number}", "consultations")
    return {
        "schema-1": STORED / "schema-1",
        "small": small,
        "crashed": _crashed(small, root / "crashed", key, pages=20),
        "long": _crashed(small, root / "long", key, pages=1010),
    }


def _crashed(small: Path, made: Path, key: bytes | None, pages: int) -> Path:
    """The small store with that many pages in the log's WAL, without views, as a killed process leaves it."""
    working = made.with_name(f"{made.name}.working")
    shutil.copytree(small, working)
    made.mkdir()
    reader = connect(working / LOG, FileKeys.of(key).log, synchronous="FULL")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()  # an open read keeps the engine from folding the WAL away
    with a_store(working, key) as store:
        case = Case(working, key, nullcontext)
        while (working / "clinic.events.db-wal").stat().st_size < pages * 4096:
            case.append(store)
        for path in working.iterdir():
            if not path.name.endswith("-shm") and "views" not in path.name:
                shutil.copy(path, made / path.name)
    reader.close()
    return made
