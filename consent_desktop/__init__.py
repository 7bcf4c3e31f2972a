"""Consent Desktop: ask for, give, stop and check consent to view health records, event-sourced."""
