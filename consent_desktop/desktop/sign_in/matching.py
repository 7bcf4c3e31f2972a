"""Which letters of a name, as far as it is shown, are what somebody typed."""

from __future__ import annotations

import re

from consent_desktop.read_models.people import folded

_WORD = re.compile(r"\S+")


def matched(shown: str, name: str, text: str) -> list[tuple[int, int]]:
    """(Where it begins, how many characters) of each shown word that the search found by its beginning.

    Of a name that is cut to a letter ("Helena D.") that letter is underlined when the whole name was found by more.
    """
    wanted = folded(text).split()
    whole = [folded(word) for word in name.split()]
    found = []
    for word in _WORD.finditer(shown):
        letters = word.group().rstrip(".")
        begun = folded(letters)
        reach = 0
        for typed in wanted:
            if begun.startswith(typed):
                reach = max(reach, _characters(letters, typed))
            elif typed.startswith(begun) and any(w.startswith(typed) for w in whole):
                reach = len(letters)
        if reach:
            found.append((word.start(), reach))
    return found


def _characters(word: str, begun: str) -> int:
    """How many characters of the word its folded beginning takes, marks above and below letters included."""
    folded_length = taken = 0
    for character in word:
        length = len(folded(character))
        if folded_length >= len(begun) and length:
            break
        folded_length += length
        taken += 1
    return taken
