"""Tests of consent_desktop.desktop.tour."""
