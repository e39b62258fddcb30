"""I/O without knowledge of TikTok: HTTP, the websocket seam, child processes."""
