"""What became of each mutant, read from the folder that mutmut leaves: where it is, what was changed, who noticed."""

import ast
import json
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Verdict = Literal["tests", "time-out", "types", "survived", "no test", "unknown"]
Sort = Literal["behaviour", "wording", "equivalent"]
_BY_EXIT = {
    0: "survived",
    5: "no test",
    33: "no test",
    37: "types",
    1: "tests",
    3: "tests",
    -11: "tests",
    -9: "time-out",
}
TIMED_OUT = (-24, -9, 24, 36, 152, 255)
"""How mutmut notes that a mutant ran out of time."""
_SQL = (
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE",
    "DROP",
    "PRAGMA",
    "BEGIN",
    "ATTACH",
    "DETACH",
    "ROLLBACK",
    "COMMIT",
)
_NAMES_IN_EITHER_CASE = ("utf-8", "ascii", "sha256")
ALIKE = (
    "A protocol only declares: nothing runs",
    "SQL reads the same in either case",
    "This name is the same in either case",
)
"""Why whole kinds of changes cannot be noticed; they are counted, and not listed one by one."""
_SENTENCE_WORDS = 3
_REPAIR = frozenset(
    f"consent_desktop/event_store/{name}.py"
    for name in (
        "copying", "finding", "first_pages", "marking", "old_file", "open_segment", "salvage", "segments", "wholeness",
    )
)  # fmt: skip
# A keyword or a case on its own says too little: it is shown with the call or the match that it stands in.
_PARTS = (ast.keyword, ast.match_case, ast.excepthandler, ast.comprehension, ast.withitem)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of the code. ``was`` and ``now`` are the smallest expression or statement that differs."""

    file: str
    function: str
    was: str
    now: str
    verdict: Verdict
    sort: Sort
    reason: str = ""
    name: str = ""
    """What mutmut calls it."""

    @property
    def room(self) -> str:
        """The folder that it belongs to; the repair of a damaged log is one of its own, newer than the rest."""
        folder = str(Path(self.file).parent)
        return f"{folder}, repair" if self.file in _REPAIR else folder


@dataclass(frozen=True, slots=True)
class Known:
    """A survivor that somebody has looked at: ``equivalent`` ones change nothing that can be seen from outside."""

    sort: Literal["equivalent", "accepted"]
    reason: str
    places: int = 1
    """How many survivors of this change it speaks for: a function may have the same text twice."""


def known_of(path: Path) -> dict[tuple[str, str, str, str], Known]:
    """The hand-written list, by file, function and change. ``changes`` are pairs of what was and what it became."""
    if not path.is_file():
        return {}
    known = {}
    for entry in tomllib.loads(path.read_text("utf-8")).get("known", []):
        for (was, now), places in Counter(map(tuple, entry["changes"])).items():
            known[entry["file"], entry["function"], was, now] = Known(entry["sort"], entry["reason"], places)
    return known


def gathered(mutated: Path, known: dict[tuple[str, str, str, str], Known]) -> list[Mutant]:
    """Every mutant under ``mutated``, mutmut's own folder."""
    found: list[Mutant] = []
    for meta in sorted(mutated.glob("consent_desktop/**/*.py.meta")):
        file = str(meta.relative_to(mutated)).removesuffix(".meta")
        copies = _functions(mutated / file)
        if not copies:
            continue  # what an earlier run left of a file that is not changed any more
        for name, exit_code in json.loads(meta.read_text("utf-8"))["exit_code_by_key"].items():
            copy = name.rpartition(".")[2]
            original = copies[copy.rpartition("_")[0] + "_orig"]
            found.append(replace(_judged(file, copy, original, copies[copy], exit_code), name=name))
    spoken_for: Counter[tuple[str, str, str, str]] = Counter()
    return [_looked_at(one, known, spoken_for) for one in found]


