"""The desk of reception: patients who stand in front of it, signed papers, and who still has to be told."""
