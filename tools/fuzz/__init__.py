"""Fuzzing: damaged frames, JSON answers and captures, read to the last field: only livetok's own errors.

``python -m tools.fuzz --seconds 600``
"""
