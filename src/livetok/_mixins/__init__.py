"""Hand-written bases of generated classes: what every event has, and helpers on values.

A class `<Name>Mixin` in this package becomes a base of the generated class `<Name>`; `nox -s generate` adds it.
"""
