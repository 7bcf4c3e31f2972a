"""The command bus, its middleware, the reactions, and Consent, the programmatic face."""
