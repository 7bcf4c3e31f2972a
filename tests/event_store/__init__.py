"""Tests of consent_desktop.event_store."""
