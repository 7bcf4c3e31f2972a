"""The first run: a clinic is founded by two people, whole or not at all."""
