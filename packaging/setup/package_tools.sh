#!/bin/sh
# Installs what make package and make package-test need beyond Python, where this is Debian or Ubuntu and we are root.
# Elsewhere make says by itself what is missing.
set -eu

TOOLS="binutils dpkg-dev xz-utils zstd file libwayland-cursor0 libwayland-egl1 libxcb-glx0 libxcb-shm0 libxcb-util1
libdbus-1-3 appstream desktop-file-utils lintian rpm debootstrap xvfb openbox dbus at-spi2-core python3-pyatspi
gir1.2-atspi-2.0 xdotool imagemagick"

if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    exit 0
fi
missing=""
for package in $TOOLS; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } \
        >/dev/null 2>&1 || printf 'Could not install%s; going on without.\n' "$missing" >&2
fi
