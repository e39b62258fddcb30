"""Sans-I/O core: bytes in, values and bytes out. No clock, no random numbers; nothing here raises on input."""
