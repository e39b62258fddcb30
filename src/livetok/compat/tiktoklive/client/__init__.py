"""The client and its parts, in the modules of the original."""
