"""What ``make run`` and ``make test`` do before Qt is touched: find out in a child process whether Qt starts here.

``display.py run`` opens the application, or plays the tour offscreen where there is no display at all; ``display.py
check`` only tells whether Qt's offscreen platform starts. Neither ever falls back in silence: what cannot be done is said
in one sentence, and the exit code is not zero.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).with_name("display_probe.py")
NO_DISPLAY = "No display found; running the tour offscreen into build/tour"
TIME_OUT = 30  # seconds; a display behind a dead network connection never answers
# What Qt's platform plugins say once they are loaded and nobody answers; then no library is missing, whatever else stands
# in the debug output about plugins that Qt tried in passing (and its standing hint about libxcb-cursor0 misleads).
NOT_ANSWERED = ("could not connect to display", "Failed to create wl_display")
SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "minimalegl")


def display_named(environment: Mapping[str, str]) -> str | None:
    """The variable that names a display, with its value, or None where no display is named."""
    for variable in ("WAYLAND_DISPLAY", "DISPLAY"):
        if environment.get(variable):
            return f"{variable}={environment[variable]}"
    return None if sys.platform.startswith("linux") else "this machine's own"


def qt_files() -> list[Path]:
    """The files of Qt whose system libraries decide whether a window can open."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        return []
    qt = Path(spec.origin).parent / "Qt"
    libraries = [qt / "lib" / f"libQt6{name}.so.6" for name in ("Gui", "Widgets", "Svg", "PrintSupport", "Network")]
    plugins = [qt / "plugins" / "platforms" / f"{name}.so" for name in ("libqxcb", "libqwayland", "libqoffscreen")]
    return [file for file in libraries + plugins if file.exists()]


def probe(environment: Mapping[str, str]) -> str | None:
    """Starts Qt in a child process: None when that works, else one sentence that says what to do."""
    child = {**environment, "QT_DEBUG_PLUGINS": "1"}  # else Qt hides which library a platform plugin lacks
    said = ""
    try:
        done = subprocess.run(
            [sys.executable, str(PROBE)], env=child, capture_output=True, text=True, timeout=TIME_OUT, check=False
        )
        if done.returncode == 0:
            return None
        said = done.stderr
    except subprocess.TimeoutExpired:
        pass
    dead = any(words in said for words in NOT_ANSWERED)
    missing = set() if dead else system_libraries.missing_in(said)
    if missing:
        return system_libraries.sentence(missing | system_libraries.missing_for(qt_files()))
    named = display_named(environment)
    if named is None or environment.get("QT_QPA_PLATFORM") == "offscreen":
        last = next((line for line in reversed(said.splitlines()) if line.strip()), "it gave no reason")
        return f"Qt does not start here, although its system libraries are present: {last.strip()}"
    return (
        f"The display {named} does not answer; start it, or install and start one (xvfb on Debian and Ubuntu, "
        "xorg-x11-server-Xvfb on Fedora), or unset the variable to play the tour offscreen."
    )


def run(environment: Mapping[str, str]) -> int:
    """Opens the application on the demonstration clinic, or plays the tour where no display is named."""
    application = Path(sys.executable).parent / "consent-desktop"
    chosen = dict(environment)
    if display_named(chosen) is None:
        print(NO_DISPLAY, flush=True)
        chosen["QT_QPA_PLATFORM"] = "offscreen"
        command = [str(application), "tour", "--out", "build/tour"]
    else:
        # A platform without a screen, left in the environment by something else, would open a window nobody sees.
        if chosen.get("QT_QPA_PLATFORM", "").split(":")[0] in SCREENLESS:
            del chosen["QT_QPA_PLATFORM"]
        command = [str(application), "--demonstration"]
    problem = probe(chosen)
    if problem is not None:
        sys.stderr.write(f"{problem}\n")
        return 1
    try:
        return subprocess.run(command, env=chosen, cwd=ROOT, check=False).returncode
    except FileNotFoundError:
        sys.stderr.write("Consent Desktop is not installed in this environment; run make setup, then this again.\n")
        return 1
    except KeyboardInterrupt:
        return 130  # what a shell reports for a program ended by Ctrl+C


def check(environment: Mapping[str, str]) -> int:
    """Tells whether Qt's offscreen platform starts, which is all the tests need."""
    problem = probe({**environment, "QT_QPA_PLATFORM": "offscreen"})
    if problem is not None:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def main(arguments: Sequence[str]) -> int:
    """Does what the one argument says: ``run`` or ``check``."""
    return run(os.environ) if list(arguments) == ["run"] else check(os.environ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
