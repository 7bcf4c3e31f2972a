"""The design guide, held against live windows."""
