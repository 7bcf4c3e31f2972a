"""Tests of consent_desktop.application."""
