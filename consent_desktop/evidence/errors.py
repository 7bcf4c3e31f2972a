"""What can be wrong with evidence, as sentences that say what it was, what was kept and what to do."""

from __future__ import annotations

from consent_desktop.domain.errors import ClinicError, DomainError


class NoteUnreadable(ClinicError):
    """The text is not a signed note, a checkpoint, a proof or a key."""

    code = "note_unreadable"


class SignatureWrong(ClinicError):
    """No trusted key signed the text, or it was altered after that."""

    code = "signature_wrong"


class HistoryAltered(ClinicError):
    """The history does not fit what was signed before, so nothing new is signed on top of it."""

    code = "history_altered"


class HistoryRolledBack(ClinicError):
    """The history is shorter than what was signed before."""

    code = "history_rolled_back"


class HistoryForked(ClinicError):
    """The anchor in the folder is of another history than ours."""

    code = "history_forked"


class AnchorFailed(ClinicError):
    """The folder for anchors cannot be read or written."""

    code = "anchor_failed"


class AnchorSettingsUnreadable(ClinicError):
    """The file that remembers where anchors go cannot be used."""

    code = "anchor_settings_unreadable"


class NothingToSign(DomainError):
    """The history is empty."""

    code = "nothing_to_sign"


class EventsLost(ClinicError):
    """Events that a proof needs are lost to damage."""

    code = "events_lost"


class EventNotFound(DomainError):
    """There is no event at that position."""

    code = "event_not_found"
