"""Sans-I/O: the websocket's language, bytes in and values out. No clock, no chance; nothing here raises on input."""
