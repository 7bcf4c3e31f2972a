"""The scripts that make packages, on small things; the real packages are tried by make package-test."""
