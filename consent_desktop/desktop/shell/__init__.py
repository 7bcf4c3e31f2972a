"""The windows themselves: opening the clinic, one window for one person, and the way from sign-in to a home."""
