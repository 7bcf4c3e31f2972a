"""A logging handler that remembers every warning nobody announced."""

import logging
import re
from types import TracebackType
from typing import Self


class LogGuard(logging.Handler):
    """Collects records at WARNING and above while it is entered; ``expect`` announces one.

    It collects and reports at the end, since an exception raised in a handler is lost when a worker thread logs.
    """

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self._records: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        """Announces that a record matching the regular expression will come; that none comes is a failure too."""
        self._expected.append(re.compile(pattern))

    def emit(self, record: logging.LogRecord) -> None:
        """Remembers the record with the place that logged it."""
        place = f"{record.name}, {record.filename}:{record.lineno}"
        self._records.append(f"{record.levelname} from {place}: {record.getMessage()}")

    def problems(self) -> list[str]:
        """What was logged unannounced, and what was announced and not logged."""
        unannounced = [text for text in self._records if not any(p.search(text) for p in self._expected)]
        silent = [p.pattern for p in self._expected if not any(p.search(text) for text in self._records)]
        return [f"Unexpected log record: {text}" for text in unannounced] + [
            f"Expected a log record matching {pattern!r}, and none came." for pattern in silent
        ]

    def __enter__(self) -> Self:
        """Listens on the root logger."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stops listening."""
        logging.getLogger().removeHandler(self)
