"""Which grants cover kinds of records that come later, as the matrix tells it."""

from __future__ import annotations

from pathlib import Path

from consent_desktop.domain.commands import GrantConsent, RevokeConsent
from consent_desktop.domain.vocabulary import EVERYTHING, SINGLE_TYPES, THE_SYSTEM, PersonKind, RecordType
from consent_desktop.read_models import matrix
from consent_desktop.read_models.rows import MatrixRow
from tests.desktop.clinics import found, give, plain_clinic


def test_later_kinds_stay_covered_until_the_last_exception(tmp_path: Path) -> None:
    clinic = plain_clinic(tmp_path / "clinic")
    try:
        eva, ole = found(clinic, PersonKind.PATIENT, "1"), found(clinic, PersonKind.DOCTOR, "7")
        actor = matrix.actor_of(ole)

        def row() -> MatrixRow:
            read = clinic.ask(THE_SYSTEM, matrix.of_pair, eva.subject, actor, clinic.now())
            assert read is not None
            return read

        give(clinic, eva, GrantConsent(patient=eva.subject, actor=actor, record_types=EVERYTHING))
        assert (row().everything, row().through_all) == (True, SINGLE_TYPES)
        for kind in SINGLE_TYPES[:-1]:
            give(clinic, eva, RevokeConsent(patient=eva.subject, actor=actor, record_types=frozenset({kind})))
        assert (row().everything, row().through_all) == (False, (RecordType.ER_VISITS,))
        give(clinic, eva, GrantConsent(patient=eva.subject, actor=actor, record_types=frozenset({RecordType.EXAMS})))
        assert row().through_all == (RecordType.ER_VISITS,)
        give(clinic, eva,
             RevokeConsent(patient=eva.subject, actor=actor, record_types=frozenset({RecordType.ER_VISITS})))  # fmt: skip
        assert (row().through_all, row().permitted) == ((), (RecordType.EXAMS,))
    finally:
        clinic.close()
