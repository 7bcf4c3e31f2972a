"""The hands with which stories use the windows: the tour's own, so that both reach only what a person could."""

from consent_desktop.desktop.tour.hands import By, CannotDo, wait_until
from consent_desktop.desktop.tour.moves import Somebody

__all__ = ["By", "CannotDo", "Somebody", "wait_until"]
