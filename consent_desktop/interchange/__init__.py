"""What goes in from and out to other systems: people files."""
