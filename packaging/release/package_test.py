"""`make package-test`: install the package as a clinic would, in a fresh Debian without Python, and use it from outside.

Install an older version, check it, use it through its accessibility tree, upgrade it while its windows are open, see that
nothing recorded is lost, remove it, purge it. Without root or one of the tools it says what is missing and ends well.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time as clock
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import freeze
import linux_packages
import linux_tree
import metadata_files
from fresh_root import HOME, PERSON, Root, keep_archives, make

ROOT = Path(__file__).resolve().parents[2]

BUILD = ROOT / "build"
BASE = BUILD / "debian-minbase.tar"
OLDER = "0.0.9"
STARTS = 20
SELF_CHECK_AT_MOST = 10.0
"""Seconds."""
TOOLS = ("debootstrap", "chroot", "unshare", "setpriv", "Xvfb", "openbox", "dbus-daemon", "import", "xdotool", "mount")
SPI = Path("/usr/libexec/at-spi-bus-launcher")
UNSHARED = "CONSENT_DESKTOP_UNSHARED"
"""Set for the process that has a view of the mounts of its own."""
DISPLAY = ":97"
X_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X has always put them


def missing() -> str:
    """What this machine lacks for the test, as a sentence; "" where nothing is."""
    if os.geteuid() != 0:
        return "it needs root, to make and enter a fresh Debian"
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not SPI.exists():
        lacking.append("at-spi2-core")
    if subprocess.run(["/usr/bin/python3", "-c", "import pyatspi"], capture_output=True, check=False).returncode != 0:
        lacking.append("python3-pyatspi")
    return f"these tools are not here: {', '.join(lacking)}" if lacking else ""


@contextmanager
def desktop(session: Path) -> Iterator[dict[str, str]]:
    """A screen, a window manager and the accessibility bus; gives the environment of whoever uses them."""
    address = f"unix:path={session}/bus"
    environment = {
        "DISPLAY": DISPLAY, "XDG_RUNTIME_DIR": str(session), "DBUS_SESSION_BUS_ADDRESS": address,
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }  # fmt: skip
    outside = {**os.environ, **environment, "HOME": str(session)}
    with ExitStack() as stack:
        for command, socket in (
            (
                ["Xvfb", DISPLAY, "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                X_SOCKETS / f"X{DISPLAY[1:]}",
            ),
            (["dbus-daemon", "--session", f"--address={address}", "--nofork", "--nopidfile"], session / "bus"),
            ([str(SPI), "--launch-immediately"], session / "at-spi"),
            (["openbox"], None),
        ):
            as_person = ["setpriv", f"--reuid={PERSON}", f"--regid={PERSON}", "--clear-groups", "--", *command]
            running = subprocess.Popen(as_person, env=outside, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(_end, running)
            _wait_for(socket)
        yield environment


def _end(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()


def _wait_for(socket: Path | None) -> None:
    end = clock.monotonic() + 15
    while socket is not None and not socket.exists():
        if clock.monotonic() > end:
            raise RuntimeError(f"{socket} does not come up")
        clock.sleep(0.05)


class Story:
    """The steps, in order; each says how it went."""

    def __init__(self, root: Root, session: Path, environment: dict[str, str], pictures: Path) -> None:
        self._root, self._session, self._environment, self._pictures = root, session, environment, pictures
        self._clinic = root.folder / str(HOME)[1:] / ".local" / "share" / "consent-desktop" / "demonstration"

    def install(self, package: Path) -> None:
        """By apt, with what it depends on from Debian."""
        shutil.copyfile(package, self._root.folder / "srv" / package.name)
        self._root.run("apt-get", "install", "-q", "-y", f"/srv/{package.name}")
        version = self._root.run("dpkg-query", "-W", "-f", "${Version}", "consent-desktop")
        _say(f"installed {version}, {self._size()} with what it depends on")

    def _size(self) -> str:
        told = subprocess.run(["du", "-sxm", str(self._root.folder)], capture_output=True, text=True, check=True).stdout
        return f"the whole root is {told.split()[0]} MB"

    def without_python(self) -> None:
        """The clinic's machine has no Python but ours."""
        found = sorted(self._root.folder.glob("usr/bin/python*"))
        if found:
            raise RuntimeError(f"The root is not without Python: {found}")

    def self_check(self) -> None:
        """Exits 0, and in time at least once in three tries: what else this machine does is not the program's fault."""
        for _ in range(3):
            began = clock.monotonic()
            told = self._root.run("consent-desktop", "--self-check", person=True)
            seconds = clock.monotonic() - began
            _say(f"self-check: {seconds:.1f} s, {told.splitlines()[-1]}")
            if seconds <= SELF_CHECK_AT_MOST:
                return
        raise RuntimeError(f"The self-check never took less than {SELF_CHECK_AT_MOST:.0f} s.")

    def use(self, story: str) -> None:
        """Somebody with a screen reader does what the story says."""
        began = clock.monotonic()
        subprocess.run(
            ["setpriv", f"--reuid={PERSON}", f"--regid={PERSON}", "--clear-groups", "--", "/usr/bin/python3",
             str(self._session / "outside_hands.py"), story, str(self._pictures)],
            env={**os.environ, **self._environment, "HOME": str(self._session)},
            check=True,
        )  # fmt: skip
        if story not in ("close", "come-and-go"):
            _say(f"used from outside ({story}): {clock.monotonic() - began:.1f} s")

    @contextmanager
    def program(self, last: str = "close") -> Iterator[None]:
        """The program with its window, started from inside; it has to end by itself when its window is closed.

        `last` is the story that closes it.
        """
        running = self._root.begin("consent-desktop", "--demonstration", **self._environment)
        try:
            yield
            self.use(last)
            code = running.wait(20)
            if code != 0:
                raise RuntimeError(f"The program ended with {code}.")
        finally:
            _end(running)

    def start_many_times(self) -> None:
        """Each start ends with 0 when its window is closed, and says nothing of a crash."""
        began = clock.monotonic()
        for _ in range(STARTS):
            with self.program("come-and-go"):
                pass
        said = (self._session / "program.log").read_text(encoding="utf-8", errors="replace")
        if "Traceback" in said or "Segmentation" in said:
            raise RuntimeError(f"The program said:\n{said}")
        _say(f"{STARTS} starts, {STARTS} clean exits: {clock.monotonic() - began:.0f} s")

    def events(self) -> int:
        """How many events the store holds; its chain has to be whole."""
        self._root.run("consent-desktop", "--demonstration", "verify", person=True)
        told = self._root.run("consent-desktop", "--demonstration", "--json", "history", person=True)
        return len(told.splitlines())

    def remove(self) -> None:
        """Removed and purged: the program goes, the clinic stays, unless it is said that it shall go too."""
        self._root.run("apt-get", "remove", "-q", "-y", "consent-desktop")
        left = [
            path
            for path in ("usr/bin/consent-desktop", "usr/lib/consent-desktop")
            if (self._root.folder / path).exists()
        ]
        if left:
            raise RuntimeError(f"After removal these are still there: {left}")
        self._expect_clinic(there=True, after="removal")
        told = self._root.run("apt-get", "purge", "-q", "-y", "consent-desktop")
        self._expect_clinic(there=True, after="purge")
        if "were left where they are" not in told:
            raise RuntimeError("The purge does not say that the clinics stay.")

    def purge_all(self) -> None:
        """With the word of whoever purges, the clinics go too."""
        self._root.run("apt-get", "purge", "-q", "-y", "consent-desktop", CONSENT_DESKTOP_DELETE_CLINICS="yes")
        self._expect_clinic(there=False, after="a purge with consent")

    def _expect_clinic(self, *, there: bool, after: str) -> None:
        if self._clinic.exists() != there:
            raise RuntimeError(f"After {after} the clinic is {'gone' if there else 'still there'}.")
        _say(f"after {after} the clinic is {'still there' if there else 'gone'}")


