"""Which distribution packages hold the system libraries that Qt needs and a machine may lack."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

# Library (without its version) -> package on Debian and Ubuntu, package on Fedora. Read from the packages themselves.
PACKAGES: dict[str, tuple[str, str]] = {
    "libEGL.so": ("libegl1", "libglvnd-egl"),
    "libGL.so": ("libgl1", "libglvnd-glx"),
    "libGLX.so": ("libgl1", "libglvnd-glx"),
    "libOpenGL.so": ("libopengl0", "libglvnd-opengl"),
    "libxkbcommon.so": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb-cursor.so": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-util.so": ("libxcb-util1", "xcb-util"),
    "libxcb-randr.so": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xinput.so": ("libxcb-xinput0", "libxcb"),
    "libxcb-xkb.so": ("libxcb-xkb1", "libxcb"),
    "libxcb-glx.so": ("libxcb-glx0", "libxcb"),
    "libxcb.so": ("libxcb1", "libxcb"),
    "libX11-xcb.so": ("libx11-xcb1", "libX11-xcb"),
    "libX11.so": ("libx11-6", "libX11"),
    "libSM.so": ("libsm6", "libSM"),
    "libICE.so": ("libice6", "libICE"),
    "libfontconfig.so": ("libfontconfig1", "fontconfig"),
    "libfreetype.so": ("libfreetype6", "freetype"),
    "libdbus-1.so": ("libdbus-1-3", "dbus-libs"),
    "libglib-2.0.so": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so": ("libglib2.0-0", "glib2"),
    "libgssapi_krb5.so": ("libgssapi-krb5-2", "krb5-libs"),
    "libcups.so": ("libcups2", "cups-libs"),
    "libwayland-client.so": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so": ("libwayland-cursor0", "libwayland-cursor"),
    "libwayland-egl.so": ("libwayland-egl1", "libwayland-egl"),
    "libz.so": ("zlib1g", "zlib"),
    "libzstd.so": ("libzstd1", "libzstd"),
    "libstdc++.so": ("libstdc++6", "libstdc++"),
}

_LOADER_ERROR = re.compile(r"(lib[\w.+-]+?\.so)[.\d]*: cannot open shared object file")
_NOT_FOUND = re.compile(r"^\s*(lib[\w.+-]+?\.so)[.\d]* => not found", re.MULTILINE)


def missing_in(text: str) -> set[str]:
    """The libraries that a loader's or Qt's own message says are missing, without their versions."""
    return set(_LOADER_ERROR.findall(text)) | set(_NOT_FOUND.findall(text))


def missing_for(files: Iterable[Path]) -> set[str]:
    """Every library that the given files link to and the machine lacks; empty where ``ldd`` cannot tell."""
    found: set[str] = set()
    for file in files:
        try:
            listing = subprocess.run(["ldd", str(file)], capture_output=True, text=True, timeout=20, check=False).stdout
        except (OSError, subprocess.SubprocessError):
            return found
        found |= missing_in(listing)
    return {name for name in found if not name.startswith(("libQt6", "libpyside6", "libshiboken6"))}


def sentence(libraries: Iterable[str]) -> str:
    """One sentence that names the packages to install for the missing ``libraries``."""
    names = sorted(libraries)
    known = [PACKAGES[name] for name in names if name in PACKAGES]
    if not known:
        return f"Qt needs system libraries that this machine lacks ({', '.join(names)}); install the packages holding them."
    debian, fedora = (" ".join(sorted(set(column))) for column in zip(*known, strict=True))
    unknown = [name for name in names if name not in PACKAGES]
    also = f", and the packages holding {', '.join(unknown)}" if unknown else ""
    return f"Qt needs system libraries that this machine lacks; install {debian} (Debian, Ubuntu) or {fedora} (Fedora){also}."
