#!/bin/sh
# Sets up .venv: a virtual environment with the locked dependencies (hashes checked) and this project, editable.
#
# Safe to run as often as one likes: a stamp inside .venv holds a checksum of everything the set-up depends on, and an
# unchanged stamp ends the script at once. A marker stands in .venv while the work goes on; a run that finds one was cut
# off before, and starts from an empty environment, since a half-written package can look like a whole one to pip.
set -eu
cd "$(dirname "$0")/../.."

VENV=.venv
STAMP=$VENV/.setup-done
MARKER=$VENV/.setup-unfinished

say() { printf '%s\n' "$1" >&2; }

# The first Python that is new enough, or nothing. PYTHON names one to be taken instead of looking.
find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

wanted() {
    { pwd; cat requirements-dev.lock pyproject.toml packaging/setup/setup.sh; } | cksum
}

if [ -f "$STAMP" ] && [ ! -e "$MARKER" ] && [ "$(cat "$STAMP")" = "$(wanted)" ] && [ -x "$VENV/bin/consent-desktop" ] \
    && "$VENV/bin/python" -c '' 2>/dev/null; then
    exit 0
fi

if ! python=$(find_python); then
    say "Consent Desktop needs Python 3.11 or later; install python3 and python3-venv (Debian 12, Ubuntu 23.04 or later) or python3.12 (Fedora), then run this again."
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "Python's venv module is missing; install python3-venv (Debian, Ubuntu) or python3 with python3-pip (Fedora), then run this again."
    exit 1
fi

usable() {
    [ ! -e "$MARKER" ] && "$VENV/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
        && "$VENV/bin/python" -m pip --version >/dev/null 2>&1 \
        && { [ ! -f "$VENV/bin/consent-desktop" ] || head -n 1 "$VENV/bin/consent-desktop" | grep -qF "$(pwd)/"; }
}

if ! usable; then
    say "Setting up $VENV with $("$python" -V)"
    rm -rf "$VENV"
    mkdir "$VENV"
    : >"$MARKER"
    if ! "$python" -m venv "$VENV"; then
        say "The virtual environment could not be made; install python3-venv (Debian, Ubuntu) or python3-pip (Fedora), then run this again."
        exit 1
    fi
fi
: >"$MARKER"

# Twice quiet: warnings about the indexes of one machine help nobody, errors still come through.
pip() { "$VENV/bin/python" -m pip -qq --disable-pip-version-check "$@"; }

if ! pip install --require-hashes -r requirements-dev.lock; then
    say "The locked packages could not be installed (the reason stands above); run this again once it is gone."
    exit 1
fi
# setuptools is among the locked packages, so the build needs no environment of its own and no network.
if ! pip install --no-deps --no-build-isolation --no-index --editable .; then
    say "Consent Desktop itself could not be installed into $VENV (the reason stands above)."
    exit 1
fi
wanted >"$STAMP.new"
mv "$STAMP.new" "$STAMP"
rm -f "$MARKER"
