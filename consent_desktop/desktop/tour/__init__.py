"""Hands and eyes that use the real windows as a person does, and the tour that they give."""
