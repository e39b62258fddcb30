"""What offers the simulated world on real sockets and clocks: drivers, websocket, video."""
