"""What has to hold of a bundle: nothing that only the GPL covers, a licence for every file, no library missing."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import bundle_rules

from consent_desktop.application import licences


def findings(bundle: Path) -> list[str]:
    """A sentence for each thing that is not so."""
    inside = bundle / "_internal"
    paths = sorted(path for path in inside.rglob("*") if path.is_file() and not path.is_symlink())
    names = [path.relative_to(inside).as_posix() for path in paths]
    said = [f"{name} is covered by the GPL only." for name in names if bundle_rules.gpl_only(name)]
    patterns = [pattern for part in licences.within() for pattern in part.files]
    owned = _owned_by_packages()
    for name in names:
        ours = name.startswith("resources/") or ".dist-info/" in name
        if not ours and name not in owned and not any(fnmatch(name, pattern) for pattern in patterns):
            said.append(f"No licence is told of {name}.")
    said += [
        f"Of {part.name} no licence text is there."
        for part in licences.components()
        if not part.texts or not all(part.texts) or not part.licence
    ]
    said += [f"{path} leads nowhere." for path in sorted(inside.rglob("*")) if path.is_symlink() and not path.exists()]
    return said


def _owned_by_packages() -> set[str]:
    """The files that the bundled packages' own lists of files name; each of these packages has its licence told."""
    return {str(file) for package in licences.distributions() for file in package.files or ()}
