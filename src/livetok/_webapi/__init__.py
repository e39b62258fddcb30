"""Sans-I/O: HTTP requests to TikTok built, answers read, the signer's language, browser identity, handles."""
