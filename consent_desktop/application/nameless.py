"""What may be logged of a mistake of ours: kinds and places. The words of an error may hold a name or a number."""

from __future__ import annotations

import traceback


def trace_of(error: BaseException) -> str:
    """The kinds of the error and of those that led to it, and where each came by; no words, no source lines."""
    lines: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        lines.append(type(at).__name__)
        frames = traceback.extract_tb(at.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        at = at.__cause__ or at.__context__
    return "\n".join(lines)
