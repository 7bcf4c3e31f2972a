#!/bin/sh
# Builds, self-checks and packs on macOS. NEVER RUN by those who wrote it: docs/installing.md.
# With SIGNING_IDENTITY set to a Developer ID the program is signed for notarisation; without one it is signed ad hoc, and
# Gatekeeper asks whoever opens it.
set -eu
cd "$(dirname "$0")/../.."
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
version=$(python3 -c "import tomllib; print(tomllib.load(open('pyproject.toml', 'rb'))['project']['version'])")
python3 packaging/release/icon_files.py iconset build/consent-desktop.iconset
iconutil --convert icns --output build/consent-desktop.icns build/consent-desktop.iconset
CONSENT_DESKTOP_ICON=$(pwd)/build/consent-desktop.icns
export CONSENT_DESKTOP_ICON
python3 -c "import sys; sys.path.insert(0, 'packaging/release'); import freeze, pathlib; freeze.freeze(pathlib.Path('build/package-work/freeze').absolute(), freeze.epoch())"
app="build/package-work/freeze/dist/Consent Desktop.app"
codesign --force --deep --options runtime --sign "${SIGNING_IDENTITY:--}" "$app"
"$app/Contents/MacOS/consent-desktop" --self-check
mkdir -p build/dmg build/package
rm -rf build/dmg/*
cp -R "$app" build/dmg/
ln -s /Applications build/dmg/Applications
hdiutil create -volname "Consent Desktop" -srcfolder build/dmg -format ULMO -ov "build/package/consent-desktop-$version.dmg"
# With a Developer ID, then: xcrun notarytool submit --wait FILE.dmg; xcrun stapler staple FILE.dmg
