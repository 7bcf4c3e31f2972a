"""Covering a window while its person is away, and giving it back to nobody else."""
