"""Giving and answering: the share dialog, the allow page and the question before a no."""