def tell(story: Story, older: Path, newer: Path) -> None:
    """The whole test."""
    story.install(older)
    story.without_python()
    story.self_check()
    with story.program():
        story.use("whole")
    before = story.events()
    with story.program():
        story.use("sign-in")
        story.install(newer)
        story.use("go-on")
    after = story.events()
    _say(f"{before} events before the upgrade, {after} after it, the chain whole")
    if after <= before:
        raise RuntimeError("What was recorded while the upgrade went on is not there.")
    story.self_check()
    story.start_many_times()
    story.remove()
    story.install(newer)
    story.purge_all()


def _say(words: str) -> None:
    print(words, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Run the test on the packages of `make package`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--packages", type=Path, default=BUILD / "package", help="where the .deb lies")
    options = parser.parse_args(arguments)
    reason = missing()
    if reason:
        _say(f"The package was not tested as a clinic would: {reason}.")
        return 0
    if UNSHARED not in os.environ:  # what is mounted for the test is seen by nobody else, and gone whatever ends it
        command = ["unshare", "--mount", "--propagation", "private", sys.executable, str(Path(__file__)), *arguments]
        return subprocess.run(command, env={**os.environ, UNSHARED: "1"}, check=False).returncode
    newer = next(iter(sorted(options.packages.glob("*.deb"))), None)
    if newer is None:
        _say(f"There is no .deb in {options.packages}; run make package first.")
        return 1
    with tempfile.TemporaryDirectory(prefix="consent-desktop-") as folder:
        session = Path(folder)
        shutil.copyfile(Path(__file__).with_name("outside_hands.py"), session / "outside_hands.py")
        pictures = session / "pictures"
        pictures.mkdir()
        for path in (session, pictures):
            os.chown(path, PERSON, PERSON)
        root = make(BUILD / "package-root", BASE, session)
        older = _older(BUILD / "package-work", session)
        try:
            with root.entered(), desktop(session) as environment:
                tell(Story(root, session, environment, pictures), older, newer)
        finally:
            keep_archives(root, BASE)
            shutil.copytree(pictures, BUILD / "package-pictures", dirs_exist_ok=True)
            if (session / "program.log").exists():
                shutil.copyfile(session / "program.log", BUILD / "package-program.log")
    _say(f"Everything held. The pictures are in {BUILD / 'package-pictures'}.")
    return 0


def _older(work: Path, out: Path) -> Path:
    """A package of the same bundle that calls itself older."""
    time = freeze.epoch()
    tree = work / "older"
    linux_tree.write(work / "freeze" / "dist" / "consent-desktop", tree, OLDER, time)
    made = linux_packages.pack(tree, out, OLDER, time, "deb", quick=True)
    _say(f"an older version to upgrade from: the same program as {OLDER}, of {metadata_files.version()}'s bundle")
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
