"""One simulated websocket connection: handshake, frames, faults."""
