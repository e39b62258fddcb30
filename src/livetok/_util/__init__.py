"""Small helpers that know nothing of TikTok."""
