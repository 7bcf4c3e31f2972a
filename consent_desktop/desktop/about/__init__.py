"""What this program is, which version, and what it is made of."""
