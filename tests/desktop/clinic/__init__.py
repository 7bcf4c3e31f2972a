"""Tests of the clinic's windows."""
