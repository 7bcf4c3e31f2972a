"""An anchor: a checkpoint file in a folder that whoever changes the history cannot reach, such as a USB stick.

The folder gets two files, the newest checkpoint and the key to check it with. A checkpoint there is replaced only by one
of the same history, grown: otherwise the file is the evidence, and stays. Where events were lost since, the older one is
kept beside the newer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from consent_desktop.event_store.durable_file import write_durably
from consent_desktop.event_store.recorded import KeptCheckpoint
from consent_desktop.evidence.checkpoint import origin_of
from consent_desktop.evidence.comparison import Claim, Judgement
from consent_desktop.evidence.errors import AnchorFailed, HistoryAltered, HistoryForked
from consent_desktop.evidence.gapped_tree import standing_of, tree_of
from consent_desktop.evidence.history import History
from consent_desktop.evidence.signed_note import Verifier
from consent_desktop.evidence.standing import Standing

LARGEST = 1 << 20
"""Bytes of a checkpoint file; a larger one is none."""


def checkpoint_file(folder: Path, store_id: str) -> Path:
    """Where the anchor lies."""
    return folder / f"consent-desktop-{store_id}.checkpoint"


def older_file(folder: Path, store_id: str, size: int) -> Path:
    """Where an anchor of so many events is kept when a newer one takes its place that tells of events lost since."""
    return folder / f"consent-desktop-{store_id}.{size}.checkpoint"


def key_file(folder: Path, store_id: str) -> Path:
    """Where the public key lies, as one line."""
    return folder / f"consent-desktop-{store_id}.vkey"


def read_small(path: Path) -> str:
    """The text of a checkpoint or proof file; raises `AnchorFailed` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST).decode("utf-8", errors="replace")
    except OSError as error:
        raise AnchorFailed(
            f"{path} cannot be read ({error.strerror}). Nothing was checked; name another file."
        ) from error


class Anchors:
    """Puts checkpoints of one history into folders. For use by one thread at a time."""

    def __init__(self, history: History, key: Verifier, store_folder: Path) -> None:
        self._history = history
        self._key = key
        self._store_folder = store_folder
        self._trees = _Trees(history, key)

    def put(self, folder: Path, kept: KeptCheckpoint) -> None:
        """Write the checkpoint into the folder, durably, after recomputing it from the stored events.

        Raises `AnchorFailed` where the folder cannot serve, `HistoryForked` where it holds a checkpoint that is not of
        this history, `HistoryAltered` where the stored events are not those that `kept` signs. Then nothing was written.
        """
        self._check_folder(folder)
        place = checkpoint_file(folder, self._history.store_id)
        there = self._claim_in(place)
        ours = Claim(kept.note, origin_of(self._history.store_id), self._key, kept)
        sizes = {kept.size} | ({there.checkpoint.size} if there is not None and there.checkpoint is not None else set())
        found = self._trees.at(sizes)
        if ours.judged(found, max(found), 0, self._trees.lost).judgement is not Judgement.CONSISTENT:
            raise HistoryAltered(
                f"The stored events are not those that the checkpoint of {kept.size} events was made of. No anchor was "
                "written; run consent-desktop verify."
            )
        if there is not None:
            self._check_prefix(place, there, found, kept.size)
        self._write(place, kept.note)
        self._write_key(folder)

    def _check_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            raise AnchorFailed(
                f"{folder} is not there. No anchor was written; plug the stick in or name another folder."
            )
        store = self._store_folder.resolve()
        if folder.resolve() == store or store in folder.resolve().parents:
            raise AnchorFailed(
                f"{folder} is inside the store's own folder, where an anchor protects nothing: whoever changes the history "
                "can change it too. No anchor was written; name a stick or a folder elsewhere."
            )

    def _claim_in(self, place: Path) -> Claim | None:
        if not place.exists():
            return None
        return Claim(read_small(place), origin_of(self._history.store_id), self._key)

    def _check_prefix(self, place: Path, there: Claim, trees: Mapping[int, Standing], events: int) -> None:
        found = there.judged(trees, events, 0, self._trees.lost)
        if found.judgement is Judgement.LOST:  # it does not tell the loss, so it may be needed against who claims one
            self._write(older_file(place.parent, self._history.store_id, found.size or 0), read_small(place))
        elif found.judgement is not Judgement.CONSISTENT:
            raise HistoryForked(
                f"{found.sentence} {place} was left as it is: it is evidence. Keep it safe and run consent-desktop verify "
                "--against it; to anchor from now on, use another folder."
            )

    def _write_key(self, folder: Path) -> None:
        place = key_file(folder, self._history.store_id)
        line = f"{self._key.vkey}\n"
        if not place.exists():
            self._write(place, line)
        elif read_small(place) != line:
            raise HistoryForked(
                f"{place} holds another key than this store's: the store's keys were replaced, or the file was altered. It "
                "was left as it is: it is evidence. Keep it safe and ask who set the store up."
            )

    @staticmethod
    def _write(place: Path, text: str) -> None:
        try:
            write_durably(place, text.encode())
        except OSError as error:
            raise AnchorFailed(
                f"{place} cannot be written ({error.strerror}). What stood there was kept; check the stick or folder."
            ) from error


class _Trees:
    """The tree at certain sizes, from the stored events; goes on from where the last question ended.

    Where events are lost, what was signed before stands in their place, as it does for the signer.
    """

    def __init__(self, history: History, key: Verifier) -> None:
        self._history = history
        self._key = key
        self._begin()

    def _begin(self) -> None:
        self.lost = frozenset(self._history.lost)
        self._tree = tree_of(self._history, self.lost, self._key)
        self._known: Mapping[int, Standing] = {0: standing_of(self._tree)}

    def at(self, sizes: Iterable[int]) -> Mapping[int, Standing]:
        """The tree by size; sizes beyond the end of the log are left out."""
        wanted = set(sizes)
        if self.lost != self._history.lost or any(s < self._tree.size for s in wanted - self._known.keys()):
            self._begin()
        known = {size: tree for size, tree in self._known.items() if size in wanted}
        missing = wanted - known.keys()
        for leaf in self._rest(max(missing, default=0)):
            self._tree.append(leaf)
            if self._tree.size in missing:
                known[self._tree.size] = standing_of(self._tree)
        self._known = known
        return known

    def _rest(self, upto: int) -> Iterable[bytes]:
        if upto <= self._tree.size:
            return ()
        return (stored.leaf for stored in self._history.leaves(after=self._tree.size, upto=upto))
