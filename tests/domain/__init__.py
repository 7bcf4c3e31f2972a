"""Tests of consent_desktop.domain."""
