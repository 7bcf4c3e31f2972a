"""Tests of Consent Desktop; folders mirror the package."""
