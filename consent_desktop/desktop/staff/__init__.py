"""What the screens of staff and professionals share: the rail, the table, waiting for answers."""
