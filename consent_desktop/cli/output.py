"""How the command line speaks: lines for people, or one JSON object a line."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from consent_desktop.application.errors import ClinicError


class NotTold(ClinicError):
    """Standard output takes no answer."""

    code = "not_told"


class Output:
    """Where answers go. Sentences about failures go to standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, sentence: str, values: Mapping[str, Any]) -> None:
        """One answer: the sentence for people, or the values as one line of JSON."""
        line = json.dumps(values, ensure_ascii=False) if self.as_json else sentence
        try:
            if sys.stdout is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise NotTold(
                f"The answer could not be written ({error.strerror}). What was recorded is kept; ask again."
            ) from error

    def fail(self, sentence: str, code: str) -> None:
        """Why nothing came of it."""
        line = json.dumps({"error": code, "message": sentence}, ensure_ascii=False) if self.as_json else sentence
        if sys.stderr is not None:
            sys.stderr.write(f"{line}\n")

    def note(self, sentence: str) -> None:
        """Something that has to be known beside the answer."""
        line = json.dumps({"note": sentence}, ensure_ascii=False) if self.as_json else sentence
        if sys.stderr is not None:
            sys.stderr.write(f"{line}\n")

    def progress(self, done: int, total: int, doing: str = "Done") -> None:
        """How far a long piece of work has come: on a terminal only, on one line that is overwritten."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{doing}: {done:,}" + (f" of {total:,}" if total else ""))
            if done >= total > 0:
                sys.stderr.write("\n")
            sys.stderr.flush()
