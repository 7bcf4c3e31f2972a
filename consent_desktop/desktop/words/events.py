"""What happened, as a sentence: for staff and the history, and for the patient themself (design guide, section 5)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import clinic_events, dates, kinds
from consent_desktop.desktop.words.people import name_of, other_name, subject_name
from consent_desktop.desktop.words.sentence import Sentence
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import HistoryRow

translate = QCoreApplication.translate


def action(row: HistoryRow) -> str:
    """The event in one word, for a badge or a column."""
    return {
        "ConsentAsked": translate("events", "Asked"),
        "ConsentGranted": translate("events", "Granted"),
        "RequestDeclined": translate("events", "Declined"),
        "RequestWithdrawn": translate("events", "Taken back"),
        "ConsentRevoked": translate("events", "Stopped"),
        "PersonRegistered": translate("events", "Registered"),
        "PersonAmended": translate("events", "Corrected"),
        "NoticeRaised": translate("events", "Notice"),
        "NoticeParked": translate("events", "Notice failed"),
        "NoticeSeen": translate("events", "Notice seen"),
        "HistoryTakenOver": translate("events", "Copy took over"),
        "HistoryDamaged": translate("events", "Damaged"),
        "DamageSettled": translate("events", "Settled"),
        **clinic_events.actions(),
    }.get(row.type, row.type)


def staff_sentence(row: HistoryRow, zone: ZoneInfo) -> Sentence:
    """The event as staff and the history read it."""
    if row.erased:
        return Sentence(translate("events", "The content of this event was erased."), {})
    return Sentence(_staff_template(row), _values(row, zone))


def patient_sentence(row: HistoryRow, zone: ZoneInfo) -> Sentence:
    """The event as the patient whose record it is reads it. "You" did only what they did themself."""
    if row.erased:
        return Sentence(translate("events", "The content of this event was erased."), {})
    if row.type in _BY_THE_PATIENT and (row.by is None or row.subject is None or row.by.subject != row.subject.subject):
        return Sentence(_recorded_by_the_clinic(row), _values(row, zone))
    return Sentence(_patient_template(row), _values(row, zone))


def _recorded_by_the_clinic(row: HistoryRow) -> str:
    if row.type == "RequestDeclined":
        return translate("events", "The clinic recorded that you said no to {pro}.")
    if row.type == "ConsentRevoked":
        if RecordType.ALL in row.record_types:
            return translate("events", "The clinic recorded that you stopped sharing everything with {pro}.")
        return translate("events", "The clinic recorded that you stopped sharing your {kinds} with {pro}.")
    if row.until is not None:
        return translate("events", "The clinic recorded that you let {pro} see your {kinds} until {date}.")
    return translate("events", "The clinic recorded that you let {pro} see your {kinds} with no end date.")


_BY_THE_PATIENT = frozenset({"ConsentGranted", "RequestDeclined", "ConsentRevoked"})


def asker_sentence(row: HistoryRow, zone: ZoneInfo) -> Sentence:
    """The event as the patient reads it who asked for somebody else's records, or was let see them."""
    mine = row.by is not None and row.other is not None and row.by.subject == row.other.subject
    if mine and not row.erased:
        if row.type == "ConsentAsked":
            return Sentence(translate("events", "You asked to see {patient}’s {kinds}."), _values(row, zone))
        if row.type == "RequestWithdrawn":
            return Sentence(translate("events", "You took back your request to {patient}."), _values(row, zone))
    return receiver_sentence(row, zone)


def _values(row: HistoryRow, zone: ZoneInfo) -> dict[str, str]:
    values = {
        "pro": other_name(row),
        "patient": subject_name(row),
        "kinds": kinds.listed(row.record_types) if row.record_types else "",
        "purpose": row.purpose or "",
        "detail": clinic_events.detail_words(row),
        "question": clinic_events.question_words(row),
        "second": name_of(row.second) if row.second else translate("events", "a second person"),
    }
    if row.until is not None:
        values["date"] = dates.end_words(row.until, zone)
    return values


