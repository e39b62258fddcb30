"""Generates ``src/livetok/proto`` from the ``.proto`` files.

Three steps: ``compiler`` runs protoc with the betterproto2 plugin and reads what comes out, ``names``
decides what the classes are called and what they inherit from, ``emit`` writes the package.
"""
