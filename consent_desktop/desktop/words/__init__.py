"""The words of the screens: the one place that turns the field's words into the guide's, as translatable sentences."""
