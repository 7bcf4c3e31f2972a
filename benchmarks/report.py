"""The results as a table for people and as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.results import Result

COLUMNS = ("figure", "ours", "peer", "limit", "unit", "ratio", "of", "target", "met")
BEGIN, END = "<!-- begin: written by make bench -->", "<!-- end: written by make bench -->"


def number(value: float | None) -> str:
    """A measured value with as many digits as it deserves."""
    if value is None:
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"


def cells(result: Result) -> tuple[str, ...]:
    """One line of the table."""
    sign = "" if result.target is None else ("≥" if result.target.sense == "at least" else "≤")
    return (
        result.name,
        number(result.ours),
        number(result.peer),
        number(result.limit),
        result.unit,
        number(result.ratio),
        result.ratio_of,
        "–" if result.target is None else f"{sign} {result.target.value:g}",
        {True: "yes", False: "NO", None: "–"}[result.met],
    )


def as_text(results: Sequence[Result]) -> str:
    """The table in columns."""
    lines = [COLUMNS, *map(cells, results)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def as_markdown(results: Sequence[Result], about: Mapping[str, object]) -> str:
    """The table for docs/performance.md, with the remarks below it."""
    lines = [" | ".join(("", *COLUMNS, "")).strip(), "|---" * len(COLUMNS) + "|"]
    lines += [" | ".join(("", *cells(result), "")).strip() for result in results]
    said: dict[str, list[str]] = {}
    for result in results:
        if "remark" in result.more:
            said.setdefault(str(result.more["remark"]), []).append(f"`{result.name}`")
    remarks = [f"* {', '.join(names)}: {remark}" for remark, names in said.items()]
    told = "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in about.items())
    return "\n".join([f"Measured: {told}.", "", *lines, "", *remarks])


def write_json(path: Path, results: Sequence[Result], about: Mapping[str, object]) -> None:
    """Write build/bench.json: one entry a figure, and what the run was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"about": dict(about), **{result.name: result.as_json() for result in results}}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_markdown(path: Path, results: Sequence[Result], about: Mapping[str, object]) -> None:
    """Replace the table in the file. Raises `ValueError` where its marks are missing."""
    replace_between(path, BEGIN, END, as_markdown(results, about))


def replace_between(path: Path, begin: str, end: str, said: str) -> None:
    """Replace what stands between the two marks in the file. Raises `ValueError` where they are missing."""
    text = path.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{path} has no section between {begin} and {end}.")
    path.write_text(f"{before}{begin}\n\n{said}\n\n{end}{after}", encoding="utf-8")
