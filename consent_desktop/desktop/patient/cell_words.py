"""What cells and buttons of "Who can see" say aloud and under the pointer, as whole sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import dates, kinds, states
from consent_desktop.desktop.words.people import kind_and_number, name_of
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import Cell, CellState, MatrixRow

translate = QCoreApplication.translate


def spoken_names(rows: Iterable[MatrixRow]) -> dict[str, str]:
    """A name for each person that is theirs alone on this page: two of the same name get their numbers."""
    rows = list(rows)
    often = Counter(name_of(row.other) for row in rows)
    return {
        row.other.subject: name_of(row.other)
        if often[name_of(row.other)] == 1
        else translate("who_can_see", "{name}, {number}").format(
            name=name_of(row.other), number=kind_and_number(row.other)
        )
        for row in rows
    }


def spoken(name: str, kind: RecordType, cell: Cell, zone: ZoneInfo) -> str:
    """The cell as a sentence: "Dr Tomás Ribeiro, consultations: can see, no end date. Press to stop sharing."."""
    if cell.rests:
        words = translate("who_can_see", "{name}, {kind}: rests, since they are not active. Press to stop sharing.")
    elif cell.state is CellState.CAN_SEE and cell.asked:
        words = translate("who_can_see", "{name}, {kind}: can see, {end}, and asks again. Press to stop sharing.")
    elif cell.state is CellState.CAN_SEE:
        words = translate("who_can_see", "{name}, {kind}: can see, {end}. Press to stop sharing.")
    elif cell.state is CellState.ASKED:
        words = translate("who_can_see", "{name}, {kind}: asks to see, waiting for you. Press to answer.")
    elif cell.state is CellState.ENDED:
        words = translate("who_can_see", "{name}, {kind}: ended {when}. Press to share.")
    elif cell.state is CellState.SAID_NO:
        words = translate("who_can_see", "{name}, {kind}: you said no {when}. Press to share.")
    elif cell.state is CellState.STOPPED:
        words = translate("who_can_see", "{name}, {kind}: you stopped it {when}. Press to share.")
    elif cell.state is CellState.LOST:
        words = translate("who_can_see", "{name}, {kind}: ended {when}, because the history was damaged.")
    elif cell.state is CellState.TAKEN_BACK:
        words = translate("who_can_see", "{name}, {kind}: request taken back {when}. Press to share.")
    else:
        words = translate("who_can_see", "{name}, {kind}: not shared. Press to share.")
    return words.format(
        name=name, kind=kinds.word(kind), end=dates.ends(cell.until, zone), when=states.second_line(cell, zone)
    )


def offer(cell: Cell) -> str:
    """What pressing the cell leads to, in its second line under the pointer."""
    if cell.state is CellState.CAN_SEE:
        return translate("who_can_see", "Stop sharing")
    if cell.state is CellState.ASKED:
        return translate("who_can_see", "Answer")
    return translate("who_can_see", "Share")


def action_spoken(name: str, row: MatrixRow) -> str:
    """The button at the end of a row."""
    if row.held and beyond(row) and not row.everything:
        return translate("who_can_see", "Stop sharing all with {name}, later kinds too").format(name=name)
    if row.held:
        return translate("who_can_see", "Stop sharing all with {name}").format(name=name)
    return translate("who_can_see", "Share with {name}").format(name=name)


def line_spoken(name: str, kind: RecordType, cell: Cell) -> str:
    """The button beside one kind, where kinds are listed one below the other."""
    if cell.state is CellState.CAN_SEE:
        words = translate("who_can_see", "Stop sharing {kind} with {name}")
    elif cell.state is CellState.ASKED:
        words = translate("who_can_see", "Answer {name} about {kind}")
    else:
        words = translate("who_can_see", "Share {kind} with {name}")
    return words.format(name=name, kind=kinds.word(kind))


def beyond(row: MatrixRow) -> str:
    """Under the name, where kinds that come later are shared: with everything, or with what is left of it."""
    if row.everything:
        return translate("who_can_see", "Everything, now and later")
    return translate("who_can_see", "Later kinds too") if row.through_all else ""


def sees(row: MatrixRow) -> str:
    """How much a person sees, for a list: "sees 3 of 4 kinds"."""
    if row.everything:
        return translate("who_can_see", "sees everything, now and later")
    if row.through_all:
        return translate("who_can_see", "{sees}, later kinds too").format(sees=_sees_now(row))
    return _sees_now(row)


def _sees_now(row: MatrixRow) -> str:
    some, asked = len(row.permitted), len(row.asked)
    if some == 0 and asked:
        return translate("who_can_see", "sees nothing, asks for {asked}").format(asked=asked)
    if some == 0:
        return translate("who_can_see", "sees nothing now")
    if asked:
        return translate("who_can_see", "sees {some}, asks for {asked} more").format(some=some, asked=asked)
    if some == len(row.cells):
        return translate("who_can_see", "sees all {some} kinds").format(some=some)
    return translate("who_can_see", "sees {some} of {of} kinds").format(some=some, of=len(row.cells))


def how_many_see(count: int) -> str:
    """The sentence under the title."""
    if count == 0:
        return translate("who_can_see", "Nobody can see your records now.")
    if count == 1:
        return translate("who_can_see", "One person can see some of your records.")
    words = {
        2: translate("who_can_see", "Two people"), 3: translate("who_can_see", "Three people"),
        4: translate("who_can_see", "Four people"), 5: translate("who_can_see", "Five people"),
        6: translate("who_can_see", "Six people"), 7: translate("who_can_see", "Seven people"),
        8: translate("who_can_see", "Eight people"), 9: translate("who_can_see", "Nine people"),
    }.get(count) or translate("who_can_see", "{count} people").format(count=count)  # fmt: skip
    return translate("who_can_see", "{people} can see some of your records.").format(people=words)
