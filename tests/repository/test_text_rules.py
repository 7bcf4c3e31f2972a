"""Rules about every tracked text file."""

import re

from tests.repository.source import place, tracked_files

# Spelled in parts, so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.~<>-])/(?:" + "work|root|" + "farm)" + r"/"),
    "the home folder of one person": re.compile(r"/home/" + r"[a-z]"),
    "a host of a package registry": re.compile(
        "pypi" + r"\.org|pythonhosted" + r"\.org|registry\.npmjs|crates" + r"\.io"
    ),
    "an index of packages": re.compile(r"--(?:extra-)?index" + "-url|--trusted" + "-host|--find" + "-links"),
}
NAMES_THE_OPTIONS = {"packaging/setup/lock.py"}  # says which of them never to write


def test_no_tracked_file_speaks_of_one_machine_or_registry() -> None:
    found = []
    for path in tracked_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in FORBIDDEN.items():
            if place(path) in NAMES_THE_OPTIONS and what.startswith("an index"):
                continue
            found += [f"{place(path)}: {what}: {match.group()}" for match in pattern.finditer(text)]
    assert found == []
