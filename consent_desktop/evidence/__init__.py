"""What lets others check the history: tree hashes, signed checkpoints, proofs, and anchors kept off this machine."""
