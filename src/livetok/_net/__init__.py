"""I/O without knowledge of TikTok: HTTP client, websocket and its two backends, proxies, child processes."""
