"""What holds for every test: offscreen, quiet logs, nothing left running, the person's own folders untouched."""

import gc
import os

# Before anything imports Qt. A run against a real display names its platform here: CONSENT_TEST_PLATFORM=xcb.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("CONSENT_TEST_PLATFORM", "offscreen")
for _variable in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE"):
    os.environ.pop(_variable, None)

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.support.leaks import LeakWatch
from tests.support.logguard import LogGuard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.support.servers import Postgres

_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
# The everyday run is the same each time, so that a red run is somebody's change; the nightly one explores.
settings.register_profile("default", _COMMON, derandomize=True, max_examples=100)
settings.register_profile("nightly", _COMMON, max_examples=5_000)
# For each of some thousands of changes of the code (make mutants): few examples, the same ones, and the first that fails
# will do: making it smaller takes long and tells nobody anything.
_FOUND = (Phase.explicit, Phase.generate)
settings.register_profile("mutants", _COMMON, derandomize=True, max_examples=15, phases=_FOUND, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings and stores of the person who runs the tests are never read or written."""
    home = tmp_path_factory.mktemp("person")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(home / variable.lower()))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The one application of the run, dressed in the theme."""
    from consent_desktop.desktop.theme import apply_theme

    apply_theme(qapp)
    return qapp


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fails a test that logs a warning or worse which it did not announce with ``log_guard.expect(pattern)``."""
    guard = LogGuard()
    with guard:
        yield guard
    problems = guard.problems()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, a timer, a thread pool at work or a window behind, naming where it began."""
    with_qt = "qapp" in request.fixturenames
    if with_qt:
        request.getfixturevalue("qapp")
    if with_qt:
        gc.disable()  # as the program does: garbage with widgets in it is for the GUI thread alone
    try:
        with LeakWatch(with_qt=with_qt) as watch:
            yield
    finally:
        gc.enable()
    problems = watch.problems()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator["Postgres"]:
    """A real PostgreSQL server for this run."""
    from tests.support.servers import Postgres

    server = Postgres()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real input that nobody in this project wrote; a test that needs it is skipped without it."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data with input from elsewhere is not on this machine")
    return SHARED_DATA
