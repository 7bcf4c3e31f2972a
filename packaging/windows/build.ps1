# Builds, self-checks and packs on Windows. NEVER RUN by those who wrote it: docs/installing.md.
# From the checkout: a Python 3.11 or later with the locked packages (plus pefile and pywin32-ctypes), and makensis in PATH.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
$env:SOURCE_DATE_EPOCH = git log -1 --format=%ct
$version = python -c "import tomllib; print(tomllib.load(open('pyproject.toml', 'rb'))['project']['version'])"
python packaging/release/icon_files.py ico packaging/windows/consent-desktop.ico
$env:CONSENT_DESKTOP_ICON = (Resolve-Path packaging/windows/consent-desktop.ico)
python -c "import sys; sys.path.insert(0, 'packaging/release'); import freeze, pathlib; freeze.freeze(pathlib.Path('build/package-work/freeze').absolute(), freeze.epoch())"
$bundle = Resolve-Path build/package-work/freeze/dist/consent-desktop
& "$bundle\consent-desktop-cli.exe" --self-check
if ($LASTEXITCODE -ne 0) { throw "The self-check failed." }
New-Item -ItemType Directory -Force build/package | Out-Null
makensis "/DVERSION=$version" "/DBUNDLE=$bundle" packaging\windows\installer.nsi
