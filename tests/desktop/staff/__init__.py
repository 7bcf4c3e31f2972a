"""Tests of what staff windows share."""
