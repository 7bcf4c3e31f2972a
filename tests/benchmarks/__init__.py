"""Tests of what measures: that it runs, that its facts hang together, that its report says what was measured."""
