"""What the history's lines say of each event beside people and record types."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from consent_desktop.domain import account_events as door
from consent_desktop.domain import clinic_events as clinic
from consent_desktop.domain import people_events as people
from consent_desktop.domain.events import Event, HistoryTakenOver, NoticeSeen, NoticeTold
from consent_desktop.domain.vocabulary import ActingRole
from consent_desktop.read_models.line_details import Detail, detail_of

AT: dict[str, Any] = {"subject": "a" * 32, "effective_at": datetime(2026, 3, 12, tzinfo=UTC)}
WHEN = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(("event", "detail"), [
    (people.PersonMerged(**AT, into="b"), Detail(None, "b")),
    (people.PersonDeactivated(**AT, reason="Left."), Detail("Left.")),
    (people.PersonReactivated(**AT, reason="Back."), Detail("Back.")),
    (people.RoleGiven(**AT, role=ActingRole.RECEPTION, approved_by="b"), Detail("reception")),
    (people.RoleEnded(**AT, role=ActingRole.RECEPTION), Detail("reception")),
    (people.UnitJoined(**AT, unit="Ward 2"), Detail("Ward 2")),
    (people.UnitLeft(**AT, unit="Ward 2"), Detail("Ward 2")),
    (people.AuthorityGiven(**AT, representative="b", paper="p"), Detail("p", "b")),
    (people.AuthorityEnded(**AT, representative="b"), Detail(None, "b")),
    (people.PeopleEvent(**AT), Detail()),
    (door.CredentialSet(**AT, kind="pin"), Detail("pin")),
    (door.CodeIssued(**AT, code_for="pin", expires=WHEN), Detail("pin")),
    (door.SignedIn(**AT, role=ActingRole.NURSE, workstation="w"), Detail("nurse")),
    (door.SignInFailed(**AT, workstation="w", why="wrong"), Detail("wrong")),
    (door.SignedOut(**AT, workstation="w"), Detail()),
    (door.HistoryRead(**AT, question="history", about="b"), Detail("history", "b")),
    (clinic.ClinicFounded(**AT, name="A"), Detail("A")),
    (clinic.PersonErased(**AT, person="b", reason="Asked.", approved_by="c"), Detail("Asked.", "b")),
    (clinic.ErasureRefused(**AT, person="b", ground="Law."), Detail("Law.", "b")),
    (clinic.BackupMade(**AT, head=9, bytes=1, where="folder"), Detail("9")),
    (clinic.StoreRestored(**AT, head=9, backup_made=WHEN, approved_by="c"), Detail("9")),
    (clinic.AnchoringSwitched(**AT, on=True, approved_by="c"), Detail("on")),
    (clinic.AnchoringSwitched(**AT, on=False, approved_by="c"), Detail("off")),
    (clinic.HistoryVerified(**AT, head=9, whole=True), Detail("whole")),
    (clinic.HistoryVerified(**AT, head=9, whole=False), Detail("damaged")),
    (clinic.SettingChanged(**AT, name="lock", value="5"), Detail("lock: 5")),
    (clinic.KeyRotated(**AT, approved_by="c"), Detail()),
    (NoticeTold(**AT, notice_id="n", how="phone"), Detail("phone")),
    (NoticeSeen(**AT, notice_id="n"), Detail()),
    (HistoryTakenOver(**AT, old_position=1, old_chain="ab", segment=2, found="1 lost"), Detail("1 lost")),
])  # fmt: skip
def test_the_detail_of_an_event(event: Event, detail: Detail) -> None:
    assert detail_of(event) == detail
