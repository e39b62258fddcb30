"""The websocket protocol, sans-I/O: frames, deduplication, classification, gift streaks, room state.

Bytes in, values out: no clock, no random numbers, and no exception for damaged input.
"""
