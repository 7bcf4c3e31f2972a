"""The share, allow and decline dialogs."""
