"""Tests of consent_desktop.cli."""
