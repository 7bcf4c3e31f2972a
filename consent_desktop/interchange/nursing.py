"""Whether what is said of a professional's work says that they are a nurse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from consent_desktop.interchange.people_resources import Concept

# NUCC provider taxonomy: registered, practical and vocational nurses, nurse practitioners, clinical nurse specialists,
# nurse anaesthetists, nurse midwives.
TAXONOMY: Final = ("163W", "164W", "164X", "363L", "364S", "3675", "367A")
# SNOMED CT professional and registered nurse, HL7's practitioner-role code, degrees of v2-0360.
CODES: Final = frozenset(
    {"106292003", "224535009", "nurse", "RN", "LPN", "NP", "CNP", "CNM", "CNS", "APRN", "BSN", "BN", "ANP", "FNP"}
)
_WORDS: Final = re.compile(
    r"\b(nurse|nurses|nursing)\b|\bverpleegkundig|\bkrankenpfleg|\binfirmi[eè]r|\benfermer|\binfermier", re.IGNORECASE
)
_NOT_THE_WORK: Final = re.compile(r"\bnursing (home|facility|unit)\b|\bnursery\b", re.IGNORECASE)


def says_nurse(text: str | None) -> bool:
    """Whether the words name a nurse; a physician of a nursing home is none."""
    return bool(text) and bool(_WORDS.search(_NOT_THE_WORK.sub(" ", text or "")))


def is_nursing(concepts: Iterable[Concept]) -> bool:
    """Whether any of the roles, specialties or degrees is a nurse's, by its code or in words."""
    for concept in concepts:
        for coding in concept.coding:
            code = coding.code or ""
            if code in CODES or code.startswith(TAXONOMY) or says_nurse(coding.display):
                return True
        if says_nurse(concept.text):
            return True
    return False
