"""The views: tables that projectors build from the log and can always build again."""
