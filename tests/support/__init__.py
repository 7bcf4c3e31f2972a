"""Shared doubles, hands and eyes."""
