"""Tests of the repository itself: rules of the house that a reader would otherwise have to remember."""
