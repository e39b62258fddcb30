"""livetok: a structured-concurrency client for TikTok LIVE."""
