"""The patient's home: who can see, requests, what happened."""
