"""TikTok's web API and the sign server's, sans-I/O: requests are built, responses read.

Also the browser identity (fingerprint) that requests carry, and the parsing of handles.
"""
