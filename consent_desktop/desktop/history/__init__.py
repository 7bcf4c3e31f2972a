"""The history: every event as a line, what led to it, and whether the log is whole."""
