"""The kit that all windows are made of; import each class from its own module."""
