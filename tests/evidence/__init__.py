"""What the evidence shows, and what it does not."""
