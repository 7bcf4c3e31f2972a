"""What another process reads of the store that the windows use: the eyes behind the story's back."""

from consent_desktop.desktop.tour.outside import Outside

__all__ = ["Outside"]
