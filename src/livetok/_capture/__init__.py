"""Capture files: their format and pseudonyms (sans-I/O), the writer, the observers that feed it."""
