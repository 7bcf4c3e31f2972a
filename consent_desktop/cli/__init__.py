"""The consent-desktop command line."""
