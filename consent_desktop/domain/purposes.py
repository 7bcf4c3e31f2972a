"""Purposes of use: the HL7 v3-ActReason codes below PurposeOfUse, and which purpose is as wide as which.

Source: HL7 Terminology, CodeSystem v3-ActReason (http://terminology.hl7.org/CodeSystem/v3-ActReason).
A consent for a parent covers its children (IHE PCF); only BTG and ERTREAT are reached by emergency access alone.
"""

from __future__ import annotations

from typing import Final

_TREE: Final[dict[str, tuple[str, ...]]] = {
    "TREAT": ("CLINTRL", "COC", "ETREAT", "POPHLTH"),
    "ETREAT": ("BTG", "ERTREAT"),
    "HPAYMT": ("CLMATTCH", "COVAUTH", "COVERAGE", "REMITADV"),
    "COVERAGE": ("ELIGDTRM", "ELIGVER", "ENROLLM", "MILDCRG"),
    "HOPERAT": (
        "CAREMGT", "DONAT", "FRAUD", "GOV", "HACCRED", "HCOMPL", "HDECD", "HDIRECT", "HDM", "HLEGAL", "HOUTCOMS",
        "HPRGRP", "HQUALIMP", "HSYSADMIN", "MEMADMIN", "MILCDM", "PATADMIN", "PATSFTY", "PERFMSR", "RECORDMGT",
        "SYSDEV", "TRAIN",
    ),
    "SYSDEV": ("HTEST",),
    "HRESCH": ("BIORCH", "CLINTRCH", "DSRCH", "POARCH", "TRANSRCH"),
    "CLINTRCH": ("CLINTRCHNPC", "CLINTRCHPC", "PRECLINTRCH"),
    "PATRQT": ("FAMRQT", "PWATRNY", "SUPNWK"),
    "PUBHLTH": ("DISASTER", "THREAT"),
    "HMARKT": (),
}  # fmt: skip

PARENT: Final[dict[str, str]] = {child: parent for parent, children in _TREE.items() for child in children}
CODES: Final[frozenset[str]] = frozenset(_TREE) | frozenset(PARENT)
EMERGENCY_ONLY: Final[frozenset[str]] = frozenset({"BTG", "ERTREAT"})


def covers(limit: str, code: str) -> bool:
    """Whether a consent limited to `limit` permits use for `code`: the same code or a descendant of it."""
    step: str | None = code
    while step is not None:
        if step == limit:
            return True
        step = PARENT.get(step)
    return False


def permits(limit: str | None, asked: str | None) -> bool:
    """Whether a grant with this purpose limit (None: any) answers a check for `asked` (None: for any purpose at all)."""
    if asked in EMERGENCY_ONLY:
        return False
    return limit is None or asked is None or covers(limit, asked)


def as_wide(limit: str | None, other: str | None) -> bool:
    """Whether a grant limited to `limit` permits everything that one limited to `other` would."""
    if limit is None:
        return True
    return other is not None and covers(limit, other)
