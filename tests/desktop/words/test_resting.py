"""A share that rests, because the other is not active, is not said to be seen, and can still be stopped."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from consent_desktop.desktop.patient import cell_words
from consent_desktop.desktop.professional import check_words
from consent_desktop.desktop.words import states
from consent_desktop.domain.vocabulary import PersonKind, RecordType
from consent_desktop.read_models.rows import Cell, CellState, Decision, DecisionLine, MatrixRow, Outcome, PersonRow

AT, ZONE = datetime(2026, 3, 12, tzinfo=UTC), ZoneInfo("UTC")
DOCTOR = PersonRow("d" * 32, PersonKind.DOCTOR, "70-1", "Dr Ana Souza", None, None, active=False)
RESTS = Cell(CellState.CAN_SEE, AT, rests=True)


def test_the_patient_reads_that_it_rests_and_may_stop_it() -> None:
    row = MatrixRow(DOCTOR, {RecordType.EXAMS: RESTS}, everything=False, last_position=1)
    assert (row.permitted, row.held) == ((), (RecordType.EXAMS,))
    assert (states.cell_word(RESTS), states.second_line(RESTS, ZONE)) == ("Rests", "not active now")
    assert states.cell_word(Cell(CellState.CAN_SEE)) == "Can see"
    spoken = cell_words.spoken("Dr Souza", RecordType.EXAMS, RESTS, ZONE)
    assert spoken == "Dr Souza, exams: rests, since they are not active. Press to stop sharing."
    assert cell_words.offer(RESTS) == "Stop sharing"
    assert cell_words.action_spoken("Dr Souza", row) == "Stop sharing all with Dr Souza"
    assert cell_words.sees(row) == "sees nothing now"


def test_a_check_says_why_it_is_no() -> None:
    line = DecisionLine(RecordType.EXAMS, False, RESTS, 7, None, AT)
    [finding] = check_words.findings(Decision(Outcome.DENY, (line,), 9, AT, rests=True), ZONE)
    assert "Rests while this person is not active" in str(finding)
