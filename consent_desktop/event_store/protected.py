"""Opening a store in a folder together with its file of keys: the key out of a slot, and both of the same clinic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from consent_desktop.event_store.copying import Hints
from consent_desktop.event_store.errors import StoreKeyWrong, StoreNotOurs
from consent_desktop.event_store.key_file import FILE_NAME, KeyFile, KeyFileForeign
from consent_desktop.event_store.opening import FileKeys, OpenedStore, open_store
from consent_desktop.event_store.rotation import settle_rotation
from consent_desktop.event_store.unlocking import Unlocking


def open_folder(
    folder: Path,
    unlocking: Unlocking,
    *,
    plain: bool,
    facts: Mapping[str, str],
    hints: Callable[[FileKeys], Hints] | None = None,
    now: Callable[[], datetime] | None = None,
) -> OpenedStore:
    """Open the store in the folder with its file of keys, if it has one; else as `open_store` does.

    Raises what `Unlocking.key_of` and `open_store` raise, and `KeyFileForeign`. Nothing was changed then.
    """
    keys = KeyFile.read(folder)
    key = unlocking.key_of(folder, keys)
    settle_rotation(folder, keys)
    if keys is None:
        return open_store(folder, plain=plain, key=key, facts=facts, hints=hints, now=now)
    born = {**facts, "store_id": keys.store_id}
    try:
        opened = open_store(folder, plain=False, key=key, facts=born, hints=hints, now=now)
    except (StoreNotOurs, StoreKeyWrong) as error:
        raise KeyFileForeign(
            f"The files in {folder} do not open with the key in {FILE_NAME}: one of them is another clinic's, or from another time "
            "than the rest. Nothing was changed; put back what belongs together."
        ) from error
    if opened.log.store_id != keys.store_id:
        opened.close()
        raise KeyFileForeign(f"{folder / FILE_NAME} is another clinic's. Nothing was changed; put back the right one.")
    return opened
