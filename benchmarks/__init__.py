"""Measurements, run by `nox -s bench`."""