def _looked_at(
    mutant: Mutant, known: dict[tuple[str, str, str, str], Known], spoken_for: Counter[tuple[str, str, str, str]]
) -> Mutant:
    """With what the hand-written list says of it, where no test noticed it; never of more survivors than are listed."""
    key = (mutant.file, mutant.function, mutant.was, mutant.now)
    entry = known.get(key)
    if entry is None or mutant.sort != "behaviour" or mutant.verdict not in ("survived", "no test", "unknown"):
        return mutant
    spoken_for[key] += 1
    if spoken_for[key] > entry.places:
        return mutant
    return replace(mutant, sort="equivalent" if entry.sort == "equivalent" else "behaviour", reason=entry.reason)


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name}


def _judged(
    file: str,
    copy: str,
    original: ast.FunctionDef,
    changed: ast.FunctionDef,
    exit_code: int | None,
) -> Mutant:
    function = copy.partition("__mutmut_")[0].removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    original.name = changed.name = function.rpartition(".")[2]
    was, now = (ast.unparse(node) for node in _smallest(original, changed))
    verdict: Verdict = "unknown"
    if exit_code is not None:
        verdict = "time-out" if exit_code in TIMED_OUT else _BY_EXIT.get(exit_code, "tests")  # type: ignore[assignment]
    if _is_wording(was, now):
        return Mutant(file, function, was, now, verdict, "wording")
    alike = _alike(original, was, now)
    if alike:
        return Mutant(file, function, was, now, verdict, "equivalent", alike)
    return Mutant(file, function, was, now, verdict, "behaviour")


def _smallest(left: ast.AST, right: ast.AST) -> tuple[ast.AST, ast.AST]:
    """The smallest pair of statements or expressions that holds the one difference."""
    if type(left) is not type(right) or isinstance(left, ast.JoinedStr):
        return left, right
    differing: list[tuple[ast.AST, ast.AST]] = []
    for name in left._fields:
        one, other = getattr(left, name, None), getattr(right, name, None)
        ones, others = (one, other) if isinstance(one, list) and isinstance(other, list) else ([one], [other])
        if len(ones) != len(others):
            return left, right
        for a, b in zip(ones, others, strict=True):
            if isinstance(a, ast.AST) and isinstance(b, ast.AST):
                if ast.dump(a) != ast.dump(b):
                    differing.append((a, b))
            elif a != b:
                return left, right
    if len(differing) != 1 or not isinstance(differing[0][0], (ast.expr, ast.stmt, *_PARTS)):
        return left, right
    within = _smallest(*differing[0])
    return (left, right) if isinstance(within[0], _PARTS) else within


def _texts(was: str, now: str) -> tuple[str, str] | None:
    try:
        one, other = ast.literal_eval(was), ast.literal_eval(now)
    except (ValueError, SyntaxError):
        return None
    return (one, other) if isinstance(one, str) and isinstance(other, str) else None


def _filled_texts(was: str, now: str) -> tuple[str, str] | None:
    """The words of two sentences with things filled in, where the same things are filled in."""
    one, other = (ast.parse(text, mode="eval").body if text.startswith(("f'", 'f"')) else None for text in (was, now))
    if not isinstance(one, ast.JoinedStr) or not isinstance(other, ast.JoinedStr):
        return None
    filled = [[ast.dump(v) for v in text.values if isinstance(v, ast.FormattedValue)] for text in (one, other)]
    if filled[0] != filled[1]:
        return None
    words = [[v.value for v in text.values if isinstance(v, ast.Constant)] for text in (one, other)]
    return " ".join(map(str, words[0])), " ".join(map(str, words[1]))


def _is_wording(was: str, now: str) -> bool:
    texts = _texts(was, now) or _filled_texts(was, now)
    return texts is not None and len(texts[0].split()) >= _SENTENCE_WORDS and not texts[0].lstrip().startswith(_SQL)


def _alike(original: ast.FunctionDef, was: str, now: str) -> str:
    """Why the change cannot be noticed, where that is so for every change of its kind; else nothing."""
    if all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) for one in original.body):
        return ALIKE[0]
    texts = _texts(was, now)
    if texts is None or texts[0].lower() != texts[1].lower():
        return ""
    if texts[0].lstrip().startswith(_SQL):
        return ALIKE[1]
    return ALIKE[2] if texts[0] in _NAMES_IN_EITHER_CASE else ""
