"""A store's key in a file of its own, for unattended use: whoever can read that file can read the clinic."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.keys import KEY_LENGTH

LARGEST = 4096


class RawKeyUnusable(ClinicError):
    """The file with the key is missing, holds no key, or is readable by others."""

    code = "raw_key_unusable"


def read_raw_key(path: Path) -> bytes:
    """The key in the file, as 32 bytes or as 64 hexadecimal digits. Raises `RawKeyUnusable`."""
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise RawKeyUnusable(
                f"{path} can be read by others on this computer. Nothing was opened: let only its owner read it (chmod 600)."
            )
        with path.open("rb") as file:
            content = file.read(LARGEST)
    except OSError as error:
        raise RawKeyUnusable(
            f"The key file {path} cannot be read ({error.strerror}). Nothing was opened; name another file."
        ) from error
    if len(content) == KEY_LENGTH:
        return content
    try:
        key = bytes.fromhex(content.decode("ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_LENGTH:
        raise RawKeyUnusable(
            f"{path} holds no key: that is {KEY_LENGTH} bytes, or {2 * KEY_LENGTH} hexadecimal digits. Nothing was opened."
        )
    return key


def raw_key_at(path: Path) -> bytes:
    """The key in the file; where there is no file it is made with a key of chance. Raises `RawKeyUnusable`."""
    if not path.exists():
        write_raw_key(path, os.urandom(KEY_LENGTH))
    return read_raw_key(path)


def write_raw_key(path: Path, key: bytes) -> None:
    """Write the key as hexadecimal digits into a new file that only its owner reads. Raises `RawKeyUnusable`."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.hex().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RawKeyUnusable(
            f"{path} cannot be made for the key ({error.strerror}). Nothing was changed; name a file that is not there yet."
        ) from error
