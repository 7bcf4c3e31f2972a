"""Tests of consent_desktop.desktop.words."""
