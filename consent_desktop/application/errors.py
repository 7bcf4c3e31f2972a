"""The errors that faces tell people of, under one roof."""

from consent_desktop.domain.errors import (
    ClinicError,
    ConsentDesktopError,
    DomainError,
    PersonNotRegistered,
    ValidationError,
)

__all__ = ["ClinicError", "ConsentDesktopError", "DomainError", "PersonNotRegistered", "ValidationError"]
