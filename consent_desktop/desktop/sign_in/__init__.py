"""Who are you? The screen before every home."""
