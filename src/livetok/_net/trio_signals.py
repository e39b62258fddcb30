"""Ctrl-C under trio: that it is not lost where Python tidies up."""

from __future__ import annotations

import weakref
from functools import cache

import trio.lowlevel

__all__ = ["keep_interrupts"]


@cache
def keep_interrupts() -> None:
    """Have trio hold Ctrl-C back while Python takes an object that has gone out of a weak collection.

    trio raises `KeyboardInterrupt` in whatever runs, unless that is protected. What a weak collection runs when one of
    its objects goes can raise nothing: Python prints that it ignores the exception, and the program goes on as if
    nobody had pressed anything. trio keeps every asynchronous generator in such a collection, and each context manager
    made of one ends there.
    """
    for collection in (weakref.WeakSet(), weakref.WeakKeyDictionary(), weakref.WeakValueDictionary()):
        remove = getattr(collection, "_remove", None)  # private, and a matter of pure Python so far
        if hasattr(remove, "__code__"):
            trio.lowlevel.enable_ki_protection(remove)
