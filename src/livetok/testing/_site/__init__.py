"""The simulated site's HTTP routes."""
