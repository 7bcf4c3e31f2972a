"""The clinic's own pages: its people, and the safety of its history."""
