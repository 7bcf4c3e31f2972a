"""The append-only, hash-chained log of sealed events and the vault of the keys that open them."""
