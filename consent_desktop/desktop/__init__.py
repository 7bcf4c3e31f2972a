"""The windows: the only room that may import PySide6."""
