"""The window of a doctor or nurse: my patients, a check, asking, requests and notices."""
