"""A fresh Debian root without Python, and running things in it as an ordinary person."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUITE = "bookworm"
NAME = "clinic"
HOME = Path("/home") / NAME
CHROOT = shutil.which("chroot") or "/usr/sbin/chroot"
PERSON = 1000
"""The user id of the one person of the root, inside and out."""
ARCHIVES = "var/cache/apt/archives"
_MOUNTS = (("proc", "proc"), ("dev", "dev"))


class Root:
    """The root in a folder, with the session's folder and X's socket shared with it while it is entered."""

    def __init__(self, folder: Path, session: Path) -> None:
        self.folder, self._session = folder, session

    def run(self, *command: str, person: bool = False, check: bool = True, **more: str) -> str:
        """Run a program inside, as root or as the person; gives what it said. Fails loudly where `check`."""
        user = [f"--userspec={PERSON}:{PERSON}"] if person else []
        home = str(HOME) if person else "/root"
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": home, "LC_ALL": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive", **more,
        }  # fmt: skip
        told = subprocess.run(
            [CHROOT, *user, str(self.folder), *command], env=environment, capture_output=True, text=True, check=False
        )
        if check and told.returncode != 0:
            raise RuntimeError(f"{' '.join(command)} ended with {told.returncode}:\n{told.stdout}{told.stderr}")
        return told.stdout + told.stderr

    def begin(self, *command: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program inside as the person, and go on."""
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(HOME), "LC_ALL": "C.UTF-8", **more}
        whole = [CHROOT, f"--userspec={PERSON}:{PERSON}", str(self.folder), *command]
        with (self._session / "program.log").open("ab") as log:
            return subprocess.Popen(whole, env=environment, stdout=log, stderr=log)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Mounted while inside."""
        shared = [(str(self._session), str(self._session).lstrip("/")), ("/tmp/.X11-unix", "tmp/.X11-unix")]  # noqa: S108
        mounted: list[Path] = []
        try:
            for source, inside in (*(("/" + a, b) for a, b in _MOUNTS), *shared):
                target = self.folder / inside
                target.mkdir(parents=True, exist_ok=True)
                subprocess.run(["mount", "--bind", source, str(target)], check=True)
                mounted.append(target)
            yield
        finally:
            for target in reversed(mounted):
                subprocess.run(["umount", "--lazy", str(target)], check=False)


def keep_archives(root: Root, base: Path) -> None:
    """Keep what apt fetched, so that the next fresh root need not."""
    kept = base.with_name("debian-archives")
    kept.mkdir(exist_ok=True)
    for package in (root.folder / ARCHIVES).glob("*.deb"):
        shutil.copyfile(package, kept / package.name)


def make(folder: Path, base: Path, session: Path) -> Root:
    """A fresh root in `folder`; `base` keeps what debootstrap made, so that the next time is quick."""
    if not base.exists():
        making = base.with_name("root-making")
        shutil.rmtree(making, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", SUITE, str(making)], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["tar", "-C", str(making), "--one-file-system", "-cf", f"{base}.new", "."], check=True)
        Path(f"{base}.new").replace(base)
        shutil.rmtree(making)
    if any(line.split()[1].startswith(f"{folder}/") for line in Path("/proc/mounts").read_text("utf-8").splitlines()):
        raise RuntimeError(f"Something is mounted below {folder}; unmount it, so that nothing else is deleted with it.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-C", str(folder), "-xf", str(base)], check=True)
    if Path("/etc/resolv.conf").exists():
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    (folder / "etc" / "apt" / "apt.conf.d" / "99small").write_text('APT::Install-Recommends "false";\n', "utf-8")
    kept = base.with_name("debian-archives")
    if kept.exists():
        shutil.copytree(kept, folder / ARCHIVES, dirs_exist_ok=True)
    root = Root(folder, session)
    root.run("useradd", "--create-home", "--uid", str(PERSON), NAME)
    return root
