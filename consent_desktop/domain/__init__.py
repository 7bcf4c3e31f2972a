"""The rules of consent: vocabulary, commands, events and the pure decide/evolve functions."""
