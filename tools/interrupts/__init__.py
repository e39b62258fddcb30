"""Ctrl-C at any moment of every way into a room: it ends within 1.5 s, with nothing but `KeyboardInterrupt`.

``python -m tools.interrupts --each 300``
"""
