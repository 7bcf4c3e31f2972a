"""Experiments that break the surroundings of a store and count what it lost: ``python -m tests.faults --size ci``."""
