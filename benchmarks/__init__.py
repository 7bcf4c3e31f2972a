"""How fast the engine is: every figure a ratio against a peer or a raw limit, measured in one run on one disk."""
