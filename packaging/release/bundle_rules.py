"""What goes into the bundle and what stays out, by the path inside the bundle; read by the PyInstaller spec and by tests.

Qt comes as separate files, so that a clinic may put its own build of the LGPL libraries in their place. Libraries that
every Linux desktop has come from the system, which also keeps them patched; `depends.py` names them to the packager.
"""

from __future__ import annotations

import re
from typing import Final

EXCLUDED_MODULES: Final = (
    "tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pydoc_data", "doctest", "test", "unittest",
    "sqlite3",  # two SQLites must never open one file, so the second one is not even there
    "bz2", "_bz2", "readline", "curses", "_curses", "dbm", "_uuid", "xmlrpc", "wsgiref", "distutils", "setuptools", "pip",
    "pytest", "_pytest", "hypothesis", "numpy", "IPython", "psutil", "PIL", "gi", "dbus", "yaml", "pygments", "rich",
    "markdown_it", "mdurl", "linkify_it", "mypy", "mypyc", "librt", "ast_serialize", "pydantic.mypy", "pydantic.v1",
    "pycparser", "jinja2", "email_validator", "orjson", "greenlet",
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.mssql", "sqlalchemy.testing",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtSql", "PySide6.QtXml",
    "PySide6.scripts", "PySide6.support.deprecated",
)  # fmt: skip

PLUGINS_ON_LINUX: Final = frozenset(
    {
        "platforms/libqxcb.so", "platforms/libqwayland.so", "platforms/libqoffscreen.so", "iconengines/libqsvgicon.so",
        "imageformats/libqsvg.so", "platformthemes/libqxdgdesktopportal.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so", "xcbglintegrations/libqxcb-egl-integration.so",
        "xcbglintegrations/libqxcb-glx-integration.so", "wayland-decoration-client/libadwaita.so",
        "wayland-decoration-client/libbradient.so", "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        "wayland-shell-integration/libxdg-shell.so", "printsupport/libcupsprintersupport.so",
    }
)  # fmt: skip

PLUGIN_FOLDERS_ELSEWHERE: Final = frozenset({"platforms", "iconengines", "imageformats", "styles", "printsupport"})
"""What is kept on Windows and macOS, where plugins have other names."""

GPL_ONLY: Final = (
    "Charts", "DataVisualization", "Graphs", "GraphsWidgets", "VirtualKeyboard", "HttpServer", "NetworkAuth", "Quick3D",
    "QuickTimeline", "Lottie", "Mqtt", "CoAp", "OpcUa", "InsightTracker", "ShaderTools", "QuickEffectMaker",
)  # fmt: skip
"""Modules of Qt that are to be had under the GPL or for money only; none may be bundled."""

LANGUAGES: Final = ("en",)
"""The languages that the program is shipped in; of Qt's own translations only these stay."""

_UNUSED_QT: Final = ("libQt6EglFS", "libQt6EglFs", "libQt6Network", "libQt6Qml", "libQt6Quick", "libQt6VirtualKeyboard")
"""Libraries that only plugins ask for that are left out."""

_SYSTEM_LIBRARIES: Final = re.compile(r"^(/usr)?/lib(64)?/")


def kept(inside: str, source: str) -> bool:
    """Whether a file belongs into the bundle: its path in it, with slashes, and where it comes from."""
    if gpl_only(inside):
        return False
    if _SYSTEM_LIBRARIES.match(source) and ".so" in source:
        return False
    if "/qml/" in inside or inside.rpartition("/")[2].startswith(_UNUSED_QT):
        return False
    _, plugin_folder, plugin = inside.rpartition("plugins/")
    if plugin_folder:
        if plugin.endswith(".so"):
            return plugin in PLUGINS_ON_LINUX
        return plugin.split("/")[0] in PLUGIN_FOLDERS_ELSEWHERE and "pdf" not in plugin
    if "/translations/" in inside:
        return inside.endswith(tuple(f"qtbase_{language}.qm" for language in LANGUAGES))
    return not inside.endswith((".pyi", ".h", ".hpp", ".ts", ".prl", "py.typed"))


def gpl_only(inside: str) -> bool:
    """Whether the file belongs to a module of Qt that only the GPL covers."""
    name = inside.rpartition("/")[2]
    return any(re.match(rf"(lib)?Qt6?{module}\b", name.replace(".so", " ").replace(".dll", " ")) for module in GPL_ONLY)