def _staff_template(row: HistoryRow) -> str:
    everything = RecordType.ALL in row.record_types
    match row.type, row.until is not None, bool(row.purpose):
        case "ConsentAsked", True, True:
            return translate("events", "{pro} asked to see {patient}’s {kinds} until {date}, for {purpose}.")
        case "ConsentAsked", True, False:
            return translate("events", "{pro} asked to see {patient}’s {kinds} until {date}.")
        case "ConsentAsked", False, True:
            return translate("events", "{pro} asked to see {patient}’s {kinds} with no end date, for {purpose}.")
        case "ConsentAsked", False, False:
            return translate("events", "{pro} asked to see {patient}’s {kinds} with no end date.")
        case "ConsentGranted", True, True:
            return translate("events", "{patient} let {pro} see their {kinds} until {date}, for {purpose}.")
        case "ConsentGranted", True, False:
            return translate("events", "{patient} let {pro} see their {kinds} until {date}.")
        case "ConsentGranted", False, True:
            return translate("events", "{patient} let {pro} see their {kinds} with no end date, for {purpose}.")
        case "ConsentGranted", False, False:
            return translate("events", "{patient} let {pro} see their {kinds} with no end date.")
        case "RequestDeclined", _, _ if everything:
            return translate("events", "{patient} said no to everything that {pro} asked to see.")
        case "RequestDeclined", _, _:
            return translate("events", "{patient} said no to {pro}, who asked to see {kinds}.")
        case "RequestWithdrawn", _, _ if everything:
            return translate("events", "{pro} took back everything they had asked {patient} for.")
        case "RequestWithdrawn", _, _:
            return translate("events", "{pro} took back the request to see {patient}’s {kinds}.")
        case "ConsentRevoked", _, _ if everything:
            return translate("events", "{patient} stopped sharing everything with {pro}.")
        case "ConsentRevoked", _, _:
            return translate("events", "{patient} stopped sharing {kinds} with {pro}.")
        case _:
            return _register_template(row)


def _register_template(row: HistoryRow) -> str:
    templates = {
        "PersonRegistered": translate("events", "{patient} was entered into the register."),
        "PersonAmended": translate("events", "The register’s entry for {patient} was corrected."),
        "NoticeRaised": translate("events", "A notice waits for {patient} at the next sign-in."),
        "NoticeParked": translate("events", "A notice for {patient} could not be recorded and needs a look."),
        "NoticeSeen": translate("events", "{patient} has seen a notice."),
        "HistoryTakenOver": translate(
            "events", "The file of the history was damaged. A checked copy took over from it."
        ),
        "HistoryDamaged": translate(
            "events", "Part of {patient}’s history is damaged. What was shared before this is shared no longer."
        ),
        "DamageSettled": translate(
            "events", "The damage to {patient}’s history was settled; sharing anew is possible."
        ),
    }
    told = templates.get(row.type) or clinic_events.staff_template(row)
    return told or translate("events", "Something that this version cannot name happened to {patient}.")


def _patient_template(row: HistoryRow) -> str:
    everything = RecordType.ALL in row.record_types
    match row.type, row.until is not None:
        case "ConsentAsked", _:
            return translate("events", "{pro} asks to see your {kinds}.")
        case "ConsentGranted", True:
            return translate("events", "You let {pro} see your {kinds} until {date}.")
        case "ConsentGranted", False:
            return translate("events", "You let {pro} see your {kinds} with no end date.")
        case "RequestDeclined", _:
            return translate("events", "You said no to {pro}.")
        case "RequestWithdrawn", _:
            return translate("events", "{pro} took back the request. You need do nothing.")
        case "ConsentRevoked", _ if everything:
            return translate("events", "You stopped sharing everything with {pro}.")
        case "ConsentRevoked", _:
            return translate("events", "You stopped sharing your {kinds} with {pro}.")
        case "PersonRegistered", _:
            return translate("events", "The clinic entered you into its register.")
        case "PersonAmended", _:
            return translate("events", "The clinic corrected what its register says of you.")
        case "HistoryDamaged", _:
            return translate(
                "events", "Part of your history is damaged. What you shared before this is shared no longer."
            )
        case "DamageSettled", _:
            return translate("events", "The clinic settled the damage to your history. You can share anew.")
        case _:
            return clinic_events.patient_template(row) or _register_template(row)


def receiver_sentence(row: HistoryRow, zone: ZoneInfo) -> Sentence:
    """The event as the other side reads it in a notice: what a patient answered or stopped."""
    templates = {
        "ConsentGranted": translate("events", "{patient} lets you see {kinds} until {date}.")
        if row.until is not None
        else translate("events", "{patient} lets you see {kinds}, with no end date."),
        "RequestDeclined": translate("events", "{patient} said no to your request."),
        "ConsentRevoked": translate("events", "{patient} stopped sharing everything with you.")
        if RecordType.ALL in row.record_types
        else translate("events", "{patient} stopped sharing {kinds} with you."),
    }
    template = templates.get(row.type)
    return staff_sentence(row, zone) if template is None else Sentence(template, _values(row, zone))
