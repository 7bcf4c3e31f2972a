"""Tests of consent_desktop.read_models."""
