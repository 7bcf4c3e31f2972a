"""Tests of what comes in from elsewhere and goes out."""
