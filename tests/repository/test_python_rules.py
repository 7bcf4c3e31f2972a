"""Rules about the Python of the project, each with the harm that it keeps away."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.repository.source import called_name, place, python_files, tree

PACKAGE = python_files("consent_desktop", "packaging")
TESTS = python_files("tests", "benchmarks")
DESKTOP = python_files("consent_desktop/desktop")
LONGEST = 400
WORDS_AT = {"tr": 1, "translate": 2}  # how many leading arguments are words or their context
# A clock or a source of chance inside a rule makes the same history decide differently on another day.
IMPURE = {"now", "today", "utcnow", "uuid1", "uuid4", "open", "print", "input"}


def calls(files: list[Path]) -> Iterator[tuple[Path, ast.Call]]:
    """Every call in the files."""
    for path in files:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                yield path, node


def is_text(node: ast.expr) -> bool:
    """Whether the expression is a plain string literal."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_no_lambda_is_connected_to_a_signal() -> None:
    """A lambda that captures self keeps the window alive for as long as the signal lives."""
    connected = ((path, node) for path, node in calls(DESKTOP) if called_name(node) == "connect")
    assert [place(p, n) for p, n in connected if any(isinstance(a, ast.Lambda) for a in n.args)] == []


def test_translated_words_are_plain_literals() -> None:
    """Anything else is extracted in a wrong form, or not at all, and is never found at run time."""
    found = []
    for path, node in calls(DESKTOP):
        name = called_name(node)
        if name not in WORDS_AT:
            continue
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if (
            name == "translate"
            and owner is not None
            and getattr(owner, "id", "") not in {"QCoreApplication", "QApplication"}
        ):
            continue  # a painter or a transform has a translate of its own, with numbers
        words = node.args[: WORDS_AT[name]]
        if len(words) < WORDS_AT[name] or not all(is_text(word) for word in words):
            found.append(place(path, node))
    assert found == []


def test_no_file_is_too_long() -> None:
    """A longer file holds two things."""
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE + TESTS}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def undocumented(node: ast.AST, path: Path, *, inside: str = "") -> Iterator[str]:
    """The public classes and functions at and below the node that say nothing of themselves."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        overloaded = any("overload" in ast.unparse(decorator) for decorator in child.decorator_list)
        setter = any(ast.unparse(decorator).endswith(".setter") for decorator in child.decorator_list)
        hidden = child.name.startswith("_") and not isinstance(child, ast.ClassDef)
        # Methods that Qt calls are documented by Qt: they are spelled its way.
        qts_own = inside != "" and "desktop" in path.parts and child.name != child.name.lower()
        if not (
            hidden or overloaded or setter or (qts_own and not isinstance(child, ast.ClassDef))
        ) and not ast.get_docstring(child):
            yield f"{place(path, child)} {inside}{child.name}"
        if isinstance(child, ast.ClassDef):
            yield from undocumented(child, path, inside=f"{child.name}.")


def test_every_module_class_and_public_function_says_what_it_is_for() -> None:
    """A name alone does not tell units, errors or why."""
    silent = [place(path) for path in PACKAGE + TESTS if not ast.get_docstring(tree(path))]
    for path in PACKAGE:
        silent += undocumented(tree(path), path)
    assert silent == []


def test_no_module_is_a_box_for_everything() -> None:
    """A module called utils has no reason to end."""
    assert [
        place(path) for path in PACKAGE + TESTS if path.stem in {"utils", "util", "helpers", "misc", "common"}
    ] == []


def test_tests_wait_for_something_and_never_just_wait() -> None:
    """A sleep is too short on a busy machine and too long on every other."""
    imported = [
        place(path, node)
        for path in TESTS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "time" and any(n.name == "sleep" for n in node.names)
    ]
    slept = [
        place(p, n)
        for p, n in calls(TESTS)
        if ast.unparse(n.func) in {"time.sleep", "QTest.qSleep", "QThread.msleep", "QThread.sleep"}
    ]
    assert imported + slept == []


def test_the_rules_have_neither_clock_nor_chance() -> None:
    """The import contracts see modules; this sees ``datetime.now`` and its like."""
    domain = python_files("consent_desktop/domain")
    assert [place(p, n) for p, n in calls(domain) if called_name(n) in IMPURE] == []


CLICKS = {
    "mouseClick", "mouseDClick", "mousePress", "mouseRelease", "keyClick", "keyClicks", "keyPress", "keyEvent",
    "click", "trigger", "animateClick", "import_module", "__import__",
}  # fmt: skip
WINDOW_LIBRARIES = {"PySide6", "shiboken6"}
DESKTOP_ROOM = "consent_desktop.desktop"


def test_a_story_touches_windows_only_through_hands_and_eyes() -> None:
    """Qt's own test click presses hidden and covered buttons; a person cannot."""
    found = []
    for path in python_files("tests/stories"):
        for node in ast.walk(tree(path)):
            modules: list[str] = []
            if isinstance(node, ast.Import):
                modules = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
            if any(module.split(".")[0] in WINDOW_LIBRARIES or module.startswith(DESKTOP_ROOM) for module in modules):
                found.append(place(path, node))
            if isinstance(node, ast.Call) and called_name(node) in CLICKS:
                found.append(place(path, node))
    assert found == []
