"""What is said of kinds that stay shared for longer than the share that is being made."""

from __future__ import annotations

from datetime import date

from consent_desktop.application.clock import end_of_day
from consent_desktop.desktop.sharing.allow_dialog import AllowDialog
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.sharing.lines import IconLine
from consent_desktop.desktop.sharing.reasons import ReasonChoice
from consent_desktop.desktop.sharing.share_dialog import ShareDialog
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.vocabulary import Purpose, RecordType
from consent_desktop.read_models.matrix import actor_of
from tests.desktop.sharing.world import World

LONGER = "Your consultations stay shared until 30 June 2026, as before."


def said(dialog: ModalOverlay) -> list[str]:
    return [line.label.text() for line in dialog.findChildren(IconLine) if line.isVisible()]


def share_consultations(world: World) -> None:
    until = end_of_day(date(2026, 6, 30), world.clinic.zone)
    grant = GrantConsent(
        patient=world.helena.subject, actor=actor_of(world.haddad), record_types=frozenset({RecordType.CONSULTATIONS}),
        until=until, until_zone=world.clinic.zone.key, purpose=Purpose("HRESCH", "medical research"),
    )  # fmt: skip
    world.give(grant, world.helena)


def test_the_last_page_and_the_confirmation_name_what_stays_for_longer(world: World) -> None:
    share_consultations(world)
    kinds = (RecordType.EXAMS, RecordType.CONSULTATIONS)
    dialog = ShareDialog(world.host, world.workspace, world.helena, other=world.haddad, kinds=kinds)
    dialog.open_dialog()
    dialog.how_long.picker.cards[EndChoice.DAYS_30].click()
    dialog.next_button.click()
    dialog.why.cards[ReasonChoice.OPERATION].click()
    dialog.next_button.click()
    world.until(lambda: LONGER in said(dialog))
    assert "This share stops by itself at the end of 11 April 2026." in said(dialog)
    assert "Dr Haddad may use what you share here for this reason only." in said(dialog)
    dialog.share_button.click()
    world.until(lambda: dialog.finished_here and LONGER in said(dialog))


def test_nothing_is_added_where_nothing_stays(world: World) -> None:
    share_consultations(world)
    dialog = ShareDialog(world.host, world.workspace, world.helena, other=world.haddad, kinds=(RecordType.EXAMS,))
    dialog.open_dialog()
    dialog.how_long.picker.cards[EndChoice.DAYS_30].click()
    dialog.next_button.click()
    dialog.why.cards[ReasonChoice.OPERATION].click()
    dialog.next_button.click()
    world.until(lambda: dialog.share_button.isVisible() and dialog._standing is not None)
    assert not [line for line in said(dialog) if "as before" in line]


def test_an_answer_names_what_stays_for_longer(world: World) -> None:
    share_consultations(world)
    request = world.ask(world.haddad, {RecordType.ALL})
    dialog = AllowDialog(world.host, world.workspace, request)
    dialog.open_dialog()
    world.press("Make it shorter")
    world.press("30 days")
    world.until(lambda: LONGER in said(dialog))
    world.press("Allow")
    world.until(lambda: dialog.finished_here and LONGER in said(dialog))
